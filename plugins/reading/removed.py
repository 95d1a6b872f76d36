"""What the sanitiser took away: told to the editor, so that nothing typed disappears in silence."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser

from plugins.reading.links import Problem, is_allowed
from plugins.reading.sanitise import ATTRIBUTES, BLOCK, INLINE

_HTML = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button"
    " canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed"
    " fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe"
    " img input ins isindex kbd label legend li link main map mark marquee math menu meta meter nav nobr noembed"
    " noframes noscript object ol optgroup option output p param picture plaintext pre progress q s samp script search"
    " section select slot small source span strike strong style sub summary sup svg table tbody td template textarea"
    " tfoot th thead time title tr track tt u ul var video wbr xmp"
)
_KNOWN = frozenset(_HTML.split())
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+)"""
_TAG = re.compile(rf"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s+[a-zA-Z@:_][\w:.@-]*(?:\s*=\s*{_VALUE})?)*\s*/?>", re.ASCII)
_SILENT = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?-->|<\?.*?\?>|<![A-Za-z][^>]*>", re.S | re.I)
_CLEAN_TAG = re.compile(r'<[^>"]*(?:"[^"]*"[^>"]*)*>')
_WORD = re.compile(r"\w+")
_SHOWN = 8


def removed(raw: Iterable[str], before: str, after: str) -> list[Problem]:
    """Compare a body before and after cleaning; `raw` are the pieces of HTML that were typed."""
    found: dict[str, Problem] = {}
    for piece in raw:
        parser = _Tags()
        parser.feed(piece)
        for what, needle in parser.refused:
            found.setdefault(what, Problem("html-removed", needle, {"what": what}))
    typed, kept = _typed_text(before), html.unescape(_CLEAN_TAG.sub(" ", after))
    if Counter("".join(typed.split())) - Counter("".join(kept.split())):
        known = Counter(_WORD.findall(kept))
        words = [word for word in _WORD.findall(typed) if word not in known] or _WORD.findall(typed)
        found["text"] = Problem("text-swallowed", (words or [""])[0], {"text": " ".join(words[:_SHOWN])})
    return list(found.values())


class _Tags(HTMLParser):
    """Lists the tags and attributes that are not allowed, each with the text to look for in the source."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag, or those of its attributes, that may not stay."""
        if tag not in _KNOWN or not all(name.isascii() for name, _ in attrs):
            return  # no tag but text between < and >: what is lost of it is found by comparing
        if tag not in INLINE | BLOCK:
            self.refused.append((f"<{tag}>", f"<{tag}"))
            return
        for name, value in attrs:
            is_link = name == "href" and tag == "a"
            if name not in ATTRIBUTES.get(tag, ()) or (is_link and not is_allowed(value or "")):
                self.refused.append((f"<{tag} {name}=…>", f"<{tag}"))


def _typed_text(source: str) -> str:
    """Return the text of HTML as its author meant it: only what is plainly a tag is none."""
    text = _TAG.sub(lambda tag: " " if tag[1].lower() in _KNOWN else tag[0], _SILENT.sub(" ", source))
    return html.unescape(text)
