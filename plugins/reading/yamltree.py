"""YAML of an editor as plain values, every scalar a text; refused where it is more than data. Places on demand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml._yaml import CParser

from plugins.model.diagnostic import Diagnostic, Key, diagnose
from plugins.model.text import clean, is_clean
from plugins.reading.source import place
from plugins.reading.yamlerrors import Complaint, explain

Value = str | list["Value"] | dict[str, "Value"]

DEEPEST = 20
MANY = 200
"""Brackets and dashes up to which nothing can be nested too deep for the composer, which recurses in C."""
_NESTING = "[{-?"
_PROPERTY = re.compile(r"(?:^|[\s\[{,:?-])[&*!]")
_ABSENT = frozenset({"", "~", "null"})
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\u202f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What libyaml refuses, or takes for a line end or a letter; each gives way to one space, so that places stay right."""


class _Composer(CParser):
    """Composes nodes without a tag: nobody asks what type YAML would give them, and finding it out takes long."""

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        """Look for no type below a node."""

    def ascend_resolver(self) -> None:
        """Come back from there."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: object) -> str:
        """Give a node no type."""
        return ""


@dataclass(slots=True)
class Tree:
    """The YAML between two indexes of a file's text; `dirty` where the text needs cleaning."""

    file: str
    text: str
    start: int
    end: int
    dirty: bool
    node: yaml.Node | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(cls, file: str, text: str) -> Tree:
        """Return the tree of a file that is YAML from end to end."""
        return cls(file, text, 0, len(text), not is_clean(text))

    def value(self) -> Value | None:
        """Return the YAML as plain values without what is absent; None where nothing is left, or all is refused."""
        source = self.text[self.start : self.end]
        if self.dirty:
            source = _UNREADABLE.sub(" ", source)
        self.dirty = self.dirty or "\\" in source
        try:
            self.node = _compose(source)
            return None if self.node is None else self._plain(self.node)
        except Complaint as complaint:
            self._report(complaint)
        except yaml.YAMLError as error:
            self._report(explain(error, source))
        except RecursionError:
            self._report(Complaint("yaml-deep", 0, limit=DEEPEST))
        return None

    def _report(self, complaint: Complaint) -> None:
        line, col = place(self.text, self.start + complaint.index)
        self.diagnostics.append(diagnose(complaint.code, self.file, line=line, col=col, **complaint.values))

    def _plain(self, node: yaml.Node) -> Value | None:
        if type(node) is yaml.ScalarNode:  # most are; no node is of any other class
            if node.value in _ABSENT and not node.style:
                return None
            text: str = clean(node.value) if self.dirty else node.value
            return text if text.strip() else None
        if type(node) is yaml.MappingNode:
            return self._mapping(node) or None
        return [value for child in node.value if (value := self._plain(child)) is not None] or None

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Value]:
        values: dict[str, Value] = {}
        seen: dict[str, int] = {}
        for name, child in node.value:
            index = name.start_mark.index
            if not isinstance(name, yaml.ScalarNode):
                raise Complaint("yaml-syntax", index)
            first = seen.setdefault(name.value, index)
            if first != index:
                line, _ = place(self.text, self.start + first)
                self._report(Complaint("duplicate-key", index, field=clean(name.value), first=line))
            elif (value := self._plain(child)) is not None:
                values[name.value] = value
        return values

    def place(self, key: Key, *, of_key: bool = False) -> tuple[int, int]:
        """Return line and column of the value that a key leads to, or of the nearest one around it.

        `of_key` asks for the last key itself. In a list a text leads to the entry of that id, or to that text.
        """
        if self.node is None:
            return 1, 1
        name = node = self.node
        for step in key:
            found = _child(node, step)
            if found is None:
                break
            name, node = found
        return place(self.text, self.start + (name if of_key else node).start_mark.index)


def _is_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the key and the value below a node that one step of a key leads to."""
    if isinstance(node, yaml.MappingNode):
        return next(((name, child) for name, child in node.value if name.value == step), None)
    if not isinstance(node, yaml.SequenceNode):
        return None
    if isinstance(step, int):
        children = [child for child in node.value if not _is_absent(child)][step : step + 1]
    else:
        children = [child for child in node.value if step in {_id(child), child.value if _is_text(child) else None}]
    return (children[0], children[0]) if children else None


def _id(node: yaml.Node) -> str | None:
    found = _child(node, "id") if isinstance(node, yaml.MappingNode) else None
    return found[1].value if found else None


def _is_absent(node: yaml.Node) -> bool:
    if isinstance(node, yaml.MappingNode):
        return all(_is_absent(child) for _, child in node.value)
    if isinstance(node, yaml.SequenceNode):
        return all(map(_is_absent, node.value))
    return not node.value.strip() or (node.value in _ABSENT and not getattr(node, "style", None))


def _compose(source: str) -> yaml.Node | None:
    signed = "&" in source or "*" in source or "!" in source
    if (signed and _PROPERTY.search(source)) or sum(map(source.count, _NESTING)) > MANY:
        _refuse(source)
    loader = _Composer(source)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def _refuse(source: str) -> None:
    """Raise a Complaint where the YAML holds anchors, aliases or tags, a second document or a deep nesting."""
    depth = documents = 0
    for event in yaml.parse(source, Loader=yaml.CBaseLoader):
        index = event.start_mark.index if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise Complaint("yaml-anchor", index)
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if documents > 1:
            raise Complaint("yaml-documents", index)
        if depth > DEEPEST:
            raise Complaint("yaml-deep", index, limit=DEEPEST)
