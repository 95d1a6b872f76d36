"""The preview: one save is one build and one new page; whatever goes wrong is said, and the last good site stays."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from watchfiles import watch

from plugins.bridge.preview import watcher as watcher_module
from plugins.bridge.preview.page import content_type, event, with_script
from plugins.bridge.preview.watcher import Watcher
from plugins.bridge.preview.web import Server, locate
from tests.office import ROOT, Office
from tests.previewing import CONF, PATIENCE, Preview, previewing

# What is added to pages


@pytest.mark.parametrize("html", [b"<body><p>x</p></body></html>", b"<p>x"])
def test_a_page_asks_for_the_script_once_and_says_the_rest_unchanged(html: bytes) -> None:
    shown = with_script(html, 7)
    assert shown.count(b"<script") == 1
    assert b'data-version="7"' in shown
    assert b"".join(shown.partition(b"<script")[::2]).startswith(html[:10])
    assert len(shown) > len(html)


def test_an_event_is_one_line_whatever_was_typed() -> None:
    sent = event(3, "Có 1 lỗi", ["a.md:1:1: dòng một\n\n  <script>dòng hai\r\n"]).decode()
    assert sent.startswith("data: ")
    assert sent.endswith("\n\n")
    assert sent.count("\n") == 2
    assert json.loads(sent.removeprefix("data: "))["problems"] == ["a.md:1:1: dòng một\n\n  <script>dòng hai\r\n"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("portal.css", "text/css; charset=utf-8"),
        ("main.js", "text/javascript; charset=utf-8"),
        ("rss.xml", "application/xml; charset=utf-8"),
        ("A.PDF", "application/pdf"),
        ("a.jpg", "image/jpeg"),
        ("không-đuôi", "application/octet-stream"),
    ],
)
def test_files_have_types(name: str, kind: str) -> None:
    assert content_type(name) == kind


# What is served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "output"
    for path, text in {"index.html": "đầu", "tin/a/index.html": "a", "404.html": "mất", ".cong-tin": "x"}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "secret").write_text("secret", "utf-8")
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "evil.example").mkdir()
    return root


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    made = Server(0)
    made.root = folder
    yield made
    made.close()


def ask(server: Server, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request(method, path)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer, data


@pytest.mark.parametrize(
    ("path", "status", "start"),
    [
        ("/", 200, "đầu"),
        ("/index.html?x=1", 200, "đầu"),
        ("/tin/a/", 200, "a"),
        ("/tin/a/index.html/", 404, "mất"),
        ("/tin/", 404, "mất"),
        ("/khong-co", 404, "mất"),
        ("/../secret", 404, "mất"),
        ("/%2e%2e/secret", 404, "mất"),
        ("/tin/..%2f..%2f..%2fsecret", 404, "mất"),
        ("/link", 404, "mất"),
        ("/.cong-tin", 404, "mất"),
        ("//etc/passwd", 404, "mất"),
        ("/%00", 404, "mất"),
        ("/" + "x" * 5000, 404, "mất"),
    ],
)
def test_an_address_leads_to_a_file_of_the_folder_or_nowhere(
    server: Server, path: str, status: int, start: str
) -> None:
    answer, data = ask(server, path)
    assert (answer.status, data.decode().startswith(start)) == (status, True)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"/.cong-tin/preview.js" in data


def test_a_folder_gets_its_slash_and_never_another_host(server: Server) -> None:
    assert ask(server, "/tin/a")[0].headers["Location"] == "/tin/a/"
    assert ask(server, "//evil.example")[0].headers["Location"] == "/evil.example/"


def test_the_files_themselves_stay_as_they_are(server: Server, folder: Path) -> None:
    ask(server, "/")
    assert (folder / "index.html").read_text("utf-8") == "đầu"


def test_a_head_has_the_length_and_no_body(server: Server) -> None:
    answer, data = ask(server, "/", "HEAD")
    assert (data, int(answer.headers["Content-Length"])) == (b"", len(ask(server, "/")[1]))


def test_before_there_is_any_page_there_is_one_that_waits(server: Server) -> None:
    for root in (None, Path("/nonexistent")):
        server.root = root
        answer, data = ask(server, "/")
        assert answer.status == 404
        assert b"/.cong-tin/preview.js" in data


def test_locate_knows_no_way_out(folder: Path) -> None:
    (folder / "circle").symlink_to(folder / "circle")
    assert locate(folder, "/circle") is None
    assert locate(folder, "/link") is None
    assert locate(folder, "/tin/a/") == folder / "tin/a/index.html"


def test_a_line_tells_what_is_and_then_what_changes(server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request("GET", "/.cong-tin/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    first = json.loads(answer.readline().removeprefix(b"data: "))
    server.screen.show("Có 1 lỗi", ("a.md:1",))
    answer.readline()
    second = json.loads(answer.readline().removeprefix(b"data: "))
    assert second == {"version": first["version"], "text": "Có 1 lỗi", "problems": ["a.md:1"]}
    server.screen.show("", is_new=True)
    answer.readline()
    assert json.loads(answer.readline().removeprefix(b"data: "))["version"] == first["version"] + 1
    connection.close()


# What is watched


def test_the_watcher_loses_nothing_while_nobody_asks(tmp_path: Path) -> None:
    content, code = tmp_path / "content", tmp_path / "code"
    (content / "a").mkdir(parents=True)
    code.mkdir()
    conf = tmp_path / "conf.py"
    conf.write_text("", "utf-8")
    watcher = Watcher()
    watcher.watch(frozenset({str(content)}), str(code), frozenset({str(conf)}))
    wanted = {content / "a/x.md", content / "b.md", code / "p.py", conf}
    unwanted = {code / "p.pyc", tmp_path / "other.py"}
    for path in wanted | unwanted:
        path.write_text("x", "utf-8")
        time.sleep(0.05)
    time.sleep(0.3)
    assert watcher.wait(0) == {str(path) for path in wanted}
    new = conf.with_name("new")
    new.write_text("y", "utf-8")
    new.replace(conf)
    assert watcher.wait(PATIENCE) == {str(conf)}
    assert watcher.wait(0.1) == set()


def test_where_the_system_cannot_watch_everything_is_looked_at_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refusing(*paths: str, **options: Any) -> Any:
        if not options["force_polling"]:
            raise OSError("OS file watch limit reached")
        return watch(*paths, **options)

    monkeypatch.setattr(watcher_module, "watch", refusing)
    watcher = Watcher()
    watcher.watch(frozenset({str(tmp_path)}), "/nonexistent", frozenset())
    (tmp_path / "a.md").write_text("x", "utf-8")
    assert watcher.wait(PATIENCE) == {str(tmp_path / "a.md")}
    assert "OS file watch limit reached" in capsys.readouterr().err


# The whole


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("office"))
    for number in range(9):
        made.article(f"tin-{number}")
    return made


@pytest.fixture(scope="module")
def preview(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(office, tmp_path_factory.mktemp("preview")) as running:
        yield running


def test_a_save_is_read_once_rendered_once_and_shown(preview: Preview, office: Office) -> None:
    version = preview.told["version"]
    office.article("tin-0", body="Nội dung vừa lưu.")
    preview.until_built(version)
    assert "Nội dung vừa lưu." in preview.page("/tin/2020/02/tin-0/")
    assert "đọc lại 1 tệp, dựng lại 1 trang, ghi 1" in preview.said("đọc lại 1 tệp")


def test_an_error_is_told_to_pages_and_the_last_good_site_stays(preview: Preview, office: Office) -> None:
    version = preview.told["version"]
    office.article("tin-1", "unti: <b>x</b>", body="Sai.")
    while not preview.next()["text"]:
        pass
    assert preview.told["version"] == version
    assert "tin-1/index.md" in preview.told["problems"][0]
    assert "Nội dung." in preview.page("/tin/2020/02/tin-1/")
    office.article("tin-1", body="Đúng.")
    preview.until_built(version)
    assert "Đúng." in preview.page("/tin/2020/02/tin-1/")


def test_a_new_file_and_a_deleted_one_are_seen(preview: Preview, office: Office) -> None:
    version = preview.told["version"]
    file = office.article("tin-moi")
    preview.until_built(version)
    version = preview.told["version"]
    assert "Nội dung." in preview.page("/tin/2020/02/tin-moi/")
    file.unlink()
    preview.until_built(version)
    assert not (office.output / "tin/2020/02/tin-moi/index.html").exists()


def test_a_setting_that_breaks_and_is_mended_begins_anew(preview: Preview) -> None:
    text = preview.conf.read_text("utf-8")
    preview.conf.write_text(text + "SITENAME = (\n", "utf-8")
    while "cài đặt" not in preview.next()["text"]:
        pass
    assert "Cổng tin Văn phòng" in preview.page("/")
    version = preview.told["version"]
    preview.conf.write_text(text + 'SITENAME = "Tên mới"\n', "utf-8")
    preview.until_built(version)
    assert "Tên mới" in preview.page("/")
    assert "khởi động lại" in preview.said("khởi động lại", 2)


def test_a_builder_that_dies_is_followed_by_another(preview: Preview, office: Office) -> None:
    command = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(preview.process.pid)]
    children = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    [builder] = [int(line.split()[0]) for line in children if "spawn_main" in line]
    os.kill(builder, signal.SIGKILL)
    version = preview.told["version"]
    office.article("tin-2", body="Sau cái chết.")
    preview.until_built(version)
    assert "Sau cái chết." in preview.page("/tin/2020/02/tin-2/")


def test_saves_during_a_build_are_not_lost(preview: Preview, office: Office) -> None:
    for number in range(3, 9):  # titles: each is a whole build, longer than the time between two saves
        office.article(f"tin-{number}", title=f"Tiêu đề {number}", body="Dồn dập.")
        time.sleep(0.03)
    end = time.monotonic() + PATIENCE
    while any(f"Tiêu đề {number}" not in preview.page(f"/tin/2020/02/tin-{number}/") for number in range(3, 9)):
        assert time.monotonic() < end
        time.sleep(0.1)


def start(tmp_path: Path, office: Office, port: int) -> subprocess.Popen[str]:
    conf = tmp_path / "conf.py"
    conf.write_text(CONF.format(theme=str(ROOT / "theme"), cache=str(tmp_path / "cache")), "utf-8")
    command = [sys.executable, "-m", "plugins.bridge.preview", str(office.content), "-o", str(tmp_path / "output")]
    command += ["-s", str(conf), "-p", str(port)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_a_port_that_is_taken_is_named(tmp_path: Path, office: Office) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(tmp_path, office, port)
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert (
        said == f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác, ví dụ: make devserver PORT={port + 1}\n"
    )


@pytest.mark.parametrize(("number", "after"), [(signal.SIGINT, 0.0), (signal.SIGINT, 1.5), (signal.SIGTERM, 1.0)])
def test_it_ends_when_it_is_told_to_without_a_traceback(
    tmp_path: Path, office: Office, number: signal.Signals, after: float
) -> None:
    process = start(tmp_path, office, 0)
    assert process.stdout
    first = process.stdout.readline()
    time.sleep(after)
    process.send_signal(number)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number
    assert "http://127.0.0.1:" in first
    assert "Traceback" not in said
    assert said.endswith("Đã dừng.\n")
