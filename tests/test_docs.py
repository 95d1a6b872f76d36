"""The documentation speaks of what is there: its links lead somewhere, its examples work, its tables are complete."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from plugins.bridge.content import load
from plugins.bridge.seen import see
from plugins.engine.executor import SERIAL, Crew
from plugins.feeds.settings import FeedSettings
from plugins.model.dates import parse_moment
from plugins.model.messages import MESSAGES
from plugins.model.settings import SiteSettings
from plugins.photos.settings import PhotoSettings
from plugins.portal.settings import PortalSettings
from plugins.reading import records
from plugins.reading.fields import Form
from plugins.reading.folder import REGISTRIES
from plugins.reading.forms import ArticleForm, PageForm, PhotoForm
from plugins.related.settings import RelatedSettings

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")])
GUIDE = (ROOT / "docs/huong-dan-bien-tap.md").read_text("utf-8")
SETTINGS = (ROOT / "docs/settings.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
RECORDS: dict[str, type[Form]] = {
    "units": records.UnitForm,
    "terms": records.TermForm,
    "changes": records.ChangeForm,
    "people": records.PersonForm,
    "documents": records.DocumentForm,
    "categories": records.CategoryForm,
}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\((?!https?:)([^()\s]+)\)")
CODE_FOLDERS = ("plugins/", "tests/", "theme/", "docs/", "content/registry", "content/pages")
EXAMPLES = {"utils.py", "portal.py"}
"""Files that the documentation names although the checkout has none."""


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def prose(text: str) -> str:
    """Return a text without its fenced blocks."""
    return FENCE.sub("", text)


def spans(text: str) -> list[str]:
    """Return what stands between single backticks."""
    return SPAN.findall(prose(text))


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its level or above."""
    level = heading.partition(" ")[0]
    _, _, rest = text.partition(f"\n{heading}\n")
    assert rest, f"no heading {heading!r}"
    return re.split(rf"^#{{2,{len(level)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """Return the cells of all table rows; a `|` in code does not end a cell."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith(("|---", "| ---"))]
    guarded = (SPAN.sub(lambda code: code[0].replace("|", "\0"), line) for line in lines)
    return [[cell.strip().replace("\0", "|") for cell in line.strip("|").split("|")] for line in guarded]


def anchors(file: Path) -> set[str]:
    """Return the anchors of a file's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", prose(file.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# Links and paths


@pytest.mark.parametrize("file", DOCS, ids=named)
def test_every_link_within_the_documentation_leads_somewhere(file: Path) -> None:
    text = SPAN.sub("", prose(file.read_text("utf-8")))
    for target in LINK.findall(text):
        path, _, anchor = target.partition("#")
        found = file.parent / path if path else file
        assert found.exists(), f"{target}: no such file"
        assert not anchor or anchor in anchors(found), f"{target}: no such heading"


@pytest.mark.parametrize("file", DOCS, ids=named)
def test_every_path_that_the_documentation_names_exists(file: Path) -> None:
    for name in spans(file.read_text("utf-8")):
        is_ours = name.startswith(CODE_FOLDERS) or re.fullmatch(r"[\w-]+\.(py|toml|lock)|Makefile", name)
        if is_ours and "/name/" not in name and name not in EXAMPLES:
            anywhere = "/" not in name and any(ROOT.glob(f"plugins/*/{name}"))
            assert anywhere or (ROOT / name).exists(), name


@pytest.mark.parametrize("file", DOCS, ids=named)
def test_every_make_command_that_the_documentation_names_exists(file: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)
    for call in re.findall(r"(?:`|^)make ([a-z-]+)", file.read_text("utf-8"), re.MULTILINE):
        assert call in targets


def test_the_screenshot_is_a_picture_of_the_front_page_that_loads_quickly() -> None:
    picture = (ROOT / "docs/screenshot.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 1280
    assert len(picture) < 300_000


# Architecture and decisions


def test_the_layers_are_those_that_import_linter_checks() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert "\n".join(layers) in [block.strip() for _, block in FENCE.findall(ARCHITECTURE)]


def test_every_value_stands_where_the_architecture_says() -> None:
    described = rows(section(ARCHITECTURE, "## Values"))[1:]
    assert described
    for names, file, _ in described:
        code = (ROOT / file.strip("`")).read_text("utf-8")
        assert all(f"class {name}" in code for name in spans(names)), names


def test_every_feature_of_the_portal_is_described() -> None:
    tree = ast.parse((ROOT / "pelicanconf.py").read_text("utf-8"))
    plugins = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PLUGINS"
    )
    described = [row[0] for row in rows(section(ARCHITECTURE, "## Features"))]
    assert sorted(f"`{plugin}`" for plugin in plugins) == sorted(described[1:])


def test_decisions_are_numbered_without_a_gap_and_all_listed() -> None:
    files = sorted(path.name for path in ROOT.glob("docs/decisions/[0-9]*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    index = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    for name in files:
        title = (ROOT / "docs/decisions" / name).read_text("utf-8").splitlines()[0].removeprefix(f"# {name[:4]}. ")
        assert f"[{name[:4]}]({name}) | {title} |" in index


# Settings


@pytest.mark.parametrize("settings", [SiteSettings, PortalSettings, PhotoSettings, FeedSettings, RelatedSettings])
def test_every_setting_stands_in_a_table_with_its_default(settings: type[Any]) -> None:
    table = {row[0].strip("`"): row[1].strip("`") for row in rows(SETTINGS) if len(row) > 2}
    for field in fields(settings):
        name = field.name.upper() if settings is SiteSettings else field.name
        assert ast.literal_eval(table[name]) == field.default, name


@pytest.mark.parametrize("name", ["PELICAN_CLASS", "PLUGINS", "BUILD_TIME", "WORKERS", "SOURCE_DATE_EPOCH"])
def test_what_the_bridge_reads_besides_is_described(name: str) -> None:
    assert name in " ".join(spans(SETTINGS))


def test_every_command_and_variable_of_make_is_described() -> None:
    described = " ".join(spans(section(SETTINGS, "## make")))
    targets = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)
    variables = re.findall(r"^([A-Z]+) \?=|^(?:new|related): override export ([A-Z]+)", MAKEFILE, re.MULTILINE)
    assert targets
    assert variables
    for target in targets:
        assert re.search(rf"\bmake {target}\b", described), target
    for name in filter(None, (name for pair in variables for name in pair)):
        assert re.search(rf"\b{name}\b", described), name


def test_the_sample_of_the_web_server_lets_pages_load_what_the_browser_tests_let_them() -> None:
    (policy,) = re.findall(r'Content-Security-Policy "([^"]+)"', SETTINGS)
    tested = (ROOT / "tests/browser/server.py").read_text("utf-8")
    for source in ("default-src 'none'", "img-src 'self'", "style-src 'self'", "script-src 'self'", "font-src 'self'"):
        assert source in policy
        assert source in tested


# The editors' guide


def keys(form: type[Form]) -> Iterator[str]:
    """Yield the keys of a form and of the forms inside it."""
    for name, field in form.model_fields.items():
        yield name
        yield from (key for inner in _forms_in(field.annotation) for key in keys(inner))


def _forms_in(annotation: Any) -> Iterator[type[Form]]:
    if isinstance(annotation, type) and issubclass(annotation, Form):
        yield annotation
    for argument in get_args(annotation):
        yield from _forms_in(argument)


def test_every_key_of_an_article_has_a_row_with_an_example() -> None:
    table = {row[0].strip("`"): row[1] for row in rows(section(GUIDE, "## Phần khai báo: mọi dòng có thể ghi"))[1:]}
    assert set(table) == set(ArticleForm.model_fields)
    for key, example in table.items():
        assert f"`{key}: " in example, key


def test_every_key_inside_an_articles_key_is_mentioned() -> None:
    written = set(re.findall(r"\b[a-z_]+\b", " ".join(SPAN.findall(GUIDE))))
    assert set(keys(ArticleForm)) <= written


def test_every_key_of_a_photo_has_a_row() -> None:
    described = " ".join(row[0] for row in rows(section(GUIDE, "## Ảnh")))
    assert all(f"`{key}`" in described for key in PhotoForm.model_fields)


def test_every_key_of_a_standing_page_is_in_the_example() -> None:
    assert all(f"\n{key}: " in section(GUIDE, "## Trang tĩnh") for key in PageForm.model_fields)


@pytest.mark.parametrize("registry", REGISTRIES)
def test_every_key_of_a_registry_is_in_its_section(registry: str) -> None:
    (heading,) = re.findall(rf"^### .+: {registry}\.yaml$", GUIDE, re.MULTILINE)
    text = section(GUIDE, heading)
    missing = [key for key in keys(RECORDS[registry]) if not re.search(rf"\b{key}\b", text)]
    contact = {"address", "phone", "email", "website"}  # described with the units
    assert [key for key in missing if registry == "units" or key not in contact] == []


@pytest.mark.parametrize(
    ("form", "key"),
    [
        (ArticleForm, "status"),
        (ArticleForm, "kind"),
        (PhotoForm, "place"),
        (PageForm, "status"),
        (records.UnitForm, "classification"),
        (records.ChangeForm, "type"),
        (records.ParentForm, "tree"),
        (records.DocumentForm, "status"),
        (records.SeatForm, "outcome"),
    ],
)
def test_every_choice_is_described(form: type[Form], key: str) -> None:
    known = set(spans(GUIDE))
    choices = {value for value in _literals(form.model_fields[key].annotation) if value}
    assert choices <= known
    assert choices


def _literals(annotation: Any) -> Iterator[str]:
    for argument in get_args(annotation):
        if isinstance(argument, str):
            yield argument
        else:
            yield from _literals(argument)


def test_the_codes_that_the_guide_explains_exist() -> None:
    codes = [code for row in rows(section(GUIDE, "## Những lỗi hay gặp"))[1:] for code in spans(row[0])]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(MESSAGES)


def test_the_spellings_of_a_date_mean_the_same_moment() -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    spellings = [span for row in rows(section(GUIDE, "## Ngày giờ"))[1:] for span in spans(row[0])]
    moments = [parse_moment(spelling, zone) for spelling in spellings]
    assert {m.at for m in moments if m.timed} == {datetime(2020, 2, 11, 15, 31, tzinfo=zone)}
    assert [m.at for m in moments if not m.timed] == [datetime(2020, 2, 11, tzinfo=zone)]


# The guide's examples, put together, are a content folder without a single remark

BASE = {
    "id": "vi-du-{n}",
    "title": "Ví dụ",
    "slug": "vi-du-{n}",
    "date": "2020-06-01",
    "unit": "dang-bo-van-phong",
    "category": "xay-dung-dang",
    "summary": "Tóm tắt.",
}
LINKS = "\n\n".join(span for span in spans(GUIDE) if re.fullmatch(r"!?\[[^\]]*\]\([^)]+\)", span) and "tên" not in span)


def example_snippets() -> list[str]:
    """Return the pieces of front matter in the guide's tables and texts, before the part about mistakes."""
    text = GUIDE.partition("\n## Các sổ\n")[0]
    blocks = [block for kind, block in FENCE.findall(text) if kind == "yaml" and not block.startswith("---")]
    cells = [cell for row in rows(prose(text)) for cell in row]
    lines = [line for line in prose(text).splitlines() if not line.startswith("|")]
    key = re.compile(rf"(?:{'|'.join(ArticleForm.model_fields)}): ")
    inline = ["\n".join(span for span in spans(piece) if key.match(span)) for piece in cells + lines]
    return [snippet for snippet in blocks + inline if snippet]


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def write_example(root: Path, number: int, snippet: str, body: str = "Nội dung.") -> None:
    """Write an article of a snippet and what else an article needs, with every file that the snippet names."""
    typed = re.findall(r"^(\w+):", snippet, re.MULTILINE)
    rest = "".join(f"{key}: {value.format(n=number)}\n" for key, value in BASE.items() if key not in typed)
    folder = f"news/2020/06/vi-du-{number}"
    write(root, f"{folder}/index.md", f"---\n{rest}{snippet.rstrip()}\n---\n\n{body}\n")
    for name in re.findall(r"\b[\w-]+\.(?:jpg|pdf)\b", snippet + body):
        write(root, f"{folder}/{name}", "x")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The content folder of the guide: its registries, its whole article, its page and nothing else."""
    blocks = [block for kind, block in FENCE.findall(GUIDE) if kind == "yaml"]
    for block in blocks:
        named_file = re.match(r"# (registry/\w+\.yaml)\n", block)
        if named_file:
            write(tmp_path, named_file[1], block)
    article, page = (block for block in blocks if block.startswith("---\n"))
    write(tmp_path, "news/2020/05/dai-hoi-dang-bo-van-phong/index.md", article)
    write(tmp_path, "news/2020/05/dai-hoi-dang-bo-van-phong/bo-phieu.jpg", "x")
    write(tmp_path, "pages/lien-he.md", page)
    write(tmp_path, "documents/chi-thi-05.pdf", "x")
    return tmp_path


def check(root: Path) -> list[str]:
    """Return what the checker says about a content folder."""
    settings = SiteSettings(strict=True)
    crew = Crew(SERIAL)
    loaded = load(root, settings, datetime(2026, 11, 23, 8, tzinfo=settings.zone), see(root, settings, crew), crew)
    return [str(problem) for problem in loaded.diagnostics]


def test_the_whole_examples_pass_the_check(example: Path) -> None:
    assert check(example) == []


def test_every_small_example_passes_the_check(example: Path) -> None:
    snippets = example_snippets()
    assert len(snippets) > len(ArticleForm.model_fields)
    for number, snippet in enumerate(snippets):
        write_example(example, number, snippet)
    assert check(example) == []


def test_every_link_and_photo_of_the_guide_passes_the_check(example: Path) -> None:
    assert LINKS.count("](") > 8
    write_example(example, 0, "photos: [{file: bo-phieu.jpg, alt: Đại biểu bỏ phiếu}]", LINKS)
    assert check(example) == []


def test_the_message_that_the_guide_shows_is_the_one_that_comes(example: Path) -> None:
    article = example / "news/2020/05/dai-hoi-dang-bo-van-phong/index.md"
    article.write_text(article.read_text("utf-8").replace("\nsummary:", "\nsumary:"), "utf-8")
    shown = next(block for _, block in FENCE.findall(GUIDE) if "[unknown-key]" in block)
    assert shown.strip() in check(example)
