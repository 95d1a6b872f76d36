"""The two halves of an article's file: front matter between `---` lines, and Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.model.text import clean, is_clean
from plugins.reading.source import REGISTRY_LIMIT, place, read_text
from plugins.reading.yamltree import Tree

_FENCE = re.compile(r"---[ \t\u00a0]*(?:\n|$)")
_COMMENT = re.compile(r"^[ \t]*(?:- +)?[\w-]+:[ \t]+(?![\"'|>\[{#])[^\n]*?\S[ \t]+(#[^\n]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Halves:
    """A file taken apart: the YAML, not yet read, and the body, cleaned, which begins on line `body_line`."""

    tree: Tree
    body: str
    body_line: int


def split(file: str, text: str) -> Halves | Diagnostic:
    """Take a file's text apart, or say which `---` line is missing."""
    opening = _FENCE.match(text)
    if not opening:
        return diagnose("no-frontmatter", file, line=1, col=1)
    closing = _closing(text, opening.end())
    if not closing:
        return diagnose("open-frontmatter", file, line=1, col=1)
    dirty = not is_clean(text)
    body = text[closing.end() :]
    tree = Tree(file, text, opening.end(), closing.start(), dirty)
    return Halves(tree, clean(body) if dirty else body, text.count("\n", 0, closing.end()) + 1)


def _closing(text: str, start: int) -> re.Match[str] | None:
    while start <= len(text):
        found = _FENCE.match(text, start)
        if found:
            return found
        start = text.find("\n---", start) + 1 or len(text) + 1
    return None


def comments(tree: Tree) -> list[Diagnostic]:
    """Report text behind ` #` in an unquoted value: YAML takes it for a comment and drops it."""
    if tree.text.find(" #", tree.start, tree.end) < 0:
        return []
    found = []
    for comment in _COMMENT.finditer(tree.text, tree.start, tree.end):
        line, col = place(tree.text, comment.start(1))
        found.append(diagnose("yaml-comment", tree.file, line=line, col=col, text=comment[1][:60]))
    return found


def locate(root: Path, diagnostic: Diagnostic) -> Diagnostic:
    """Fill in line and column of a diagnostic that knows only its file and key; unchanged where that fails.

    The key `("body", file)` means the first link of the body to another content file.
    """
    if diagnostic.line or not diagnostic.key:
        return diagnostic
    text = read_text(root, diagnostic.file, REGISTRY_LIMIT)
    if isinstance(text, Diagnostic):
        return diagnostic
    tree = open_tree(diagnostic.file, text)
    if isinstance(tree, Diagnostic) or tree.value() is None:
        return diagnostic
    if diagnostic.key[0] == "body":
        name = str(diagnostic.key[-1]).removesuffix("/index.md").rpartition("/")[2]
        index = text.find(name, tree.end)
        return diagnostic.at(*place(text, index)) if index >= 0 else diagnostic
    return diagnostic.at(*tree.place(diagnostic.key))


def open_tree(file: str, text: str) -> Tree | Diagnostic:
    """Return a file's YAML, not yet read: a front matter, or a whole registry."""
    if file.endswith(".md"):
        halves = split(file, text)
        return halves if isinstance(halves, Diagnostic) else halves.tree
    return Tree.of(file, text)
