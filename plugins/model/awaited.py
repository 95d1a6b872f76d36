"""What may still be being found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

V = TypeVar("V")
D = TypeVar("D")


class Awaited(Mapping[str, V]):
    """A mapping that is waited for when it is first asked for anything."""

    def __init__(self, wait: Callable[[], Mapping[str, V]]) -> None:
        self._wait = wait

    @cached_property
    def _found(self) -> Mapping[str, V]:
        return self._wait()

    def __getitem__(self, key: str) -> V:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __bool__(self) -> bool:
        """Tell that there may be something in it."""
        return True

    def get(self, key: str, default: D = None) -> V | D:  # type: ignore[assignment]
        """Return a value as quickly as if it had been there."""
        return self._found.get(key, default)
