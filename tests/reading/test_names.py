"""Names of files in every key and place that takes one: inside content/, no link, right case, right form."""

import os
import unicodedata

import pytest

HERE = "news/2020/02/dai-hoi"


def photo(name):
    return f"photos:\n  - file: '{name}'\n    alt: Ảnh", ""


def attached(name):
    return f"documents: ['{name}']", ""


def image(name):
    return "", f"![Ảnh](<{name}>)"


def link(name):
    return "", f"[Tệp](<{name}>)"


KEYS = [photo, attached, image, link]
ENDINGS = {photo: "jpg", image: "jpg", attached: "pdf", link: "pdf"}


def read(desk, key, name):
    more, body = key(name)
    return desk.article(body, more)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "name",
    [
        "../../../../../secret.{}",
        "../../../../../../../../../../etc/secret.{}",
        "{{static}}/../secret.{}",
        "{{filename}}../../../../../secret.{}",
        "a/../../../../../../secret.{}",
        ".git/secret.{}",
        "../../.env.{}",
        "..\\secret.{}",
        "../../../../content/../../secret.{}",
    ],
)
def test_a_name_that_leaves_content_or_means_its_hidden_side_is_refused(desk, codes, key, name):
    desk.put("registry/secret.pdf")
    desk.put(".git/secret.pdf")
    desk.put("../secret.jpg")
    desk.put("../secret.pdf")
    reading = read(desk, key, name.format(ENDINGS[key]))
    assert codes(reading) in (["path-outside"], ["bad-link"])
    assert reading.value is None


@pytest.mark.parametrize("key", [photo, attached, image])
@pytest.mark.parametrize("name", ["/etc/passwd", "/news/2020/02/dai-hoi/a.jpg"])
def test_an_absolute_name_is_refused(desk, codes, key, name):
    assert codes(read(desk, key, name)) == ["path-outside"]


@pytest.mark.parametrize("key", [photo, attached, image])
@pytest.mark.parametrize("name", ["https://a.vn/x.jpg", "//a.vn/x.jpg", "data:image/png;base64,AAAA", "C:/x.jpg"])
def test_a_file_of_another_machine_is_refused(desk, codes, key, name):
    assert codes(read(desk, key, name)) == ["remote-file"]


@pytest.mark.parametrize("key", KEYS)
def test_registries_are_not_published_as_files(desk, codes, key):
    desk.put("registry/people.pdf")
    desk.put("registry/people.jpg")
    assert codes(read(desk, key, f"../../../../registry/people.{ENDINGS[key]}")) == ["path-outside"]
    assert codes(read(desk, key, f"registry/people.{ENDINGS[key]}")) == ["path-outside"]


@pytest.mark.parametrize("key", KEYS)
def test_a_link_to_outside_is_not_followed(desk, codes, tmp_path, key):
    desk.article()
    (tmp_path / "secret").write_text("x")
    (desk.root / HERE / f"a.{ENDINGS[key]}").symlink_to(tmp_path / "secret")
    assert codes(read(desk, key, f"a.{ENDINGS[key]}")) == ["path-link"]


@pytest.mark.parametrize("key", KEYS)
def test_a_linked_folder_is_not_entered(desk, codes, tmp_path, key):
    (tmp_path / "outside").mkdir()
    (tmp_path / f"outside/a.{ENDINGS[key]}").write_text("x")
    (desk.root / "anh").symlink_to(tmp_path / "outside")
    assert codes(read(desk, key, f"anh/a.{ENDINGS[key]}")) == ["path-link"]


@pytest.mark.parametrize("key", KEYS)
def test_a_fifo_or_a_folder_is_no_file(desk, codes, key):
    desk.article()
    os.mkfifo(desk.root / HERE / f"a.{ENDINGS[key]}")
    (desk.root / HERE / f"b.{ENDINGS[key]}").mkdir()
    for name in "ab":
        missing = "missing-photo" if ENDINGS[key] == "jpg" else "missing-file"
        assert codes(read(desk, key, f"{name}.{ENDINGS[key]}")) == [missing]


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_file_names_the_nearest_one(desk, key):
    desk.beside(f"bo-phieu.{ENDINGS[key]}", "khac.zip")
    found = read(desk, key, f"bo_phiu.{ENDINGS[key]}").diagnostics[-1]
    assert found.code == ("missing-photo" if ENDINGS[key] == "jpg" else "missing-file")
    assert f"“bo-phieu.{ENDINGS[key]}”" in found.hint


