"""Albums of units, terms and months: what is in them, where they stand, how little a change of one costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.article import Photo
from plugins.photos.albums import collect
from tests.builders import article, moment, registry, site, term, under, unit
from tests.office import Office
from tests.photos.pictures import encoded, upright

UNITS = (unit("van-phong", "Văn phòng"), unit("phong", "Phòng", parents=(under("van-phong"),)), unit("khac", "Khác"))


def shots(*names: str) -> tuple[Photo, ...]:
    return tuple(Photo(f"{name}.jpg", f"Ảnh {name}") for name in names)


@pytest.fixture
def titles():
    found = site(
        article("cu", date=moment("2020-01-05"), photos=shots("a", "b", "mat"), units=("phong",)),
        article("moi", date=moment("2020-02-05"), photos=shots("b", "c"), terms=("2020-2025",)),
        article("rut", date=moment("2020-03-05"), photos=shots("d"), status="hidden"),
        registry=registry(*UNITS, terms=(term("van-phong", "2020-2025"),)),
    )
    book = collect(found, {"a.jpg", "b.jpg", "c.jpg", "d.jpg"}, str)
    return {album.url: [(s.article.slug, s.photo.file[0]) for s in album.shots] for album in book}


def test_an_album_holds_the_photos_of_its_news_newest_first_each_once(titles):
    assert titles["/hinh-anh/don-vi/van-phong/"] == [("moi", "b"), ("moi", "c"), ("cu", "a")]
    assert titles["/hinh-anh/don-vi/phong/"] == [("cu", "a"), ("cu", "b")]
    assert titles["/hinh-anh/nhiem-ky/2020-2025/"] == [("moi", "b"), ("moi", "c")]
    assert titles["/hinh-anh/luu-tru/2020/01/"] == [("cu", "a"), ("cu", "b")]


def test_there_is_an_album_only_where_there_are_photos(titles):
    assert list(titles) == [
        "/hinh-anh/don-vi/van-phong/",
        "/hinh-anh/don-vi/phong/",
        "/hinh-anh/nhiem-ky/2020-2025/",
        "/hinh-anh/luu-tru/2020/02/",
        "/hinh-anh/luu-tru/2020/01/",
    ]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    for number in range(1, 4):
        listed = ", ".join(f"{{file: {n}.jpg, alt: Ảnh số {number} {n}, caption: Lời {n}.}}" for n in range(20))
        made.article(f"tin-{number}", f"photos: [{listed}]", date=f"2020-0{number}-11 08:00")
        for n in range(20):
            made.write(f"news/2020/02/tin-{number}/{n}.jpg", encoded(upright((64, 40 + 20 * number + n))))
    return made


def test_albums_are_cut_into_pages_and_lead_to_the_news_and_back(office: Office) -> None:
    office.build()
    files = {path: data.decode() for path, data in office.files().items() if path.endswith(".html")}
    assert "hinh-anh/don-vi/van-phong/trang/1/index.html" not in files  # 60 photos, fewer than two full pages
    album = files["hinh-anh/don-vi/van-phong/index.html"]
    assert album.count("data-photo") == 60
    assert 'href="/don-vi/van-phong/"' in album
    assert 'href="/hinh-anh/don-vi/van-phong/"' in files["don-vi/van-phong/index.html"]
    assert 'href="/hinh-anh/luu-tru/2020/02/"' in files["luu-tru/2020/02/index.html"]
    assert album.index("Ảnh số 3 0") < album.index("Ảnh số 1 0")
    index = files["hinh-anh/index.html"]
    assert index.count("20 ảnh") == 3
    assert 'href="/hinh-anh/"' in files["index.html"]


def test_a_new_photo_renders_the_albums_it_enters_and_no_others(office: Office) -> None:
    office.build()
    office.write("news/2020/02/moi/1.jpg", encoded(upright((300, 200))))
    office.article("moi", "photos: [{file: 1.jpg, alt: Mới}]", date="2020-03-12 08:00")
    before = office.files()
    office.build()
    after = office.files()
    changed = {
        path for path in after if path[:8] == "hinh-anh" and path.endswith("html") and after[path] != before.get(path)
    }
    assert changed == {f"hinh-anh/{name}index.html" for name in ("", "luu-tru/2020/03/", "don-vi/van-phong/")}
    assert office.build().rendered == 0


def test_a_portal_without_photos_has_no_albums(tmp_path: Path) -> None:
    made = Office(tmp_path)
    made.article("mot")
    made.build()
    assert not [path for path in made.files() if "hinh-anh" in path]
    assert "Hình ảnh" not in made.files()["index.html"].decode()
