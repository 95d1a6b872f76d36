"""The command behind `make devserver`: takes Pelican's arguments, and a port to serve at."""

from __future__ import annotations

import errno
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import NoReturn

from plugins.bridge.preview.keeper import Keeper
from plugins.bridge.preview.web import Server

SIGNALLED = 128
"""The exit code of a program that a signal has stopped is above this by the signal's number, as shells have it."""
STOPS = (signal.SIGINT, signal.SIGTERM)


def main(arguments: Sequence[str]) -> NoReturn:
    """Build, serve and watch until the user stops it; SystemExit with the exit code."""
    parser = ArgumentParser(prog="python -m plugins.bridge.preview", allow_abbrev=False, description=__doc__)
    parser.add_argument("-p", "--port", type=int, default=8000)
    parser.add_argument("-s", "--settings", default="pelicanconf.py")
    own, others = parser.parse_known_args(arguments)
    for number in STOPS:  # set anew: a shell lets what runs in the background ignore them
        signal.signal(number, _stop)
    try:
        server = Server(own.port)
    except (OSError, OverflowError) as error:
        sys.exit(_refusal(own.port, error))
    sys.stdout.write(f"Xem thử tại {server.address} (Ctrl-C để dừng).\n")
    sys.stdout.flush()
    keeper = Keeper([*others, "-s", own.settings], own.settings, server)
    try:
        keeper.run()
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        keeper.stop()
        server.close()


def _stop(number: int, _: object) -> NoReturn:
    sys.stderr.write("\nĐã dừng.\n")
    sys.exit(SIGNALLED + number)


def _refusal(port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác, ví dụ: make devserver PORT={port + 1}"
    return f"Không mở được cổng {port}: {error}."


if __name__ == "__main__":
    main(sys.argv[1:])
