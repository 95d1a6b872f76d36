"""The wall between what was typed and what browsers run: a short list of elements, attributes and addresses."""

from __future__ import annotations

import nh3

from plugins.reading.links import SCHEMES, Links, footnote_id

INLINE = frozenset({
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small", "strong", "sub",
    "sup", "u",
})  # fmt: skip
BLOCK = frozenset({
    "blockquote", "dd", "div", "dl", "dt", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "class"},
    "abbr": {"title"},
    "div": {"class"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_CLASSES = frozenset({"footnote", "footnote-ref", "footnote-backref"})
_LONGEST_NUMBER = 4


class Sanitiser:
    """Cleans HTML, and asks a Links what each address becomes."""

    def __init__(self, tags: frozenset[str], target: str) -> None:
        """`target` is the token that stands for another content file in an address; its number fills the braces."""
        self._links = Links(None)
        self._target = target
        self._cleaner = nh3.Cleaner(
            tags=set(tags),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items() if tag in tags},
            attribute_filter=self._filter,
            url_schemes=set(SCHEMES),
            link_rel=None,
        )

    def clean(self, html: str, links: Links) -> str:
        """Return only what the lists allow."""
        self._links = links
        cleaned = self._cleaner.clean(html)
        return cleaned.replace('<a href="http', '<a rel="noopener" href="http')

    def _filter(self, tag: str, name: str, value: str) -> str | None:
        if name == "href":
            address = self._links.href(value)
            return self._target.format(address) if isinstance(address, int) else address
        if name == "id":
            return footnote_id(value)
        if name == "class":
            return value if value in _CLASSES else None
        if name == "title":
            return value
        return value if value.isdecimal() and len(value) < _LONGEST_NUMBER else None
