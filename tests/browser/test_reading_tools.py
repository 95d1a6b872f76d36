"""The buttons that a script adds to an article: they work, remember, and are not there without it."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

TEXT_SIZE = "getComputedStyle(document.querySelector('.body p, .story__lead')).fontSize"


def test_text_grows_in_steps_is_remembered_and_shrinks_again(site: Site, fresh_page: Page) -> None:
    site.load(fresh_page, "article")
    smaller, larger = fresh_page.locator("[data-do=smaller]"), fresh_page.locator("[data-do=larger]")
    sizes = [fresh_page.evaluate(TEXT_SIZE)]
    for _ in range(3):  # once more than there are steps
        larger.click(force=True)
        sizes.append(fresh_page.evaluate(TEXT_SIZE))
    assert float(sizes[0][:-2]) < float(sizes[1][:-2]) < float(sizes[2][:-2])
    assert sizes[3] == sizes[2]
    assert larger.get_attribute("aria-disabled") == "true"
    site.load(fresh_page, "category")
    assert fresh_page.evaluate("document.documentElement.dataset.textSize") == "larger"
    site.load(fresh_page, "article")
    assert fresh_page.evaluate(TEXT_SIZE) == sizes[2]
    for _ in range(2):
        smaller.click()
    assert fresh_page.evaluate(TEXT_SIZE) == sizes[0]
    assert smaller.get_attribute("aria-disabled") == "true"


def test_the_print_button_prints(site: Site, fresh_page: Page) -> None:
    fresh_page.add_init_script("window.print = () => { window.printed = true; }")
    site.load(fresh_page, "article")
    fresh_page.locator("[data-do=print]").click()
    assert fresh_page.evaluate("window.printed") is True


@pytest.mark.parametrize("able", [True, False], ids=["able to share", "unable"])
def test_the_share_button_is_there_where_the_browser_can_share(site: Site, fresh_page: Page, able: bool) -> None:
    share = "data => { window.shared = data; return Promise.resolve(); }" if able else "undefined"
    fresh_page.add_init_script(f"Object.defineProperty(navigator, 'share', {{value: {share}}})")
    site.load(fresh_page, "article")
    button = fresh_page.locator("[data-do=share]")
    assert button.count() == able
    if able:
        button.click()
        assert fresh_page.evaluate("window.shared.url") == site.url("article")


def test_nothing_moves_when_the_buttons_come(site: Site, fresh_page: Page, tab_without_script: Page) -> None:
    fresh_page.add_init_script(
        "window.moves = []; new PerformanceObserver(list => window.moves.push(...list.getEntries().map(e => e.value)))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    site.load(fresh_page, "article")
    assert fresh_page.locator("[data-do=print]").is_visible()
    assert sum(fresh_page.evaluate("window.moves")) < 0.01
    site.load(tab_without_script, "article")
    assert tab_without_script.locator("button").count() == 0
