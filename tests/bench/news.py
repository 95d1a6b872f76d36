"""Make office news with events behind them, to judge related news by: the same arguments give the same articles.

Not prose: bags of syllables drawn as news draw them. Every text mixes words of offices in general, of its subject, of
its event, and of itself; what belongs to an event or an article is rare and comes in bursts, as names do. The front
matter is kept as editors keep it: half of an event's articles carry its tag, a third cite its document, and offices
write about their own congress as well as about everybody's campaign.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

INITIALS = "b c ch d đ g h k kh l m n ng nh ph qu r s t th tr v x".split()  # noqa: SIM905
RHYMES = """
    a ai an ang anh ao ăn ăng âm ân âu e em en eo ê ên êu i ia iên iêu in inh o oa oan oang oi on ong ô ôi ôn ông
    ơi ơn u ua uân uôc uông ui un ung ư ưa ưng ươc ương ươu y yên
""".split()  # noqa: SIM905
SUBJECTS, UNITS, CATEGORIES, TAGS = 24, 60, 10, 120
FIRST, YEARS = date(2011, 6, 1), 15


@dataclass(frozen=True)
class Item:
    """One piece of news and the event it belongs to; an event of "" is nobody's."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]
    day: date
    unit: str
    category: str
    term: str
    event: str
    tags: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass
class _Event:
    name: str
    subject: int
    start: date
    days: int
    units: list[str]
    term: str
    words: list[str] = field(default_factory=list)


class Newsroom:
    """Where made news come from."""

    def __init__(self, seed: int = 0) -> None:
        """Fix the words of offices in general and of each subject."""
        self.random = Random(seed)
        syllables = [i + r for i in INITIALS for r in RHYMES]
        self.random.shuffle(syllables)
        self.general = syllables[:400]
        self.rare = syllables[400:]
        self.subjects = [self.random.sample(self.rare, 60) for _ in range(SUBJECTS)]

    def items(self, count: int) -> list[Item]:
        """Make so many items, oldest first; two thirds of them belong to events of 3 to 12 items."""
        found: list[Item] = []
        while len(found) < count:
            event = self._event(len(found))
            size = self.random.randint(3, 12) if self.random.random() < 0.4 else 1
            found += [self._item(event, size > 1) for _ in range(min(size, count - len(found)))]
        return sorted(found, key=lambda item: (item.day, item.title))

    def _event(self, number: int) -> _Event:
        r = self.random
        congress = r.random() < 0.5
        start = FIRST + timedelta(days=r.randrange(YEARS * 365))
        units = [f"don-vi-{min(int(r.paretovariate(0.8)) - 1, UNITS - 1)}"]
        if not congress:
            units += [f"don-vi-{r.randrange(UNITS)}" for _ in range(5)]
        term = 2010 + 5 * max(0, (start.year - 2010) // 5)
        words = [" ".join(r.sample(self.rare, 2)) for _ in range(10)]
        return _Event(
            f"viec-{number}", r.randrange(SUBJECTS), start, 30 if congress else 200, units, f"{term}-{term + 5}", words
        )

    def _item(self, event: _Event, is_shared: bool) -> Item:
        r = self.random
        own = [" ".join(r.sample(self.rare, 2)) for _ in range(8)]
        tags = {f"chu-de-{event.subject * 5 + r.randrange(5)}", f"chu-de-{min(int(r.paretovariate(0.7)), TAGS)}"}
        if is_shared and r.random() < 0.5:
            tags.add(event.name)
        return Item(
            title=self._sentence(event, own, 10, 0.5),
            lead=self._sentence(event, own, 30, 0.3),
            paragraphs=tuple(
                ". ".join(self._sentence(event, own, r.randint(12, 30), 0.12) for _ in range(r.randint(1, 4))) + "."
                for _ in range(r.randint(4, 10))
            ),
            day=event.start + timedelta(days=r.randrange(event.days)),
            unit=r.choice(event.units),
            category=f"chuyen-muc-{event.subject % CATEGORIES}",
            term=event.term,
            event=event.name if is_shared else "",
            tags=tuple(sorted(tags)),
            documents=(f"vb-{event.name}",) if is_shared and r.random() < 0.3 else (),
            people=(f"nguoi-{r.randrange(40)}",) if r.random() < 0.4 else (),
        )

    def _sentence(self, event: _Event, own: list[str], length: int, share: float) -> str:
        """Draw words: names of event and article by `share`, a sixth of the subject's, the rest general by Zipf."""
        r = self.random
        words: list[str] = []
        for _ in range(length):
            draw = r.random()
            if draw < share / 2:
                words.append(event.words[min(int(r.paretovariate(1)) - 1, 9)])
            elif draw < share:
                words.append(own[min(int(r.paretovariate(1)) - 1, 7)])
            elif draw < share + 0.16:
                words.append(r.choice(self.subjects[event.subject]))
            else:
                words.append(self.general[min(int(r.paretovariate(0.6)) - 1, 399)])
        return " ".join(words).capitalize()
