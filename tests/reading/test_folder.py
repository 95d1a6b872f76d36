"""What lies under content/, and what has no business there."""

import os
import unicodedata

import pytest

from plugins.model.errors import NewsError


def test_articles_pages_and_registries_are_found_and_sorted(desk):
    for file in (
        "news/2020/02/b/index.md", "news/2020/02/a.md", "news/2019/c.md", "pages/lien-he.md", "pages/b/index.md",
        "registry/units.yaml", "registry/terms.yaml", "news/2020/02/b/anh.jpg", "news/2020/02/b/qd.pdf",
    ):  # fmt: skip
        desk.put(file)
    found = desk.scan()
    assert found.articles == ("news/2019/c.md", "news/2020/02/a.md", "news/2020/02/b/index.md")
    assert found.pages == ("pages/b/index.md", "pages/lien-he.md")
    assert found.registries == ("registry/terms.yaml", "registry/units.yaml")
    assert found.diagnostics == ()


def test_folders_that_are_not_there_are_empty(desk):
    assert desk.scan().articles == ()


def test_no_content_at_all_stops_the_command(desk):
    desk.root.rmdir()
    with pytest.raises(NewsError, match="content"):
        desk.scan()


@pytest.mark.parametrize(
    "junk",
    [
        ".git/a.md", ".DS_Store", "._a.md", ".a.md", "Thumbs.db", "desktop.ini", "a.md~", "a.md.orig", "a.md.bak",
        ".a.md.swp", "__MACOSX/a.md",
    ],
)  # fmt: skip
def test_junk_is_neither_read_nor_reported(desk, junk):
    desk.put(f"news/{junk}")
    desk.put("news/a.md")
    found = desk.scan()
    assert (found.articles, found.diagnostics) == (("news/a.md",), ())


@pytest.mark.parametrize("name", ["news", "news/2020", "news/a.md", "news/2020/anh.jpg", "pages/a.md", "registry"])
def test_a_link_is_reported_and_not_followed(desk, codes, tmp_path, name):
    target = tmp_path / "outside"
    target.mkdir()
    (target / "a.md").write_text("x")
    (desk.root / name).parent.mkdir(parents=True, exist_ok=True)
    (desk.root / name).symlink_to(target / "a.md" if "." in name else target)
    found = desk.scan()
    assert [(d.code, d.file) for d in found.diagnostics] == [("symlink", name)]
    assert not found.articles + found.pages


def test_a_circle_of_links_ends(desk, codes):
    (desk.root / "news").mkdir()
    (desk.root / "news/a").symlink_to(desk.root / "news")
    assert codes(desk.scan()) == ["symlink"]


def test_a_fifo_is_reported_and_never_opened(desk, codes):
    (desk.root / "news").mkdir()
    os.mkfifo(desk.root / "news/a.md")
    assert codes(desk.scan()) == ["special-file"]


def test_a_folder_that_may_not_be_read_is_reported(desk, codes, monkeypatch):
    desk.put("news/kin/a.md")
    scandir = os.scandir

    def closed(path):
        if path.endswith("kin"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", closed)
    assert codes(desk.scan()) == ["unreadable"]


@pytest.mark.parametrize("name", [b"a\xff.md", b"a\nb.md", b"a\\b.md", "a\u202eb.md".encode(), b"a\x1b[31m.md"])
def test_a_name_that_cannot_be_printed_is_reported_in_characters_that_can(desk, name):
    (desk.root / "news").mkdir()
    (desk.root / "news" / os.fsdecode(name)).write_text("x")
    (found,) = desk.scan().diagnostics
    assert found.code == "bad-name"
    assert str(found).isascii() or str(found).encode()
    assert "\u202e" not in str(found)
    assert "\x1b" not in str(found)


def test_an_article_whose_name_is_not_nfc_is_read_and_reported(desk):
    name = unicodedata.normalize("NFD", "Đại hội.md")
    desk.put(f"news/{name}")
    found = desk.scan()
    assert found.articles == (f"news/{name}",)
    assert [(d.code, d.severity) for d in found.diagnostics] == [("name-form", "warning")]
    assert "dai-hoi.md" in found.diagnostics[0].hint


@pytest.mark.parametrize(
    ("file", "right"),
    [
        ("news/a.MD", "thành a.md."),
        ("pages/a.markdown", "thành a.md."),
        ("news/2020/01/a/index.md.txt", "thành index.md."),
        ("news/2020/01/a/Index.txt", "thành index.md."),
        ("news/2020/01/tin-le.md.docx", "thành tin-le.md."),
        ("registry/units.yml", "thành units.yaml."),
        ("registry/units.yaml.txt", "thành units.yaml."),
        ("registry/units.txt", "thành units.yaml."),
    ],
)
def test_a_file_whose_ending_is_almost_right_is_reported(desk, file, right):
    desk.put(file)
    (found,) = desk.scan().diagnostics
    assert (found.code, found.severity) == ("ignored-file", "error")
    assert right in found.hint


def test_a_registry_of_another_name_proposes_the_nearest(desk):
    desk.put("registry/unit.yaml")
    found = desk.scan()
    assert found.registries == ()
    assert [d.code for d in found.diagnostics] == ["unknown-registry"]
    assert "units.yaml" in found.diagnostics[0].hint


def test_a_folder_with_photos_and_no_article_is_reported(desk):
    desk.put("news/2020/a/anh.JPG")
    desk.put("news/2020/b/qd.pdf")
    found = desk.scan()
    assert [(d.code, d.file, d.severity) for d in found.diagnostics] == [
        ("folder-without-article", "news/2020/a", "warning")
    ]


def test_a_plain_text_beside_an_article_may_be_an_attachment(desk):
    desk.put("news/2020/a/index.md")
    desk.put("news/2020/a/index.txt")
    desk.put("news/2020/a/so-lieu.txt")
    assert desk.scan().diagnostics == ()
