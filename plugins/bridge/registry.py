"""The registries as last read: six files that may hold ten thousand entries and change once a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from plugins.engine import state
from plugins.model.diagnostic import Diagnostic
from plugins.model.registry import Registry
from plugins.reading.look import is_plain


@dataclass(frozen=True)
class Registered:
    """What the registries say, what is wrong with them, and the digest of their files."""

    registry: Registry
    diagnostics: tuple[Diagnostic, ...]
    digest: str


def read_registry(root: Path, files: Sequence[str], shelf: Path | None, version: bytes) -> Registered:
    """Read the registries, or take them from the shelf where they are as they were there, without fault."""
    digest = _digest(root, files)
    known = state.load(shelf, version + digest.encode()) if shelf else None
    if isinstance(known, Registry) and _has_files(root, known):
        return Registered(known, (), digest)
    from plugins.reading.registries import read_registries  # pydantic costs a quarter of a second

    registry, problems = read_registries(root)
    if shelf and not problems:
        state.save(shelf, version + digest.encode(), registry)
    return Registered(registry, problems, digest)


def _digest(root: Path, files: Sequence[str]) -> str:
    total = blake2b(digest_size=16)
    for file in files:
        total.update(f"\0{file}\0".encode() + (root / file).read_bytes())
    return total.hexdigest()


def _has_files(root: Path, registry: Registry) -> bool:
    """Tell whether the documents' files are still there."""
    return all(is_plain(f"{root}/{file}") for document in registry.documents.values() for file in document.files)
