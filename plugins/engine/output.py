"""The output folder: whole files only, written where bytes differ, and nothing left that nobody claims."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import NamedTuple

from plugins.model.errors import NewsError

PIECE = 1 << 20
GROWING = ".growing."
MARKER = ".cong-tin"
"""Says that the folder is ours, so that what nobody claims may be removed."""


class Written(NamedTuple):
    """A file after writing: whether its bytes are new, its size and its time in nanoseconds."""

    changed: bool
    size: int
    time: int


class Output:
    """Writes below one folder.

    Files grow in `scratch` where that lies on the same file system, so that a kill leaves nothing half-written here;
    else beside their place, under a name that the next build removes.
    """

    def __init__(self, root: Path, scratch: Path | None = None) -> None:
        self.root = root
        self._scratch = str(scratch) if scratch and _same_device(scratch, root) else ""
        self._top = str(root)
        self._folders = {self._top}

    def claim(self) -> None:
        """Make the folder ours; NewsError when it holds files but not our mark, since pruning would delete them."""
        marker = self.root / MARKER
        if self.root.is_dir() and not marker.exists() and any(self.root.iterdir()):
            raise NewsError(
                f"{self.root}: thư mục không trống và không do Cổng tin tạo ra; "
                "chọn OUTPUTDIR khác hoặc dọn thư mục này."
            )
        self.root.mkdir(parents=True, exist_ok=True)
        marker.touch()
        for left in Path(self._scratch).glob(f"{GROWING}*") if self._scratch else ():
            left.unlink()  # of a build that was killed; it may be a second name of a file elsewhere

    @property
    def token(self) -> str:
        """What the last whole build left in the mark; empty while one is under way or was cut short."""
        try:
            return (self.root / MARKER).read_text("utf-8")
        except OSError:
            return ""

    @token.setter
    def token(self, text: str) -> None:
        (self.root / MARKER).write_text(text, "utf-8")

    def write(self, path: str, data: bytes) -> Written:
        """Write a file whole, unless its bytes are there already."""
        target = f"{self._top}/{path}"
        is_new = self._make_folder(target.rpartition("/")[0])
        if not is_new and _bytes_of(target) == data:
            return _written(os.lstat(target), changed=False)
        temporary = self._beside(target)
        found = _poured(temporary, data)
        _move(temporary, target)
        return _written(found, changed=True)

    def copy(self, path: str, source: Path) -> Written:
        """Copy a file whole, however large, unless its bytes are there already.

        A file that nobody may write to will not change where it lies: it is linked, where the file system can.
        """
        target = f"{self._top}/{path}"
        if os.path.isfile(target) and not os.path.islink(target) and _is_same(source, target):
            return _written(os.lstat(target), changed=False)
        self._make_folder(os.path.dirname(target))
        temporary = self._beside(target)
        if not _linked(source, temporary):
            shutil.copyfile(source, temporary)
        _move(temporary, target)
        return _written(os.lstat(target), changed=True)

    def holds(self, path: str, size: int, time: int) -> bool:
        """Tell whether a file is there as it was written."""
        try:
            found = os.lstat(f"{self._top}/{path}")
        except OSError:
            return False
        return S_ISREG(found.st_mode) and (found.st_size, found.st_mtime_ns) == (size, time)

    def prune(self, claimed: Container[str], whole: Container[str] = ()) -> int:
        """Remove every file that is not claimed, and folders left empty; return how many files went.

        Paths are from the root, with `/`; in folders that are claimed `whole` nothing is looked at.
        """
        return self._prune(self._top, "", claimed, whole)[1]

    def remove(self, paths: Iterable[str]) -> int:
        """Remove these files, and folders left empty; return how many files went."""
        removed = 0
        for path in paths:
            target = self.root / path
            if target.is_file() or target.is_symlink():
                target.unlink()
                removed += 1
            for folder in target.parents:
                if folder == self.root or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()
        return removed

    def _prune(self, folder: str, prefix: str, claimed: Container[str], whole: Container[str]) -> tuple[bool, int]:
        empty, pruned = True, 0
        for entry in list(os.scandir(folder)):
            path = prefix + entry.name
            if path in whole:
                gone = False
            elif entry.is_dir(follow_symlinks=False):
                gone, below = self._prune(entry.path, path + "/", claimed, whole)
                pruned += below
                if gone:
                    os.rmdir(entry.path)
            else:
                gone = path not in claimed and path != MARKER
                if gone:
                    os.unlink(entry.path)
                    pruned += 1
            empty = empty and gone
        return empty, pruned

    def _beside(self, target: str) -> str:
        """Return where a file may grow."""
        if self._scratch:
            return f"{self._scratch}/{GROWING}{os.getpid()}"
        folder, name = os.path.split(target)
        return f"{folder}/.{name}.{os.getpid()}.tmp"

    def _make_folder(self, folder: str) -> bool:
        """Make the folder of a file; a file that an older build left in its way goes. A link on the way is refused.

        Tell whether the folder is new, so that no file is there yet.
        """
        if folder in self._folders:
            return False
        self._make_folder(folder.rpartition("/")[0])
        is_new = True
        try:
            os.mkdir(folder)
        except FileExistsError as error:
            mode = os.lstat(folder).st_mode
            if S_ISLNK(mode):
                raise NewsError(f"{folder}: là liên kết, có thể dẫn ra ngoài thư mục kết quả {self.root}.") from error
            is_new = not S_ISDIR(mode)
            if is_new:
                os.unlink(folder)
                os.mkdir(folder)
        self._folders.add(folder)
        return is_new


def _written(found: os.stat_result, *, changed: bool) -> Written:
    return Written(changed, found.st_size, found.st_mtime_ns)


def _poured(path: str, data: bytes) -> os.stat_result:
    """Write a file anew; return what the system says of it."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    try:
        done = os.write(file, data)
        while done < len(data):  # the system may take less than it is given
            done += os.write(file, data[done:])
        return os.fstat(file)
    finally:
        os.close(file)


def _move(temporary: str, target: str) -> None:
    """Put a whole file in its place; a folder that an older build left there goes."""
    try:
        os.replace(temporary, target)
    except IsADirectoryError:
        shutil.rmtree(target)
        os.replace(temporary, target)


def _is_same(source: Path, target: str) -> bool:
    if os.path.samefile(source, target):
        return True
    if source.stat().st_size != os.stat(target).st_size:
        return False
    with source.open("rb") as one, open(target, "rb") as other:
        while piece := one.read(PIECE):
            if piece != other.read(PIECE):
                return False
    return True


def _same_device(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def _linked(source: Path, target: str) -> bool:
    """Give a read-only file a second name; False where it may be written to, or the file system refuses."""
    if os.stat(source).st_mode & 0o222:
        return False
    with suppress(FileNotFoundError):
        os.unlink(target)  # what a killed build left there may be another file's second name
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _bytes_of(path: str) -> bytes | None:
    """Return what a plain file holds; None where there is none."""
    try:
        if S_ISREG(os.lstat(path).st_mode):
            with open(path, "rb") as stream:
                return stream.read()
    except OSError:
        pass
    return None
