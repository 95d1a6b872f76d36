"""An editor's desk: a content folder to write into and read from."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from plugins.reading.article import Reading, read_file, read_within
from plugins.reading.folder import scan
from plugins.reading.limits import Batch
from plugins.reading.registries import read_registries

ZONE = "Asia/Ho_Chi_Minh"
FILE = "news/2020/02/dai-hoi/index.md"
FRONT = {
    "id": "4c0e3f51-6d28-4f31-9d4e-0d6a39a8c1b7",
    "title": "Đại hội",
    "date": "2020-02-11 15:31",
    "unit": "van-phong",
    "category": "tin-tuc",
    "summary": "Tóm tắt.",
}


class Desk:
    """A content folder with one article in it, unless a test says otherwise."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, file: str, content: str | bytes = b"x") -> Path:
        """Write a file under content/."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def beside(self, *names: str) -> None:
        """Put files beside the article."""
        for name in names:
            self.put(f"{FILE.rpartition('/')[0]}/{name}")

    def read(self, file: str = FILE) -> Reading:
        """Read one file, as the program does."""
        return read_file(self.root, file, ZoneInfo(ZONE))

    def raw(self, content: str | bytes, file: str = FILE) -> Reading:
        """Write a whole file and read it."""
        self.put(file, content)
        return self.read(file)

    def article(self, body: str = "Nội dung.", more: str = "", file: str = FILE, **front: str) -> Reading:
        """Write an article and read it: `front` replaces keys, an empty value leaves one out, `more` is YAML."""
        self.write(body, more, file, **front)
        return self.read(file)

    def write(self, body: str = "Nội dung.", more: str = "", file: str = FILE, **front: str) -> None:
        """Write an article without reading it. Its body begins on line 9, `more` on line 8."""
        lines = [f"{key}: {value}" for key, value in (FRONT | front).items() if value]
        self.put(file, "\n".join(["---", *lines, *more.splitlines(), "---", body]))

    def page(self, body: str = "Nội dung.", more: str = "", file: str = "pages/gioi-thieu.md") -> Reading:
        """Write a standing page and read it."""
        return self.raw(f"---\ntitle: Giới thiệu\n{more}---\n{body}", file)

    def batch(self, *files: str) -> list[Reading]:
        """Read a worker's batch, under limits."""
        with Batch() as batch:
            return [read_within(batch, str(self.root), file, ZONE) for file in files or (FILE,)]

    def scan(self):
        """Walk the content folder."""
        return scan(self.root)

    def registries(self, **files: str):
        """Write registries and read them all."""
        for name, text in files.items():
            self.put(f"registry/{name}.yaml", text)
        return read_registries(self.root)


@pytest.fixture
def desk(tmp_path):
    root = tmp_path / "content"
    root.mkdir()
    return Desk(root)


def _codes(found):
    """Return the codes of a reading, or of diagnostics, in their order."""
    return [d.code for d in getattr(found, "diagnostics", found)]


def _places(found):
    """Return code, line and column of each diagnostic of a reading."""
    return [(d.code, d.line, d.col) for d in getattr(found, "diagnostics", found)]


@pytest.fixture
def codes():
    return _codes


@pytest.fixture
def places():
    return _places
