"""Pages fit the reader's screen, need no script to be read, and are light."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

# An article without photos must open on a slow mobile network within a moment: HTML, styles, scripts, fonts, icons.
ARTICLE_BYTES = 60_000

SCREENS = {
    "320 px": (320, 1),
    "390 px": (390, 1),
    "1280 px": (1280, 1),
    "1280 px zoomed to 200 %": (640, 1),
    "1280 px with text at 200 %": (1280, 2),
}

# `overflow: hidden` on the page would hide the fault from the scroll bar and the text from the reader.
TOO_WIDE = """textScale => {
  const root = document.documentElement;
  root.style.fontSize = textScale === 1 ? '' : `${textScale * 100}%`;
  root.style.overflowX = document.body.style.overflowX = 'visible';
  if (root.scrollWidth <= root.clientWidth) return [];
  const range = document.createRange();
  const reach = element => (range.selectNodeContents(element), range.getBoundingClientRect().right);
  const beyond = Array.from(document.body.querySelectorAll(':not(:has(*))'))
    .filter(element => reach(element) > root.clientWidth + 0.5).sort((a, b) => reach(b) - reach(a));
  return [`${root.scrollWidth} px`, ...beyond.slice(0, 3).map(element => element.outerHTML.slice(0, 120))];
}"""

OUTLINE = """() => Array.from(document.querySelectorAll('h1, h2, h3, h4, h5, h6, a[href]'), element => [
  element.tagName, element.getAttribute('href') || element.textContent.trim(), element.checkVisibility()])"""


def test_no_page_scrolls_sideways(site: Site, page: Page, kind: str) -> None:
    site.load(page, kind)
    assert wide_parts(page) == {}


def test_a_planted_wide_element_is_seen(site: Site, page: Page) -> None:
    site.load(page, "article")
    page.evaluate("document.querySelector('main').innerHTML += '<pre>' + 'x'.repeat(500) + '</pre>'")
    page.evaluate("document.querySelector('main pre:last-of-type').style.overflow = 'visible'")
    page.evaluate("document.body.style.overflowX = 'hidden'")
    assert set(wide_parts(page)) == set(SCREENS)


def wide_parts(page: Page) -> dict[str, list[str]]:
    """Name the screens on which the page is wider than the window, and what sticks out."""
    found = {}
    for name, (width, text_scale) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": 800})
        if parts := page.evaluate(TOO_WIDE, text_scale):
            found[name] = parts
    return found


def test_headings_and_links_need_no_script(site: Site, page: Page, tab_without_script: Page, kind: str) -> None:
    site.load(page, kind)
    with_script = {tuple(line) for line in page.evaluate(OUTLINE)}
    site.load(tab_without_script, kind)
    without_script = {tuple(line) for line in tab_without_script.evaluate(OUTLINE)}
    shown = {line for line in without_script if line[2]}
    assert shown
    assert {line for line in with_script if line[2]} <= shown
    assert {line[:2] for line in with_script} <= {line[:2] for line in without_script}
    assert headings(with_script) == headings(without_script)


def headings(outline: set[tuple[str, str, bool]]) -> set[tuple[str, str]]:
    """Pick the headings out of an outline."""
    return {(tag, text) for tag, text, _ in outline if tag != "A"}


def test_an_article_without_photos_is_light(site: Site, fresh_page: Page) -> None:
    sizes: dict[str, int] = {}
    addresses: dict[str, str] = {}
    wire = fresh_page.context.new_cdp_session(fresh_page)
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    fresh_page.goto(site.url("article"), wait_until="networkidle")
    weights = {addresses[request]: int(size) for request, size in sizes.items()}
    assert site.url("article") in weights
    assert sum(weights.values()) < ARTICLE_BYTES, weights
