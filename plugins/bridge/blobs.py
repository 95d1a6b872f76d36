"""Digests of files' bytes, under the names that git gives them: where git knows a file, it need not be read."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from hashlib import sha1
from pathlib import Path

MANY = 200
"""So many files are worth asking git for, which takes some hundredths of a second."""
PATIENCE = 60
NAME_SIZE = 20


def name(path: str) -> bytes:
    """Return git's name of a plain file's bytes; empty where there is no such file, or a link in its place."""
    data = contents(path)
    return b"" if data is None else name_of(data)


def contents(path: str) -> bytes | None:
    """Return a plain file's bytes; None where there is no such file, or a link in its place."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb", 0) as stream:
            return stream.read()
    except OSError:
        return None


def name_of(data: bytes) -> bytes:
    """Return git's name of some bytes."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).digest()


def find(root: Path, files: Sequence[str]) -> dict[str, bytes]:
    """Return the names of files below a folder: from git's index where it vouches for them, else from their bytes."""
    index = _index(root) if len(files) >= MANY else {}
    return {file: index.get(file) or name(f"{root}/{file}") for file in files}


def _index(root: Path) -> dict[str, bytes]:
    """Return the names of all files that are as in git's index; nothing where there is no git or no repository."""
    try:
        listed = _git(root, "ls-files", "--stage", "-v", "-z")
        changed = set(_git(root, "diff", "--name-only", "--relative", "--no-ext-diff", "-z"))
    except (OSError, subprocess.SubprocessError):
        return {}
    found = {}
    for line in listed:
        about, _, path = line.partition(b"\t")
        tag, _, blob, stage = about.split(b" ")
        # H: git looks at the file; stage 0: nobody is merging it
        if tag == b"H" and stage == b"0" and path not in changed and len(blob) == 2 * NAME_SIZE:
            found[os.fsdecode(path)] = bytes.fromhex(blob.decode("ascii"))
    return found


def _git(root: Path, *arguments: str) -> list[bytes]:
    command = ["git", "--no-optional-locks", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=PATIENCE)  # noqa: S603 - fixed words
    return done.stdout.split(b"\0")[:-1]