@pytest.mark.parametrize("key", KEYS)
def test_capitals_matter_and_the_right_name_is_given(desk, key):
    desk.beside(f"bo-phieu.{ENDINGS[key]}")
    found = read(desk, key, f"BO-PHIEU.{ENDINGS[key].upper()}").diagnostics[-1]
    assert found.code == "wrong-case"
    assert f"bo-phieu.{ENDINGS[key]}" in found.hint


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("key", KEYS)
def test_a_name_is_found_in_whatever_unicode_form_the_disk_has_it(desk, key, form):
    name = unicodedata.normalize(form, f"Ảnh đại hội.{ENDINGS[key]}")
    desk.beside(name)
    reading = read(desk, key, unicodedata.normalize("NFC", name))
    assert not reading.diagnostics
    paths = [photo.file for photo in reading.value.photos] or list(reading.value.attachments)
    assert paths == [f"{HERE}/{name}"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["{}", "./{}", "../dai-hoi/{}", "{{static}}{}", "{{attach}}{}", "{{filename}}{}"])
def test_a_name_is_looked_up_beside_the_article(desk, key, name):
    desk.beside(f"a.{ENDINGS[key]}")
    value = read(desk, key, name.format(f"a.{ENDINGS[key]}")).value
    assert ([p.file for p in value.photos] or list(value.attachments)) == [f"{HERE}/a.{ENDINGS[key]}"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["anh/a.{}", "{{static}}/anh/a.{}", "|static|/anh/a.{}"])
def test_a_name_may_also_be_a_path_from_content(desk, key, name):
    desk.put(f"anh/a.{ENDINGS[key]}")
    value = read(desk, key, name.format(ENDINGS[key])).value
    assert ([p.file for p in value.photos] or list(value.attachments)) == [f"anh/a.{ENDINGS[key]}"]


def test_a_file_beside_the_article_wins_over_one_from_content(desk):
    desk.beside("a.jpg")
    desk.put("a.jpg")
    assert desk.article(*photo("a.jpg")[::-1]).value.photos[0].file == f"{HERE}/a.jpg"


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.js", "a.php", "a.xml", "a.jpg", "a.md.exe", "a"])
def test_only_documents_are_attached_never_pages_programs_or_original_photos(desk, codes, name):
    desk.beside(name)
    for reading in (desk.article(f"[Tệp]({name})"), desk.article(more=f"documents: [{name}]")):
        assert [code for code in codes(reading) if code != "photo-undescribed"] == ["attachment-type"]


def test_two_attachments_of_one_name_are_a_clash(desk, codes):
    desk.beside("a.pdf")
    desk.put("b/a.pdf")
    assert codes(desk.article("[Một](a.pdf) [hai]({static}/b/a.pdf)")) == ["attachment-clash"]
    assert codes(desk.article("[Một](a.pdf)", "documents: [b/a.pdf]")) == ["attachment-clash"]


def test_an_attachment_is_taken_along_once(desk):
    desk.beside("a.pdf")
    assert desk.article("[Một](a.pdf) [hai](./a.pdf)", "documents: [a.pdf]").value.attachments == (f"{HERE}/a.pdf",)


@pytest.mark.parametrize("typed", ["05-CT/TW", "42/2022/NĐ-CP", "05-ct-tw-2016"])
def test_what_names_no_file_is_the_id_of_a_document(desk, typed):
    reading = desk.article(more=f"documents: [{typed}]")
    assert not reading.diagnostics
    assert reading.value.documents == (typed,)


def test_a_document_that_looks_like_a_file_has_to_be_there(desk, places):
    assert places(desk.article(more="documents: [05-CT/TW, khong-co.pdf]")) == [("missing-file", 8, 23)]
