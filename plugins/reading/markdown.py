"""Markdown as safe HTML, with slots where only the whole site knows what to put."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from markdown import Markdown

from plugins.model.article import LinkSlot, Part, PhotoSlot
from plugins.model.text import clean
from plugins.reading.advice import on_notes
from plugins.reading.figures import Figures, Image
from plugins.reading.limits import LONGEST_LINE
from plugins.reading.links import Links, Problem, is_allowed
from plugins.reading.names import Names
from plugins.reading.plain import PlainTexts, prose
from plugins.reading.removed import removed
from plugins.reading.sanitise import BLOCK, INLINE, Sanitiser

# Cleaned text cannot hold these characters, and what a numeric reference smuggles in lacks the number of this process.
_NONCE = secrets.token_hex(8)
_PHOTO = f"\ufdd0P{_NONCE}:{{}}\ufdd1"
_TARGET = f"\ufdd0L{_NONCE}:{{}}\ufdd1"
_SLOT = re.compile(f"(?:<figure>)?\ufdd0([PL]){_NONCE}:([0-9]+)\ufdd1(?:</figure>)?")
_MARKED_UP = re.compile(r"[*_`\[\]<>&\\]")
_NO_BREAK = re.compile("[ \u00a0\u202f]*[\u00a0\u202f][ \u00a0\u202f]*")
_NBSP = re.compile('&nbsp;(?!<a class="footnote-backref")')
_EMPTY = re.compile(r"<p>(?:\s|&nbsp;)*</p>\n?")
_WORD_TAG = re.compile(r"</?(?:o|w|v|m|st[0-9]):\w+[^<>\n]*>")
"""What a text processor puts around words that are pasted from it, such as `<o:p>`."""
_TAG = re.compile(r"<[^>]*>")
_EXTENSIONS = {
    "markdown.extensions.tables": {},
    "markdown.extensions.footnotes": {"SEPARATOR": "-", "BACKLINK_TITLE": "Về chỗ gọi chú thích {}"},
    "markdown.extensions.sane_lists": {},
    "markdown.extensions.def_list": {},
    "markdown.extensions.abbr": {},
}
_BLOCKS = ("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as safe HTML with tokens, the photos it names, what its links lead to, and what is wrong."""

    html: str
    has_references: bool
    """Whether `&#…;` may have brought back characters that cleaning took out of the text."""
    images: tuple[Image, ...]
    links: Links
    problems: tuple[Problem, ...]

    def parts(self, photos: Mapping[int, int]) -> tuple[Part, ...]:
        """Return the body in parts; `photos` gives the index among the article's photos for each photo named."""
        if _PHOTO[0] not in self.html and not self.has_references:
            return (self.html,) if self.html else ()
        found: list[Part] = []
        take = clean if self.has_references else str
        end = 0
        for slot in _SLOT.finditer(self.html):
            found.append(take(self.html[end : slot.start()]))
            number = int(slot[2])
            if slot[1] == "L":
                found.append(LinkSlot(self.links.targets[number]))
            elif number in photos:
                found.append(PhotoSlot(photos[number]))
            end = slot.end()
        found.append(take(self.html[end:]))
        return tuple(part for part in found if part)


class Renderer:
    """One Markdown for bodies and one for leads: making them costs more than using them."""

    def __init__(self) -> None:
        self._body = Markdown(extensions=list(_EXTENSIONS), extension_configs=_EXTENSIONS, output_format="html")
        self._figures = Figures(self._body)
        self._figures.token = _PHOTO
        self._body.treeprocessors.register(PlainTexts(self._body), "plain", 25)  # before the inline patterns, at 20
        self._body.treeprocessors.register(self._figures, "figures", -10)  # last, when every address is final
        self._line = _inline_markdown()
        self._clean_body = Sanitiser(INLINE | BLOCK, _TARGET)
        self._clean_line = Sanitiser(INLINE, _TARGET)

    def body(self, text: str, names: Names) -> Body:
        """Render cleaned Markdown; `names` looks up the files it names."""
        links = Links(names)
        text = _pasted(text)
        self._figures.images, self._figures.hrefs = [], []
        before = self._body.reset().convert(text)
        after = _breakable(self._clean_body.clean(before, links))
        problems = [*links.problems, *on_notes(after)]
        for address in self._figures.hrefs:
            if not is_allowed(address):
                problems.append(Problem("bad-link", address, {"typed": address[:80]}))
        raw = [piece for piece in self._body.htmlStash.rawHtmlBlocks if isinstance(piece, str) and "<" in piece]
        if raw:
            problems += removed(raw, before, after)
        if "<a>" in after and not problems:  # an address that only the browser's rules make dangerous
            problems.append(Problem("bad-link", "", {"typed": "…"}))
        return Body(after, "&" in text, tuple(self._figures.images), links, tuple(problems))

    def lead(self, text: str) -> tuple[str, str, tuple[Problem, ...]]:
        """Render one line of inline Markdown: as HTML, as plain text, and what is wrong."""
        if not _MARKED_UP.search(text):
            return text, text, ()
        links = Links(None)
        before = self._line.reset().convert(text)
        after = clean(_breakable(self._clean_line.clean(before, links)).strip())
        raw = [piece for piece in self._line.htmlStash.rawHtmlBlocks if isinstance(piece, str) and "<" in piece]
        problems = [*links.problems, *(removed(raw, before, after) if raw else ())]
        if "![" in text:
            problems.append(Problem("summary-photo", "", {}))
        return after, html.unescape(_TAG.sub("", after)), tuple(problems)


def plain_body(text: str, names: Names) -> Body | None:
    """Return what `Renderer.body` makes of paragraphs and headings alone, as most news are; None of all else."""
    plain = prose(_pasted(text)) if len(text) <= LONGEST_LINE else None
    return None if plain is None else Body(plain, False, (), Links(names), ())


def _pasted(text: str) -> str:
    """Return a text without what comes along from a text processor: no-break spaces between words, tags of its own."""
    if "\u00a0" in text or "\u202f" in text:
        text = _NO_BREAK.sub(" ", text)
    return _WORD_TAG.sub("", text) if "<" in text else text


def _breakable(html: str) -> str:
    """Return HTML whose lines may end between any two words; only a note's way back stays with its last word."""
    return _NBSP.sub(" ", _EMPTY.sub("", html)) if "&nbsp;" in html else html


def _inline_markdown() -> Markdown:
    line = Markdown(output_format="html")
    line.preprocessors.deregister("html_block")
    for name in _BLOCKS:
        line.parser.blockprocessors.deregister(name)
    for name in ("image_link", "image_reference", "short_image_ref"):
        line.inlinePatterns.deregister(name)
    return line


@cache
def renderer() -> Renderer:
    """Return this process's renderer."""
    return Renderer()
