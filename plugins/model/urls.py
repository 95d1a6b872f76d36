"""The portal's addresses: paths from the site's root, without accents, ending in `/`."""

from __future__ import annotations

from plugins.model.article import Article, StandingPage
from plugins.model.dates import Moment

FRONT = "/"
ARCHIVE = "/luu-tru/"
UNITS = "/don-vi/"
SITE_MAP = "/so-do-trang/"
ALBUMS = "/hinh-anh/"
RSS = "/rss/"
DOCUMENTS = "/van-ban/"
CORRECTIONS = "/dinh-chinh/"
_NUMBERED = "trang/"


def article_url(article: Article) -> str:
    """Return `/tin/2020/02/<slug>/`."""
    return f"/tin/{_month(article.date)}/{article.slug}/"


def standing_url(page: StandingPage) -> str:
    """Return `/<slug>/`."""
    return f"/{page.slug}/"


def category_url(category: str) -> str:
    """Return `/chuyen-muc/<id>/`."""
    return f"/chuyen-muc/{category}/"


def unit_url(unit: str) -> str:
    """Return `/don-vi/<id>/`."""
    return f"{UNITS}{unit}/"


def unit_term_url(unit: str, label: str) -> str:
    """Return `/don-vi/<id>/nhiem-ky/2020-2025/`."""
    return f"{unit_url(unit)}nhiem-ky/{label}/"


def term_url(label: str) -> str:
    """Return `/nhiem-ky/2020-2025/`."""
    return f"/nhiem-ky/{label}/"


def tag_url(slug: str) -> str:
    """Return `/chu-de/<slug>/`."""
    return f"/chu-de/{slug}/"


def year_url(year: int) -> str:
    """Return `/luu-tru/2020/`."""
    return f"{ARCHIVE}{year}/"


def month_url(year: int, month: int) -> str:
    """Return `/luu-tru/2020/02/`."""
    return f"{ARCHIVE}{year}/{month:02d}/"


def album_url(news: str) -> str:
    """Return the address of the album of a page's news: `/hinh-anh/don-vi/<id>/` of `/don-vi/<id>/`."""
    return ALBUMS + news[1:]


def attachment_url(url: str, file: str) -> str:
    """Return the address of a file beside an item, under the item's."""
    return url + file.rpartition("/")[2]


def document_file_url(document: str, name: str) -> str:
    """Return `/van-ban/<id>/<file name>`."""
    return f"/van-ban/{document}/{name}"


def numbered_url(base: str, number: int) -> str:
    """Return the address of a list's numbered page: `…/trang/2/`."""
    return f"{base}{_NUMBERED}{number}/"


def list_url(url: str) -> str:
    """Return the address of the list that a numbered page belongs to; any other address as it is."""
    base, mark, number = url.rpartition(_NUMBERED)
    return base if mark and number[:-1].isdecimal() else url


def archived_url(year: int, month: int) -> str:
    """Return the address of a closed month's archive for feed readers: `/luu-tru/2020/02/atom.xml`."""
    return f"{month_url(year, month)}atom.xml"


def output_path(url: str) -> str:
    """Return the file that answers an address: `/tin/` is `tin/index.html`, `/rss.xml` is `rss.xml`."""
    return url[1:] + "index.html" if url.endswith("/") else url[1:]


def _month(moment: Moment) -> str:
    return f"{moment.at.year}/{moment.at.month:02d}"
