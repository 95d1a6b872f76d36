"""No article costs more than its share, whatever stands in it, and none spoils the next."""

import resource
import signal
import subprocess
import sys
import threading
import time

import pytest

from plugins.reading.limits import Batch

BOMBS = {
    "open brackets": "[a" * 4000,
    "open brackets and stars": "[ a_" * 4000,
    "open images": "![[]()" * 4000,
    "open addresses": "[a](<b" * 4000,
    "open autolinks": "<http://" * 4000,
    "open tags": '<p m="1"' * 4000,
    "lists in lists on one line": "- " * 500 + "a",
    "numbered lists in lists on one line": "1. " * 1000,
    "lists in lists on many lines": "\n".join(" " * (4 * n) + "- a" for n in range(400)),
    "ten thousand quotes": ">" * 10_000 + " a",
    "ten thousand quotes apart": "> " * 10_000 + "a",
    "a long line": "a" * 900_000,
}


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS)
def test_a_known_bomb_costs_milliseconds_and_is_named(desk, codes, body):
    desk.write(body)
    start = time.process_time()
    (reading,) = desk.batch()
    assert time.process_time() - start < 1
    assert codes(reading) == ["too-heavy"]
    assert reading.value is None


@pytest.mark.parametrize(
    "body",
    [
        "\\" * 20_000,
        "`" * 20_000,
        "*a **b " * 5000,
        "<div>" * 250,
        "a\n\n" * 10_000,
        "&" * 50_000,
        "_" * 50_000,
        "|" * 50_000,
    ],
)
def test_what_only_looks_like_a_bomb_is_read_in_time(desk, body):
    desk.write(body)
    start = time.process_time()
    (reading,) = desk.batch()
    assert time.process_time() - start < 5
    assert reading.value


def test_a_task_whose_time_is_up_ends_and_the_next_one_runs():
    with Batch(seconds=0.2) as batch:
        start = time.process_time()
        assert batch.run(_spin) is None
        assert time.process_time() - start < 2
        assert batch.run(lambda: "tiếp") == "tiếp"


def _spin():
    while True:
        try:
            sum(range(1000))
        except Exception:  # as libraries do
            continue


def test_an_article_whose_time_is_up_is_reported_and_the_next_is_read(desk, codes, monkeypatch):
    desk.write("*[a]: b\n" * 5000 + "a " * 5000, file="news/nang.md")
    desk.write("- một\n\n    hai", file="news/nhe.md")
    expected = desk.read("news/nhe.md")
    monkeypatch.setattr("plugins.reading.article.Batch", lambda: Batch(seconds=0.3))
    heavy, light = desk.batch("news/nang.md", "news/nhe.md")
    assert codes(heavy) == ["too-heavy"]
    assert light == expected


def test_an_interrupted_article_leaves_nothing_in_the_next(desk, codes):
    desk.write("1. " * 1000, file="news/nang.md")
    desk.write("Một\n\n    hai", file="news/nhe.md")
    expected = desk.read("news/nhe.md").value
    assert codes(desk.read("news/nang.md")) == ["too-heavy"]
    assert desk.read("news/nhe.md").value == expected


def test_the_clock_of_limits_is_off_between_tasks_and_after_the_batch():
    before = signal.getsignal(signal.SIGPROF)
    with Batch(seconds=0.1) as batch:
        batch.run(lambda: None)
        end = time.process_time() + 0.3
        while time.process_time() < end:
            pass
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGPROF) == before


def test_outside_the_main_thread_there_is_no_timer_but_the_work_is_done(desk):
    desk.write()
    results = []
    thread = threading.Thread(target=lambda: results.extend(desk.batch()))
    thread.start()
    thread.join()
    assert results[0].value.title == "Đại hội"


def test_memory_is_limited_within_a_batch_and_free_again_after_it():
    script = (
        "import resource\n"
        "from plugins.reading.limits import Batch\n"
        "before = resource.getrlimit(resource.RLIMIT_AS)\n"
        "with Batch(megabytes=100) as batch:\n"
        "    try: batch.run(lambda: bytearray(200_000_000)); print('taken')\n"
        "    except MemoryError: print('refused')\n"
        "    print(len(batch.run(lambda: bytearray(1_000_000))))\n"
        "print(resource.getrlimit(resource.RLIMIT_AS) == before, len(bytearray(200_000_000)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["refused", "1000000", "True", "200000000"]


def test_an_article_that_takes_too_much_memory_is_reported(desk, codes, monkeypatch):
    def greedy(*_):
        raise MemoryError

    desk.write()
    monkeypatch.setattr("plugins.reading.draft.Draft.body", greedy)
    (reading,) = desk.batch()
    assert codes(reading) == ["too-heavy"]


def test_a_batch_keeps_its_order_and_names_each_file(desk):
    names = [f"news/{n}.md" for n in range(5)]
    for name in names:
        desk.write(file=name)
    assert [reading.file for reading in desk.batch(*names, "news/khong-co.md")] == [*names, "news/khong-co.md"]


def test_limits_of_the_process_are_back_after_a_batch(desk):
    before = resource.getrlimit(resource.RLIMIT_AS)
    desk.write()
    desk.batch()
    assert resource.getrlimit(resource.RLIMIT_AS) == before
