"""The preview in a browser: a page that is saved reloads, and errors lie over it until they are mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.office import Office
from tests.previewing import PATIENCE, Preview, previewing

pytestmark = pytest.mark.browser
LONG = "\n\n".join(f"Đoạn {number}." for number in range(200))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("office"))
    made.article("tin", body=LONG)
    return made


@pytest.fixture(scope="module")
def preview(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(office, tmp_path_factory.mktemp("preview")) as running:
        yield running


@pytest.fixture
def article(preview: Preview, fresh_page: Page) -> Page:
    fresh_page.set_default_timeout(PATIENCE * 1000)
    fresh_page.goto(f"http://{preview.origin}/tin/2020/02/tin/")
    return fresh_page


def test_a_saved_article_reloads_where_it_was_scrolled_to(article: Page, office: Office) -> None:
    added = article.get_by_text("Vừa thêm.")
    article.evaluate("window.scrollTo(0, 2000)")
    assert added.count() == 0
    office.article("tin", body=f"{LONG}\n\nVừa thêm.")
    added.wait_for()
    article.wait_for_function("window.scrollY > 0")
    assert added.is_visible()
    assert abs(article.evaluate("window.scrollY") - 2000) < 5


def test_errors_lie_over_the_page_as_text_and_go_when_mended(article: Page, office: Office, tmp_path: Path) -> None:
    office.article("sai", "unti: <img src=x onerror=document.title='hong'>", body="x")
    banner = article.get_by_role("alert")
    expect(banner).to_contain_text("lỗi trong nội dung")
    expect(banner).to_contain_text("sai/index.md")
    assert banner.locator("img").count() == 0
    assert article.title() != "hong"
    article.reload()
    expect(banner).to_contain_text("sai/index.md")
    box = banner.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 800
    office.article("sai", body="Đúng rồi.")
    expect(banner).to_have_count(0, timeout=PATIENCE * 1000)


def test_the_banner_can_be_put_away(article: Page, office: Office) -> None:
    path = office.article("sai", "unti: x")
    banner = article.get_by_role("alert")
    banner.wait_for()
    assert banner.is_visible()
    article.get_by_role("button", name="Ẩn").click()
    assert banner.count() == 0
    with article.expect_navigation():  # or else the reload falls into the next test
        path.unlink()


def test_a_page_that_nobody_looks_at_listens_not_and_catches_up(article: Page, office: Office) -> None:
    article.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    office.article("tin", body="Lúc không ai xem.")
    article.wait_for_timeout(1500)
    assert article.get_by_text("Lúc không ai xem.").count() == 0
    article.evaluate("delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))")
    article.get_by_text("Lúc không ai xem.").wait_for()
