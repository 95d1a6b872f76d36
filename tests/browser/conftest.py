"""One built site, one server and one browser for all judges.

The site is the committed demo, built anew; `SITE=folder make test` judges a site that is already built
and says which page kinds it lacks, if any.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser import portal
from tests.browser.server import SiteServer

# Chromium itself must not call home, or its requests would be taken for the site's.
QUIET = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
WIDE: ViewportSize = {"width": 1280, "height": 800}


@dataclass(frozen=True)
class Site:
    """A built site being served: its folder, its origin, an example page of every kind."""

    root: Path
    origin: str
    paths: dict[str, str]

    def url(self, kind: str) -> str:
        """Give the address of the example page of a kind."""
        return self.origin + self.paths[kind]

    def load(self, page: Page, kind: str) -> None:
        """Open a kind's page with all that it loads, also on being scrolled to. A redirect stays where it is."""
        if kind == "redirect":
            page.route(lambda url: url != self.url(kind), lambda route: route.fulfill(status=204))
        page.goto(self.url(kind), wait_until="networkidle" if kind == "redirect" else "load")
        page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(image => image.loading = 'eager')")
        page.unroute_all()
        page.evaluate(
            "Promise.all([document.fonts.ready, ...Array.from(document.images, i => i.decode().catch(() => 0))])"
        )


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the machine's Chromium, or the one that CHROMIUM names."""
    program = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    assert program, "Chromium is not installed: `make test` says how to get it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=False, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = portal.build(tmp_path_factory.mktemp("site") / "output")
    paths = portal.examples(root)
    server = SiteServer(root)
    yield Site(server.root, server.origin, paths)
    server.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    yield from in_context(browser)


@pytest.fixture(scope="session")
def tab_without_script(browser: Browser) -> Iterator[Page]:
    yield from in_context(browser, java_script_enabled=False)


@pytest.fixture
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own: nothing cached, nothing stored, nobody listening."""
    yield from in_context(browser)


@pytest.fixture
def page(tab: Page) -> Page:
    """The page that the judges share, for opening one takes longer than most judgements; set back to where it began."""
    tab.goto("about:blank")
    tab.set_viewport_size(WIDE)
    tab.emulate_media(color_scheme="light")
    return tab


@pytest.fixture(params=portal.KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


def in_context(browser: Browser, **options: bool) -> Iterator[Page]:
    """Give a page in a new context, and close both afterwards."""
    context = browser.new_context(viewport=WIDE, locale="vi-VN", reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
