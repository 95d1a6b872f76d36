"""The judges look at every kind of page there is, and say so when they cannot."""

from pathlib import Path

import pytest

from tests.browser import portal
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


def test_every_page_of_the_site_is_of_a_kind_that_is_judged(site: Site) -> None:
    pages = {portal.page_path(site.root, file): file.read_text("utf-8") for file in site.root.rglob("*.html")}
    unknown = [path for path, text in pages.items() if not any(portal.is_of(kind, path, text) for kind in portal.KINDS)]
    assert unknown == []


def test_a_site_that_lacks_a_kind_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<main><h1>Tin</h1></main>", "utf-8")
    with pytest.raises(portal.IncompleteSiteError, match=r"article, article with photos, .*, redirect"):
        portal.examples(tmp_path)
