"""The site under judgement: how it is built, and one example page of every kind."""

import os
import re
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]

KINDS = {
    "front": r"",
    "article": r"tin/\d{4}/\d{2}/[^/]+/",
    "article with photos": r"tin/\d{4}/\d{2}/[^/]+/",
    "photo essay": r"tin/\d{4}/\d{2}/[^/]+/",
    "category": r"chuyen-muc/[^/]+/",
    "category, older page": r"chuyen-muc/[^/]+/trang/\d+/",
    "unit": r"don-vi/[^/]+/",
    "unit, older page": r"don-vi/[^/]+/trang/\d+/",
    "term of a unit": r"don-vi/[^/]+/nhiem-ky/[^/]+/",
    "units": r"don-vi/",
    "term": r"nhiem-ky/[^/]+/",
    "tag": r"chu-de/[^/]+/",
    "archive": r"luu-tru/",
    "archive of a year": r"luu-tru/\d{4}/",
    "archive of a month": r"luu-tru/\d{4}/\d{2}/",
    "albums": r"hinh-anh/",
    "album": r"hinh-anh/(?:don-vi/[^/]+|nhiem-ky/[^/]+|luu-tru/\d{4}/\d{2})/(?:trang/\d+/)?",
    "standing page": r"(?!don-vi|luu-tru|rss|so-do-trang|hinh-anh)[^/]+/",
    "feeds": r"rss/",
    "site map": r"so-do-trang/",
    "not found": r"404\.html",
    "redirect": r".+",
}
"""Every kind of page, with the addresses (from the root, without the first slash) where it is found."""

REDIRECT = re.compile(r"<meta[^>]+http-equiv=[\"']?refresh", re.IGNORECASE)
PHOTO_IN_MAIN = re.compile(r"<main\b.*?<img\b.*?</main>", re.IGNORECASE | re.DOTALL)


class IncompleteSiteError(Exception):
    """The site lacks a page kind, so that nothing could be said about it."""


def build(output: Path) -> Path:
    """Build the committed demo site into `output` by the command that editors use, or take the one that SITE names."""
    if ready := os.environ.get("SITE"):
        return Path(ready).resolve()
    # Make's own variables would pass the caller's flags (-n, -j, OUTPUTDIR) on to this call.
    environ = {
        name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKEOVERRIDES", "MFLAGS"}
    }
    # Short lists: the demo has too few articles of one category for a second page of the usual length.
    options = [f"OUTPUTDIR={output}", "PELICANOPTS=-e PAGE_SIZE=5"]
    command = ["make", "--no-print-directory", "-C", str(CHECKOUT), "html", *options]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise IncompleteSiteError(f"make html ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return output


def examples(root: Path) -> dict[str, str]:
    """Choose for every kind the page with the most in it; raise IncompleteSiteError if a kind has none."""
    texts = {page_path(root, file): file.read_text("utf-8") for file in root.rglob("*.html")}
    found = {kind: largest(texts, kind) for kind in KINDS}
    if missing := [kind for kind, path in found.items() if path is None]:
        raise IncompleteSiteError(f"{root} has no page of the kind: {', '.join(missing)}")
    return {kind: f"/{path}" for kind, path in found.items()}


def page_path(root: Path, file: Path) -> str:
    """Give a page's address from the root, without the first slash: `tin/2020/02/x/`, `404.html`, `` for the front."""
    return file.relative_to(root).as_posix().removesuffix("index.html")


def largest(texts: dict[str, str], kind: str) -> str | None:
    """Find the longest page of a kind among {address: text}."""
    pages = (path for path, text in texts.items() if is_of(kind, path, text))
    return max(pages, key=lambda path: len(texts[path]), default=None)


def is_of(kind: str, path: str, text: str) -> bool:
    """Tell a page's kind by its address, a redirect by its header, an article with photos by an image in <main>."""
    if (kind == "redirect") != bool(REDIRECT.search(text)):
        return False
    if kind == "photo essay" and 'class="slides"' not in text:
        return False
    if kind.startswith("article") and (kind == "article with photos") != bool(PHOTO_IN_MAIN.search(text)):
        return False
    return re.fullmatch(KINDS[kind], path) is not None
