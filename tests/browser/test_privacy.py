"""A page asks nothing of anyone but its own server, and runs clean under the strict policy."""

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Site
from tests.browser.judges import Watch

pytestmark = pytest.mark.browser


def test_a_page_stays_within_its_origin_and_complains_of_nothing(site: Site, fresh_page: Page, kind: str) -> None:
    watch = Watch(fresh_page, site.origin)
    site.load(fresh_page, kind)
    fresh_page.wait_for_load_state("networkidle")
    assert watch.requests
    assert not watch.faults, "\n".join(watch.faults)
    hints = fresh_page.locator("link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch], base")
    assert hints.count() == 0


def test_a_page_leaves_nothing_on_the_readers_machine(site: Site, fresh_page: Page) -> None:
    site.load(fresh_page, "article with photos")
    assert fresh_page.context.cookies() == []
    assert fresh_page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_page_for_a_missing_address_works_at_any_depth(site: Site, fresh_page: Page) -> None:
    watch = Watch(fresh_page, site.origin)
    missing = f"{site.origin}/tin/2020/13/khong-co/"
    assert fresh_page.goto(missing).status == 404
    assert fresh_page.locator("h1").count() == 1
    assert [fault for fault in watch.faults if missing not in fault and "status of 404" not in fault] == []
    assert fresh_page.evaluate("document.styleSheets.length") > 0


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        ("<script>alert(1)</script>", "Content Security Policy"),
        ("<p style='color: red'>x</p>", "Content Security Policy"),
        ("<img src='http://elsewhere.invalid/x.png' alt=''>", "Content Security Policy"),
        ("<img src='/khong-co.png' alt=''>", "404: "),
    ],
    ids=["inline script", "inline style", "image from elsewhere", "missing image"],
)
def test_a_planted_fault_is_seen(site: Site, fresh_page: Page, planted: str, complaint: str) -> None:
    watch = Watch(fresh_page, site.origin)
    plant(site, fresh_page, planted)
    assert any(complaint in fault for fault in watch.faults)


def test_a_planted_request_to_elsewhere_is_seen_where_no_policy_stops_it(site: Site, fresh_page: Page) -> None:
    watch = Watch(fresh_page, site.origin)
    plant(site, fresh_page, "<img src='http://elsewhere.invalid/x.png' alt=''>", {"content-security-policy": ""})
    assert "leaves the origin: http://elsewhere.invalid/x.png" in watch.faults


def plant(site: Site, page: Page, markup: str, headers: dict[str, str] | None = None) -> None:
    """Open the article with the given markup at the end of its body, and other headers where given."""
    page.route("http://elsewhere.invalid/**", lambda route: route.abort())

    def answer(route: Route) -> None:
        real = route.fetch()
        body = real.text().replace("</body>", f"{markup}</body>")
        route.fulfill(response=real, body=body, headers=real.headers | (headers or {}))

    page.route(site.url("article"), answer)
    site.load(page, "article")
