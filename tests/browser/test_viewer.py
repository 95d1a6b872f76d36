"""The viewer over a page's photos, and strips of photos: by key, by swipe, by button, and without a script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.judges import Watch, accessibility_faults

pytestmark = pytest.mark.browser

PHOTOS = "main a[data-photo]"


def count(page: Page) -> str:
    return page.locator(".viewer__count").inner_text()


def test_the_viewer_opens_at_the_photo_and_gives_the_focus_back(site: Site, fresh_page: Page) -> None:
    watch = Watch(fresh_page, site.origin)
    site.load(fresh_page, "article with photos")
    total = fresh_page.locator(PHOTOS).count()
    assert total >= 2
    second = fresh_page.locator(PHOTOS).nth(1)
    second.focus()
    fresh_page.keyboard.press("Enter")
    expect(fresh_page.locator(".viewer")).to_be_visible()
    assert count(fresh_page) == f"Ảnh 2/{total}"
    fresh_page.keyboard.press("Escape")
    expect(fresh_page.locator(".viewer")).to_be_hidden()
    assert second.evaluate("link => link === document.activeElement")
    assert watch.faults == []


def test_keys_and_buttons_lead_from_photo_to_photo_and_stop_at_the_ends(site: Site, page: Page) -> None:
    site.load(page, "article with photos")
    total = page.locator(PHOTOS).count()
    page.locator(PHOTOS).first.click()
    seen = [count(page)]
    for press in ("ArrowRight", "ArrowLeft", "ArrowLeft", "End"):
        page.keyboard.press(press)
        page.wait_for_timeout(150)
        seen.append(count(page))
    assert seen == [f"Ảnh {n}/{total}" for n in (1, 2, 1, 1, total)]
    assert page.locator(".viewer [data-do=next]").get_attribute("aria-disabled") == "true"
    page.locator(".viewer [data-do=previous]").click()
    page.wait_for_timeout(150)
    assert count(page) == f"Ảnh {total - 1}/{total}"
    page.locator(".viewer [data-do=close]").click()
    expect(page.locator(".viewer")).to_be_hidden()


def test_a_swipe_turns_the_page_and_the_download_follows(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    site.load(page, "article with photos")
    page.locator(PHOTOS).first.click()
    page.evaluate("document.querySelector('.viewer__strip').scrollBy({left: 390, behavior: 'instant'})")
    page.wait_for_timeout(150)
    assert count(page).startswith("Ảnh 2/")
    download = page.locator(".viewer__download")
    assert download.get_attribute("href") == page.locator(PHOTOS).nth(1).evaluate("link => link.href")
    assert str(download.get_attribute("download")).endswith("-2.jpg")
    answer = page.request.get(str(download.get_attribute("href")))
    assert answer.body().startswith(b"\xff\xd8")


def test_a_photo_is_shown_larger_than_the_window_when_zoomed(site: Site, page: Page) -> None:
    site.load(page, "article with photos")
    page.locator(PHOTOS).first.click()
    width = "document.querySelector('.viewer__slide img').getBoundingClientRect().width"
    before = page.evaluate(width)
    page.locator(".viewer [data-do=zoom]").click()
    assert page.evaluate(width) == 2 * before
    assert page.locator(".viewer [data-do=zoom]").get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.className") == "viewer__slide"
    page.locator(".viewer [data-do=zoom]").click()
    assert page.evaluate(width) == before


@pytest.mark.parametrize("size", [(390, 800), (1280, 800), (800, 390)])
def test_a_zoomed_photo_shows_its_middle_first(site: Site, page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    site.load(page, "article with photos")
    page.locator(PHOTOS).first.click()
    page.locator(".viewer [data-do=zoom]").click()
    photo, window = (page.locator(at).first.bounding_box() for at in (".viewer__slide img", ".viewer__strip"))
    assert photo
    assert window
    for start, length in (("x", "width"), ("y", "height")):
        assert abs(photo[start] + photo[length] / 2 - window[start] - window[length] / 2) <= 20  # a scroll bar's width


def test_the_open_viewer_is_open_to_every_reader(site: Site, page: Page) -> None:
    site.load(page, "article with photos")
    page.locator(PHOTOS).first.click()
    faults = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            faults += accessibility_faults(page)
            assert page.evaluate("document.querySelector('.viewer').scrollWidth") <= width
    assert faults == []


def test_without_a_script_a_link_opens_the_photo(site: Site, tab_without_script: Page) -> None:
    site.load(tab_without_script, "article with photos")
    tab_without_script.locator(PHOTOS).first.click()
    assert tab_without_script.url.endswith(".jpg")
    assert "/anh/" in tab_without_script.url


def test_a_strip_of_photos_moves_by_button_and_never_by_itself(site: Site, page: Page) -> None:
    site.load(page, "photo essay")
    strip, bar = page.locator(".slides__strip"), page.locator(".slides__bar")
    total = strip.locator(".slides__slide").count()
    assert total >= 2
    assert bar.locator("p").inner_text() == f"Ảnh 1/{total}"
    page.wait_for_timeout(1500)
    assert strip.evaluate("strip => strip.scrollLeft") == 0
    bar.locator("[data-do=next]").click()
    page.wait_for_timeout(150)
    assert bar.locator("p").inner_text() == f"Ảnh 2/{total}"


def test_a_strip_of_photos_scrolls_without_a_script(site: Site, tab_without_script: Page) -> None:
    site.load(tab_without_script, "photo essay")
    strip = tab_without_script.locator(".slides__strip")
    strip.focus()
    tab_without_script.keyboard.press("ArrowRight")
    tab_without_script.wait_for_timeout(400)
    assert strip.evaluate("strip => strip.scrollLeft") > 0
    assert tab_without_script.locator(".slides__bar button").count() == 0
