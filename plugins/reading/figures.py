"""The tree of a body put in order: headings begin at h2, photos stand between blocks and never inside a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

TOP = 2
LOWEST = 6
_LEVELS = {f"h{level}": level for level in range(1, LOWEST + 1)}
_PHRASING = frozenset({
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "mark", "s", "small", "strong", "sub", "sup", "u",
})  # fmt: skip
_NO_FIGURE = frozenset({"p", *_LEVELS})


@dataclass(frozen=True, slots=True)
class Image:
    """A photo named in a body, as typed."""

    src: str
    alt: str
    title: str


class Figures(Treeprocessor):
    """Collects the photos and addresses of a body; a photo gives way to `<figure>` around a token and its number."""

    token = ""

    def run(self, root: Element) -> None:
        """Shift the headings, lift the photos out of their paragraphs."""
        self.images: list[Image] = []
        self.hrefs: list[str] = []
        headings = []
        images = []
        for element in root.iter():
            if element.tag == "a":
                self.hrefs.append(element.get("href") or "")
            elif element.tag == "img":
                images.append(element)
            elif element.tag in _LEVELS:
                headings.append(element)
        if headings:
            shift = TOP - min(_LEVELS[heading.tag] for heading in headings)
            for heading in headings:
                heading.tag = f"h{min(LOWEST, _LEVELS[heading.tag] + shift)}"
        if images:
            parents = {child: parent for parent in root.iter() for child in parent}
            last: dict[Element, Element] = {}
            for image in images:
                self._lift(image, parents, last)

    def _lift(self, image: Element, parents: dict[Element, Element], last: dict[Element, Element]) -> None:
        self.images.append(Image(image.get("src") or "", image.get("alt") or "", image.get("title") or ""))
        slot = Element("figure")
        slot.text = self.token.format(len(self.images) - 1)
        slot.tail = "\n"
        node, block = image, parents[image]
        while block.tag in _PHRASING:
            node, block = block, parents[block]
        if block.tag in _NO_FIGURE:  # behind it, and behind the photos already lifted out of it
            node, last[block], block = last.get(block, block), slot, parents[block]
        block.insert(list(block).index(node) + 1, slot)
        parents[slot] = block
        _remove(image, parents)


def _remove(node: Element, parents: dict[Element, Element]) -> None:
    """Take an element out of the tree but keep the text behind it; what is left empty around it goes too."""
    parent = parents[node]
    position = list(parent).index(node)
    if node.tail:
        if position:
            parent[position - 1].tail = (parent[position - 1].tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)
    is_empty = not len(parent) and not (parent.text or "").strip()
    if is_empty and (parent.tag == "p" or parent.tag in _PHRASING):
        _remove(parent, parents)
