"""Screenshots of every page kind for a person to look at: `.venv/bin/python -m tests.browser.screens OUT_DIR`.

Each kind is taken narrow and wide, light and dark; an article also as it is printed. SITE names a built site to take
instead of building the demo. Pages on paper become pictures where poppler's pdftoppm is installed.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import portal
from tests.browser.conftest import Site, chromium, in_context
from tests.browser.server import SiteServer


def take(site: Site, page: Page, kind: str, folder: Path) -> None:
    """Save the page of a kind, whole, on both screens in both colour schemes."""
    site.load(page, kind)
    for width in (390, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            name = kind.replace(",", "").replace(" ", "-")
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)


def print_out(site: Site, page: Page, folder: Path) -> None:
    """Save the article with photos as it comes out of a printer."""
    site.load(page, "article with photos")
    sheet = folder / "print.pdf"
    page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-png", "-r", "80", sheet, folder / "print"], check=True)
    else:
        print("pdftoppm (package poppler-utils) is not installed: print.pdf was not made into pictures")


def main(folder: Path) -> None:
    """Take all pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        root = portal.build(Path(scratch) / "output")
        server = SiteServer(root)
        site = Site(server.root, server.origin, portal.examples(root))
        for page in in_context(browser):
            for kind in portal.KINDS:
                take(site, page, kind, folder)
            print_out(site, page, folder)
        server.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
