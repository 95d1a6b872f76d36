"""The generators that are compared: how each is set up in a folder, run, and what it leaves behind."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import formats
from tests.bench.corpus import AFTER
from tests.bench.formats import Format

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements-peers.lock"
PEERS_AT = ROOT / ".cache/bench"


@dataclass(frozen=True, eq=False)
class Generator:
    """One generator under measurement. `words` is given the folder, the peers' tools and the number of cores."""

    name: str
    title: str
    package: str
    """What its version is looked up by; empty: the project's own."""
    format: Format
    words: Callable[[Path, Path, int], list[str]]
    watch: Callable[[list[str]], list[str]]
    """The words of the command that stays and watches, from those of the one that builds once."""
    scaffold: Callable[[Path], None]
    base_template: str
    output: str
    products: tuple[str, ...]
    photos: bool = True
    at_home: bool = True
    """Whether it is run from its folder; the project is run from its checkout."""
    serves: bool = False
    """Whether the command that watches also shows the pages, at the address that it says."""
    environ: Mapping[str, str] = field(default_factory=dict)


def _own_words(folder: Path, tools: Path, cores: int) -> list[str]:
    del tools
    settings = ["-s", str(ROOT / "pelicanconf.py"), "-t", str(folder / "theme"), "--cache-path", str(folder / "cache")]
    places = [str(folder / "content"), "-o", str(folder / "output")]
    return [sys.executable, "-m", "pelican", *places, *settings, "-q", "-e", f"WORKERS={cores}"]


def _own_watch(words: list[str]) -> list[str]:
    """Return what `make devserver` runs, at any free port."""
    return ["plugins.bridge.preview" if word == "pelican" else word for word in words] + ["-p", "0"]


def _own_scaffold(folder: Path) -> None:
    shutil.copytree(ROOT / "theme", folder / "theme")


def _hugo_words(folder: Path, tools: Path, cores: int) -> list[str]:
    del cores
    (binary,) = tools.glob("lib/python3*/site-packages/hugo/binaries/hugo*")  # bin/hugo starts a Python first
    return [str(binary), "--source", str(folder), "--cleanDestinationDir", "--quiet"]


def _hugo_watch(words: list[str]) -> list[str]:
    return [*words, "--watch"]


def _hugo_scaffold(folder: Path) -> None:
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)


def _pelican_words(folder: Path, tools: Path, cores: int) -> list[str]:
    del cores
    return [str(tools / "bin/pelican"), "-q", "-s", str(folder / "pelicanconf.py")]


def _pelican_watch(words: list[str]) -> list[str]:
    return [*words, "-r"]


def _pelican_scaffold(folder: Path) -> None:
    shutil.copytree(HERE / "pelican", folder, dirs_exist_ok=True)


def _hugo(name: str, title: str, **environ: str) -> Generator:
    return Generator(
        name=name,
        title=title,
        package="hugo",
        format=formats.HUGO,
        words=_hugo_words,
        watch=_hugo_watch,
        scaffold=_hugo_scaffold,
        base_template="layouts/baseof.html",
        output="public",
        products=("public", "resources"),
        environ=environ,
    )


def _pelican(name: str, title: str, **environ: str) -> Generator:
    return Generator(
        name=name,
        title=title,
        package="pelican",
        format=formats.PELICAN,
        words=_pelican_words,
        watch=_pelican_watch,
        scaffold=_pelican_scaffold,
        base_template="theme/templates/base.html",
        output="output",
        products=("output", "cache"),
        photos=False,
        environ=environ,
    )


OWN = Generator(
    name="cong-tin",
    title="Cổng Tin",
    package="",
    format=formats.OWN,
    words=_own_words,
    watch=_own_watch,
    scaffold=_own_scaffold,
    base_template="theme/templates/base.html",
    output="output",
    products=("output", "cache"),
    at_home=False,
    serves=True,
    environ={"SOURCE_DATE_EPOCH": str(int(AFTER.timestamp()))},
)
PEERS = (
    _hugo("hugo", "Hugo"),
    _hugo("hugo-related", "Hugo, ten related", HUGO_PARAMS_RELATED="true"),
    _pelican("pelican", "Pelican"),
    _pelican("pelican-cache", "Pelican, reader cache", BENCH_READER_CACHE="1"),
)
BY_NAME = {generator.name: generator for generator in (OWN, *PEERS)}


def install() -> Path:
    """Return the peers' virtual environment, made once for each content of their lock."""
    tools = PEERS_AT / f"peers-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    ready = tools / ".ready"
    if not ready.exists():
        for outdated in PEERS_AT.glob("peers-*"):
            shutil.rmtree(outdated)
        subprocess.run([sys.executable, "-m", "venv", "--clear", tools], check=True)
        pip = [str(tools / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
        ready.touch()
    return tools


def version(generator: Generator) -> str:
    """Return the version of a generator: of the project, or as the peers' lock pins it."""
    if not generator.package:
        found: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
        return found
    (pinned,) = re.findall(rf"^{generator.package}==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE)
    return str(pinned)


def kinds(output: Path) -> dict[str, int]:
    """Count the files of a built site by kind; every generator has the same addresses."""
    found: dict[str, int] = {}
    for path in _files(output):
        kind = next(kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, path))
        found[kind] = found.get(kind, 0) + 1
    return found


def _files(folder: Path) -> Iterator[str]:
    return (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


PAGE = r"index\.html|trang/\d+/index\.html"
KINDS = {
    "front page": r"index\.html",
    "articles": r"tin/\d+/\d+/[^/]+/index\.html",
    "units' terms": rf"don-vi/[^/]+/nhiem-ky/[^/]+/(?:{PAGE})|nhiem-ky-don-vi/[^/]+/(?:{PAGE})",
    "units": rf"don-vi/don-vi-\d+/(?:{PAGE})",
    "terms": rf"nhiem-ky/[^/]+/(?:{PAGE})",
    "categories": rf"chuyen-muc/[^/]+/(?:{PAGE})",
    "tags": rf"chu-de/[^/]+/(?:{PAGE})",
    "months": rf"luu-tru/\d+[-/]\d+/(?:{PAGE})",
    "feeds": r"(?:.*/)?(?:rss\.xml|atom\.xml|feed\.json)",
    "site maps": r"sitemap.*\.xml",
    "photos": r".*\.(?:jpe?g|webp|avif|png)",
    "others": r".*",
}
"""What a path of a built site is: the first pattern that fits."""
