"""Compiled templates between builds: compiling them takes longer than rendering a page."""

from __future__ import annotations

import marshal
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from plugins.engine import state


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in a folder, each sealed; damage means compiling again."""

    def __init__(self, folder: Path, version: bytes) -> None:
        """`version` is the digest of all that a template's code follows from, besides its text."""
        self._folder = folder
        self._version = version

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code where it was compiled from the same text."""
        found = state.load(self._file(bucket), self._seal(bucket), state.PLAIN)
        if isinstance(found, CodeType):
            bucket.code = found

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self._folder.mkdir(parents=True, exist_ok=True)
        state.save(self._file(bucket), self._seal(bucket), bucket.code, state.PLAIN)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key

    def _seal(self, bucket: Bucket) -> bytes:
        return self._version + marshal.dumps(bucket.checksum)
