"""Problems in what somebody typed, and the words for them."""

import ast
import re
from pathlib import Path

import pytest

from plugins.model.diagnostic import diagnose, has_errors
from plugins.model.messages import MESSAGES, SUBJECTS

ROOT = Path(__file__).resolve().parents[2]
READERS = [*(ROOT / "plugins/reading").glob("*.py"), ROOT / "plugins/model/laws.py"]


def strings(*paths):
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_a_diagnostic_prints_its_place_its_severity_and_what_to_do():
    found = diagnose("missing-file", "news/a.md", line=3, col=7, key=("photos", 0), name="a.jpg", hint="Tìm lại.")
    assert str(found) == "news/a.md:3:7: lỗi [missing-file]: Không thấy tệp “a.jpg”.\n    → Tìm lại."


def test_a_diagnostic_of_a_whole_file_has_no_line():
    assert str(diagnose("missing-id", "a.md", id="1")).startswith("a.md: lưu ý [missing-id]: ")


def test_a_place_can_be_filled_in_later():
    found = diagnose("missing-id", "a.md", key=("id",), id="1")
    assert (found.at(2, 5).line, found.at(2, 5).col, found.at(2, 5).key) == (2, 5, ("id",))


def test_braces_that_somebody_typed_stay_as_they_are():
    assert "{hint}" in diagnose("missing-file", "a.md", name="{hint}", hint="").message


def test_only_errors_stop_the_build():
    warning, error = diagnose("missing-id", "a.md", id="1"), diagnose("utf-16", "a.md")
    assert not has_errors(iter([warning]))
    assert has_errors([warning, error])


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_says_what_is_wrong_and_what_to_do(code):
    _, message, hint = MESSAGES[code]
    names = re.findall(r"{(\w+)}", message + hint)
    found = diagnose(code, "a.md", **{name: "…" for name in names if name not in {"file", "line", "col", "key"}})
    assert found.message[-1] in ".:…}”", "a sentence ends"
    assert found.hint
    assert re.fullmatch(r"[a-z0-9-]+", code)


def test_every_code_that_reading_uses_is_raised_by_a_test():
    used = strings(*READERS) & set(MESSAGES)
    tested = strings(*(ROOT / "tests/reading").glob("*.py"), ROOT / "tests/model/test_laws.py")
    assert used - tested == set()


def test_every_message_is_used():
    users = [p for p in (ROOT / "plugins").rglob("*.py") if p.parent.name != "messages"]
    assert set(MESSAGES) - strings(*users) == set()


def test_no_two_subjects_share_a_code():
    assert len(MESSAGES) == sum(len(subject.MESSAGES) for subject in SUBJECTS)
