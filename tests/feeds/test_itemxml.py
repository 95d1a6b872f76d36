"""Items in RSS and Atom are what feedgen would write, to the byte."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from plugins.feeds.channel import Image, Item, Subject
from plugins.feeds.itemxml import atom_text, rss_text
from tests.feeds import by_feedgen

WORDS = st.text(st.sampled_from("aĐ<>&\"' \t\n\r]🎉;"), max_size=8)
TITLES = WORDS.filter(bool)
MOMENTS = st.sampled_from(
    [datetime(2020, 2, 9, 8, 5, tzinfo=timezone(timedelta(hours=7))), datetime(1999, 12, 31, 23, 59, 59, 1, tzinfo=UTC)]
)
IMAGES = st.builds(
    Image,
    url=TITLES,
    type=st.just("image/jpeg"),
    size=st.integers(0, 2),
    width=st.integers(1, 9),
    height=st.integers(1, 9),
    description=WORDS,
    credit=WORDS,
)
ITEMS = st.builds(
    Item,
    urn=st.just("urn:uuid:0b8f7a52-5f0e-4d8c-9a57-2f6f3f1f8a11"),
    title=TITLES,
    url=TITLES,
    summary=WORDS,
    teaser=WORDS,
    content=WORDS,
    published=MOMENTS,
    updated=MOMENTS,
    authors=st.lists(TITLES, max_size=2).map(tuple),
    subjects=st.lists(st.builds(Subject, TITLES, TITLES, TITLES), max_size=2).map(tuple),
    images=st.lists(IMAGES, max_size=2).map(tuple),
    lang=st.sampled_from(["", "en"]),
)


@given(ITEMS, TITLES)
def test_an_item_is_what_feedgen_would_write(item: Item, author: str) -> None:
    assert rss_text(item) == by_feedgen.rss_text(item)
    assert atom_text(item, author) == by_feedgen.atom_text(item, author)
