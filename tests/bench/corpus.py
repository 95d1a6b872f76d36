"""A corpus of office news for benchmarks, as values: the same number gives the same item, on any machine.

Shapes, not prose: a tree of units with Zipf-like frequencies, four terms, ten categories, some hundred tags, one to
six articles on a publishing day, bodies of six to twelve paragraphs. Item n of a corpus depends only on n, on the
number of items (its date) and on the number of photos.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

START = datetime(2011, 6, 1, 7, 0, tzinfo=UTC)
SPAN = timedelta(days=15 * 365)
AFTER = datetime(2026, 12, 1, tzinfo=UTC)
"""The build clock: later than every item."""
TERMS = ("2010-2015", "2015-2020", "2020-2025", "2025-2030")
KINDS = ("Phòng", "Trung tâm", "Ban", "Chi bộ", "Tổ", "Công đoàn")
SUBJECTS = (
    "Hành chính", "Tổng hợp", "Kinh tế", "Nội chính", "Tin học",
    "Công báo", "Tiếp công dân", "Lưu trữ", "Tài vụ", "Văn xã",
)  # fmt: skip
UNITS = ("Văn phòng", *(f"{kind} {subject}" for subject in SUBJECTS for kind in KINDS))
UNITS_BELOW = 8
"""How many units stand directly under each."""
CATEGORIES = (
    "Xây dựng Đảng", "Cải cách hành chính", "Chuyển đổi số", "Chỉ đạo điều hành", "Công tác văn phòng", "Đoàn thể",
    "Tiếp công dân", "Thi đua khen thưởng", "Thông báo", "Đất và người",
)  # fmt: skip
TAGS = 300
PICKED_WITHIN = 400
"""Hand-picked related items are at most so much older."""
NEVER_PICKED = 10
"""Every so manyth item is picked by nobody, so that deleting it breaks no reference."""
SYLLABLES = """
    công tác lãnh đạo chỉ văn phòng tỉnh thực hiện nhiệm vụ chính trị cải cách hành thủ tục đảng viên
    chi bộ đại hội nhiệm kỳ kế hoạch triển khai kết quả năm quý tháng đơn vị cơ quan cán công chức người
    dân doanh nghiệp dịch trực tuyến hồ sơ giải quyết đúng hạn kiểm tra giám sát tuyên truyền phổ biến
    pháp luật phong trào thi đua khen thưởng đồng chí phát biểu hội nghị tổng sơ xây dựng nông thôn mới
    đầu tư đất môi trường nước lũ đê điều y tế giáo dục văn hóa thể thao du lịch an toàn
""".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Corpus:
    """How many items and how many different photos; without photos, all items are text alone."""

    size: int
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """What an article's address is made of."""

    number: int
    date: datetime

    @property
    def slug(self) -> str:
        return f"tin-{self.number:06d}"

    @property
    def identity(self) -> str:
        return str(uuid5(NAMESPACE_URL, self.slug))


@dataclass(frozen=True, slots=True)
class Item(Place):
    """One article. Units, categories, tags and the photo by number; None where there is no photo."""

    title: str
    unit: int
    category: int
    tags: tuple[int, ...]
    summary: str
    related: tuple[Place, ...]
    body: str
    photo: int | None = None

    @property
    def term(self) -> str:
        """The term of the item's day; terms change in June."""
        return TERMS[max(0, (self.date.year - 2010 - (self.date.month < 6)) // 5)]


def items(corpus: Corpus) -> Iterator[Item]:
    """Yield every item, oldest first."""
    return (item(corpus, number) for number in range(corpus.size))


def item(corpus: Corpus, number: int) -> Item:
    """Return one item; numbers from `size` upwards give items that are newer than the whole corpus."""
    random = Random(number)
    unit = min(int(random.paretovariate(0.7)), len(UNITS)) - 1
    picks = random.choice((0, 0, 1, 3)) if number else 0
    around = range(max(0, number - PICKED_WITHIN), number)
    related = {random.choice(around) for _ in range(picks)}
    return Item(
        number=number,
        date=_date(corpus, number),
        title=_sentence(random, 8, 14),
        unit=unit,
        category=random.randrange(len(CATEGORIES)),
        tags=tuple(dict.fromkeys(_tag(random) for _ in range(random.randint(3, 5)))),
        summary=_sentence(random, 30, 50),
        related=tuple(Place(pick, _date(corpus, pick)) for pick in sorted(related) if pick % NEVER_PICKED),
        body="\n\n".join(_paragraph(random, place) for place in range(random.randint(6, 12))),
        photo=number % corpus.photos if corpus.photos else None,
    )


def lineage(unit: int) -> tuple[int, ...]:
    """Return a unit and the units above it: those in whose lists its news stand."""
    line = [unit]
    while line[-1]:
        line.append((line[-1] - 1) // UNITS_BELOW)
    return tuple(line)


def tag_name(tag: int) -> str:
    """Return a tag as editors type it; its slug is the same for every generator."""
    return f"Việc {tag}"


def _date(corpus: Corpus, number: int) -> datetime:
    return START + number * (SPAN / corpus.size)


def _tag(random: Random) -> int:
    return min(int(random.paretovariate(0.6)), TAGS)


def _paragraph(random: Random, place: int) -> str:
    heading = f"## {_sentence(random, 4, 7)}\n\n" if place == 3 and random.random() < 0.4 else ""
    return heading + " ".join(_sentence(random, 15, 40) + "." for _ in range(random.randint(1, 4)))


def _sentence(random: Random, least: int, most: int) -> str:
    words = random.choices(SYLLABLES, k=random.randint(least, most))
    return " ".join(words).capitalize()
