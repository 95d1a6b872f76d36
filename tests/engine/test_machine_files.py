"""Redirects, site maps, robots."""

from __future__ import annotations

import pytest

from plugins.engine import machine_files
from plugins.engine.machine_files import page_path, redirect_map, redirect_pages, site_maps
from plugins.model.artifact import Redirect
from plugins.model.views import RedirectView


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/cu/", "cu/index.html"),
        ("/cu", "cu/index.html"),
        ("/cu/tin.html", "cu/tin.html"),
        ("/cu/tin.htm", "cu/tin.htm"),
        ("/Pages/tin.aspx", ""),
        ("/tin?id=5", ""),
        ("/tin#a", ""),
        ("/", ""),
        ("/tin%20cu/", ""),
    ],
)
def test_an_old_address_has_a_page_only_where_a_file_can_answer_it(url: str, path: str) -> None:
    assert page_path(url) == path


def test_a_redirect_page_names_its_target_and_asks_not_to_be_indexed() -> None:
    (found,) = redirect_pages([Redirect("/cu/", "/moi/", "news/a.md")], "https://x.example", "vi")
    assert isinstance(found.view, RedirectView)
    assert (found.view.target, found.view.head.canonical, found.view.head.indexed) == (
        "/moi/",
        "https://x.example/moi/",
        False,
    )
    assert (found.origin, found.listed) == ("news/a.md", False)


def test_the_map_holds_every_old_address_quoted_and_sorted() -> None:
    text = redirect_map([Redirect("/z?id=1", "/a/"), Redirect('/b"c\\', "/a/")]).text
    assert text == '"/b\\"c\\\\" "/a/";\n"/z?id=1" "/a/";\n'


def test_the_site_map_leaves_out_what_is_not_to_be_found() -> None:
    (text,) = site_maps({"a/index.html": "", "c/index.html": None}, "https://x.example")
    assert "<loc>https://x.example/a/</loc>" in text.text
    assert text.text.count("<loc>") == 1


def test_a_large_site_map_is_cut_into_files_with_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_files, "URLS_A_SITE_MAP", 2)
    maps = {text.path: text.text for text in site_maps({f"{n}/index.html": "" for n in range(5)}, "https://x.example")}
    assert sorted(maps) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert maps["sitemap.xml"].count("<loc>https://x.example/sitemap-") == 3
    assert sum(text.count("<url>") for text in maps.values()) == 5
