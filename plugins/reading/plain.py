"""Texts without any Markdown in them, which are most of a news article, spare the search for it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plugins.reading.figures import LOWEST, TOP

_MARKUP = re.compile(r"[\\`*_<&\[\]]|  \n")
"""What every inline pattern in use needs at least one of."""


_LINE = r"""(?:["“”‘’(«]|(?![0-9]+[.)])[^\W_])[^\\`*_<>&\[\]|\t\n]*+(?<! )"""
_HEADING = r"#{1,6} (?=[^\w\n]*[^\W_])[^\\`*_<>&\[\]|\t\n#]*+"
_BLOCK = rf"(?:{_LINE}(?:\n{_LINE})*|{_HEADING})"
_PROSE = re.compile(rf"{_BLOCK}(?:\n{{2,}}{_BLOCK})*")
"""Lines that begin like a sentence and hold nothing that any pattern in use, or HTML, gives a meaning to; headings of
such words, apart from them."""


def prose(text: str) -> str | None:
    """Return a cleaned text's HTML where it is paragraphs and headings alone, as most news are; None elsewhere.

    The same as Markdown and the sanitiser give, in a hundredth of their time.
    """
    text = text.strip("\n")
    if not _PROSE.fullmatch(text):
        return None
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    if not text.startswith("#") and "\n#" not in text:
        return "<p>" + text.replace("\n\n", "</p>\n<p>") + "</p>"
    blocks = text.split("\n\n")
    levels = [block.find(" ") if block[0] == "#" else 0 for block in blocks]
    top = min(filter(None, levels))
    return "\n".join([_block(text, level and level - top + TOP) for text, level in zip(blocks, levels, strict=True)])


def _block(text: str, level: int) -> str:
    """Return a heading of a level, or at level 0 a paragraph."""
    if not level:
        return f"<p>{text}</p>"
    tag = f"h{min(LOWEST, level)}"
    return f"<{tag}>{text.lstrip('#').strip()}</{tag}>"


class PlainTexts(Treeprocessor):
    """Marks texts without markup as final, so that the inline patterns pass them over: a fifth of an article's time."""

    def run(self, root: Element) -> None:
        """Mark the texts under an element, unless abbreviations have to be looked for in them."""
        abbreviations = self.md.treeprocessors["abbr"]
        if isinstance(abbreviations, AbbrTreeprocessor) and abbreviations.abbrs:
            return
        for element in root.iter():
            if element.text and not _MARKUP.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _MARKUP.search(element.tail):
                element.tail = AtomicString(element.tail)
