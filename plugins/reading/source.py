"""A file as text: opened only where that is safe, decoded only where it is UTF-8."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from plugins.model.diagnostic import Diagnostic, diagnose

ARTICLE_LIMIT = 1_000_000
REGISTRY_LIMIT = 16_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


def read_text(root: Path, file: str, limit: int = ARTICLE_LIMIT, raw: bytes | None = None) -> str | Diagnostic:
    """Return a file's text with line feeds alone and no byte order mark, or what is wrong with it.

    `raw` are its bytes, where they were read already.
    """
    try:
        refused = _refuse(root, file)
        if refused:
            return diagnose(refused, file, name=file)
        if raw is None:
            raw = _read(f"{os.fspath(root)}/{file}", limit + 1)
    except OSError as error:
        return diagnose("unreadable", file, reason=error.strerror)
    if len(raw) > limit:
        return diagnose("too-large", file, limit=f"{limit // 1_000_000} MB")
    return decode(file, raw)


def _refuse(root: Path, file: str) -> str:
    """Return the code of why a path may not be opened: a link on the way, or no plain file at its end."""
    path = os.fspath(root)
    *folders, name = file.split("/")
    for folder in folders:
        path = f"{path}/{folder}"
        if stat.S_ISLNK(os.lstat(path).st_mode):
            return "symlink"
    mode = os.lstat(f"{path}/{name}").st_mode
    if stat.S_ISLNK(mode):
        return "symlink"
    return "" if stat.S_ISREG(mode) else "special-file"


def _read(path: str, most: int) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        pieces = [os.read(descriptor, most)]
        while pieces[-1] and (missing := most - sum(map(len, pieces))):
            pieces.append(os.read(descriptor, missing))
        return b"".join(pieces)
    finally:
        os.close(descriptor)


def decode(file: str, raw: bytes) -> str | Diagnostic:
    """Decode a file's bytes, or say where they stop being UTF-8 text."""
    if raw.startswith(_UTF16) or b"\0" in raw[:2]:
        return diagnose("utf-16", file)
    try:
        text = raw.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode()
        line, col = place(good, len(good))
        return diagnose("not-utf8", file, line=line, col=col)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line, col = place(text, text.index("\0"))
        return diagnose("nul", file, line=line, col=col)
    return text


def place(text: str, index: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at an index."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
