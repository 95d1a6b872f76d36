"""Photos on pages: formats, sizes, ground, crops."""

from __future__ import annotations

import re
from pathlib import Path

from plugins.engine.render import environment
from plugins.model.article import Photo
from plugins.model.cards import Cards
from plugins.model.site import Findings
from plugins.model.views import Picture, Rendition
from tests.builders import article, site

PICTURE = environment(Path(__file__).parents[2] / "theme", "vi").get_template("components/picture.html").module.picture
COPIES = tuple(Rendition(f"/anh/a-{w}.jpg", w, w * 3 // 4, ("avif", "webp"), "321") for w in (320, 640, 1280))


def test_a_picture_offers_the_lightest_format_first_and_jpeg_to_everybody() -> None:
    page = str(PICTURE(Picture(COPIES, "Hội trường"), "50vw"))
    assert re.findall(r'<source type="image/(\w+)" srcset="(\S+)', page) == [
        ("avif", "/anh/a-320.avif"),
        ("webp", "/anh/a-320.webp"),
    ]
    assert 'src="/anh/a-640.jpg" srcset="/anh/a-320.jpg 320w, /anh/a-640.jpg 640w, /anh/a-1280.jpg 1280w"' in page
    assert page.count('sizes="50vw"') == 3
    assert 'width="1280" height="960" alt="Hội trường" loading="lazy"' in page
    assert 'class="tone--321"' in page


def test_the_photo_that_opens_a_page_is_not_put_off() -> None:
    page = str(PICTURE(Picture(COPIES, ""), "50vw", first=True))
    assert "lazy" not in page
    assert 'fetchpriority="high"' in page


def test_a_card_shows_the_crop_around_the_typed_focus_and_the_whole_where_there_is_none() -> None:
    crop = (Rendition("/anh/a-10x20-320.jpg", 320, 213),)
    found = site(
        article("mot", photos=(Photo("a.jpg", "Ảnh", focus=(10, 20)),)),
        article("hai", photos=(Photo("a.jpg", "Ảnh"),)),
    )
    findings = Findings(
        photos={"a.jpg": COPIES}, crop_of=lambda file, focus: crop if (file, focus) == ("a.jpg", (10, 20)) else ()
    )
    whole = Findings(photos={"a.jpg": COPIES})
    cards = Cards(found, findings)
    shown = {card.title: card.photo.renditions for card in cards.of(found.articles) if card.photo}
    assert shown == {"Mot": crop, "Hai": COPIES}
    assert cards.key([found.by_id["id-mot"]]) != Cards(found, whole).key([found.by_id["id-mot"]])
