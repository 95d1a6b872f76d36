"""A pack of photos that break programs, where IMAGE_PACK names one: files and a MANIFEST.tsv of what to expect."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from plugins.engine.executor import Crew
from plugins.photos.io.develop import Developed, Job
from plugins.photos.io.develop import develop as develop_photo
from plugins.photos.settings import PhotoSettings

PACK = Path(os.environ.get("IMAGE_PACK", "/nowhere"))
MANIFEST = PACK / "MANIFEST.tsv"
LINES = MANIFEST.read_text("utf-8").splitlines() if MANIFEST.is_file() else []
ROWS = list(csv.DictReader(LINES, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_photo_of_the_pack_is_processed_or_refused_as_expected(row: dict[str, str], tmp_path: Path) -> None:
    work = Job(row["file"], PACK, tmp_path, PhotoSettings(), "test", (None,))
    (found,) = Crew(number=1).run(develop_photo, [work], lambda lost: Developed(lost.file, code="worker-lost"))
    if row["expected"] == "processed":
        assert found.original
    elif row["expected"] == "rejected-clear-error":
        assert found.original is None
    assert found.original or found.code in {"photo-broken", "photo-too-large", "worker-lost"}
