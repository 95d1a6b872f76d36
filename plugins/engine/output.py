"""The output folder: whole files only, written where bytes differ, and nothing left that nobody claims."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from pathlib import Path

from plugins.model.errors import NewsError

MARKER = ".cong-tin"
"""Says that the folder is ours, so that what nobody claims may be removed."""


class Output:
    """Writes below one folder and counts what it does."""

    def __init__(self, root: Path) -> None:
        """Take the folder; NewsError when it holds files but not our mark, since pruning would delete them."""
        self.root = root
        self.written = self.skipped = self.pruned = 0
        self._folders: set[Path] = set()
        marker = root / MARKER
        if root.is_dir() and not marker.exists() and any(root.iterdir()):
            raise NewsError(
                f"{root}: thư mục không trống và không do Cổng tin tạo ra; chọn OUTPUTDIR khác hoặc dọn thư mục này."
            )
        root.mkdir(parents=True, exist_ok=True)
        marker.touch()

    def write(self, path: str, data: bytes) -> None:
        """Write a file whole, unless its bytes are there already."""
        target = self._target(path)
        if _holds(target, data):
            self.skipped += 1
            return
        temporary = _beside(target)
        temporary.write_bytes(data)
        temporary.replace(target)
        self.written += 1

    def copy(self, path: str, source: Path) -> None:
        """Copy a file whole, unless its bytes are there already."""
        target = self._target(path)
        if _is_same(target, source):
            self.skipped += 1
            return
        temporary = _beside(target)
        temporary.unlink(missing_ok=True)
        shutil.copyfile(source, temporary)
        temporary.replace(target)
        self.written += 1

    def prune(self, claimed: Container[str]) -> None:
        """Remove every file that is not claimed, and folders left empty. Paths are from the root, with `/`."""
        self._prune(self.root, "", claimed)

    def _prune(self, folder: Path, prefix: str, claimed: Container[str]) -> bool:
        empty = True
        for entry in list(os.scandir(folder)):
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                gone = self._prune(Path(entry.path), path + "/", claimed)
                if gone:
                    Path(entry.path).rmdir()
            else:
                gone = path not in claimed and path != MARKER
                if gone:
                    Path(entry.path).unlink()
                    self.pruned += 1
            empty = empty and gone
        return empty

    def _target(self, path: str) -> Path:
        target = self.root / path
        parent = target.parent
        if parent not in self._folders:
            if not parent.resolve().is_relative_to(self.root.resolve()):
                raise NewsError(f"{path}: nằm ngoài thư mục kết quả {self.root}.")
            parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)
        return target


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.tmp")


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and not target.is_symlink() and target.read_bytes() == data
    except OSError:
        return False


def _is_same(target: Path, source: Path) -> bool:
    try:
        there, wanted = target.stat(), source.stat()
    except OSError:
        return False
    return there.st_size == wanted.st_size and not target.is_symlink() and target.read_bytes() == source.read_bytes()
