"""Every page kind is open to every reader: WCAG 2.2 AA in both colour schemes, and by keyboard alone."""

from collections import defaultdict

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.judges import accessibility_faults
from tests.browser.portal import KINDS

pytestmark = pytest.mark.browser

FOCUSED_NAME = "(document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || '').trim()"
FOCUSED_BOX = """() => {
  const box = document.activeElement.getBoundingClientRect(), margin = 8;
  return {x: Math.max(0, box.x - margin), y: Math.max(0, box.y - margin),
          width: box.width + 2 * margin, height: box.height + 2 * margin};
}"""


def test_axe_finds_no_fault_in_light_and_dark_narrow_and_wide(site: Site, page: Page, kind: str) -> None:
    site.load(page, kind)
    faults = defaultdict(list)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for fault in accessibility_faults(page):
                faults[fault].append(f"{width} px {scheme}")
    assert not faults, "\n".join(f"{fault} ({', '.join(where)})" for fault, where in faults.items())


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        ("image-alt", "main.append(new Image(50, 50))"),
        ("color-contrast", "main.append('Tin'); main.style.color = '#888'; main.style.background = '#999'"),
        ("color-contrast", "main.append('Tin'); main.style.color = main.style.background = '#999'"),
        ("html-has-lang", "document.documentElement.removeAttribute('lang')"),
        ("page-has-heading-one", "document.querySelectorAll('h1').forEach(heading => heading.remove())"),
        (
            "target-size",
            "for (const letter of 'ab') { const button = main.appendChild(document.createElement('button'));"
            " button.textContent = letter; button.style.cssText = 'all: unset; font-size: 6px' }",
        ),
    ],
    ids=["no alt", "pale text", "text in the colour of its ground", "no language", "no h1", "small targets"],
)
def test_axe_catches_a_planted_fault(site: Site, page: Page, rule: str, planted: str) -> None:
    site.load(page, "article")
    page.evaluate(f"() => {{ const main = document.querySelector('main'); {planted}; }}")
    assert any(fault.startswith(f"{rule}:") for fault in accessibility_faults(page))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "redirect"])
def test_the_first_tab_reaches_the_skip_link_which_leads_to_the_content(site: Site, page: Page, kind: str) -> None:
    site.load(page, kind)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a[href^=\"#\"]')"), "the first stop is not a skip link"
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement === document.querySelector('main')", timeout=2_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_visible_at_every_stop(site: Site, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    site.load(page, "article with photos")
    stops, unseen = 0, []
    while stops < 80:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops += 1
        if not focus_is_visible(page):
            unseen.append(page.evaluate(FOCUSED_NAME))
    assert stops > 5
    assert not unseen


def focus_is_visible(page: Page) -> bool:
    """Tell whether the focused element looks otherwise once focus leaves it; focus is given back."""
    box = page.evaluate(FOCUSED_BOX)
    page.evaluate("window.focused = document.activeElement")
    with_focus = page.screenshot(clip=box, animations="disabled")
    page.evaluate("window.focused.blur()")
    without_focus = page.screenshot(clip=box, animations="disabled")
    page.evaluate("window.focused.focus({preventScroll: true})")
    return with_focus != without_focus
