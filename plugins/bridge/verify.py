"""A clean build beside: whatever differs from it is a bug."""

from __future__ import annotations

import filecmp
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.bridge.build import build
from plugins.bridge.job import Job


def verify(job: Job) -> list[str]:
    """Build once more, from nothing; return the paths of files that are missing, too many or different."""
    job.cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=job.cache, prefix="verify-") as scratch:
        clean = Path(scratch) / "output"
        build(replace(job, output=clean, cache=Path(scratch) / "cache"), lambda _: None)
        mine, theirs = _files(job.output), _files(clean)
        differing = [p for p in mine & theirs if not filecmp.cmp(job.output / p, clean / p, shallow=False)]
        return sorted([*differing, *(mine ^ theirs)])


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
