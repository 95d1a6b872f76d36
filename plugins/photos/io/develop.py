"""Open an original once in its life, in a worker, and make upright copies without metadata."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from stat import S_ISREG

from PIL import Image

from plugins.engine.executor import is_worker
from plugins.engine.heap import reuse
from plugins.model.article import Focus
from plugins.photos.embed import Words, iptc, xmp
from plugins.photos.io.decode import ODD, SMALLER, SWAPPED, NoHeicError, TooLargeError, open_photo, orientation, upright
from plugins.photos.io.store import Sidecar, Store
from plugins.photos.io.words import taken, words
from plugins.photos.plan import Box, Original, Sheet, files, plan, plan_crop, scale, stamp
from plugins.photos.settings import PhotoSettings
from plugins.photos.tones import tone
from plugins.reading.limits import Batch

MEGABYTE = 1_000_000
SWATCH = (16, 16)
"""A photo's main colour is looked for in a picture this small."""


@dataclass(frozen=True)
class Job:
    """One photo: its path from content/, the crops and words that its copies shall have, where things lie."""

    file: str
    content: Path
    store: Path
    settings: PhotoSettings
    encoder: str
    crops: tuple[Focus | None, ...] = ()
    """The focus of each crop; None where nobody typed one."""
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Developed:
    """What is known of a photo whose copies are in the store; or a message's code and values: what is wrong with it."""

    file: str
    digest: str = ""
    original: Original | None = None
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()


def develop(job: Job) -> Developed:
    """Make the copies of one photo that the store does not hold, within the limits of time and memory."""
    work = _Work(job)
    if is_worker():
        reuse()
    with Batch(job.settings.max_seconds, job.settings.max_memory) as batch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata, which is thrown away anyway
        found = batch.run(partial(_tried, work))
    return found or _wrong(work, "photo-broken", reason="xử lý ảnh này tốn quá nhiều thời gian")


def sheets(original: Original, job: Job) -> list[Sheet]:
    """Return all that is to be made of a photo."""
    mark = stamp(job.settings, job.encoder, said(original, job.words))
    crops = [plan_crop(original, job.settings, mark, focus) for focus in job.crops]
    return [Sheet(plan(original, job.settings, mark)), *filter(None, crops)]


def said(original: Original, typed: Words | None) -> Words | None:
    """Return the words to write into a photo's copies: those typed, else its own; None where none shall be written."""
    if typed is None:
        return None
    return Words(typed.caption or original.caption, typed.credit or original.credit, typed.rights)


class _Work:
    """A job under way: `data` is read when it is first asked for."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.store = Store(job.store)
        self.digest = ""

    @cached_property
    def data(self) -> bytes:
        """The original's bytes; OSError where it is no plain file of a bearable size."""
        with open(f"{self.job.content}/{self.job.file}", "rb", opener=_plainly) as stream:
            found = os.fstat(stream.fileno())
            if not S_ISREG(found.st_mode):
                raise ValueError
            if found.st_size > self.job.settings.max_megabytes * MEGABYTE:
                raise TooLargeError(f"{found.st_size / MEGABYTE:.0f} MB", f"{self.job.settings.max_megabytes} MB")
            data = stream.read()
        self.digest = blake2b(data, digest_size=16).hexdigest()
        return data


def _plainly(path: str, flags: int) -> int:
    """Open without following a link and without waiting for a device."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _tried(work: _Work) -> Developed:
    try:
        return _developed(work)
    except TooLargeError as error:
        size, limit = error.args
        return _wrong(work, "photo-too-large", size=size, limit=limit)
    except (*ODD, NoHeicError) as error:
        return _wrong(work, "photo-broken", reason=_reason(error))


def _reason(error: Exception) -> str:
    reasons = {
        NoHeicError: "ảnh HEIC, mà máy dựng cổng chưa cài pillow-heif",
        MemoryError: "cần quá nhiều bộ nhớ",
        FileNotFoundError: "không có tệp này",
    }
    return reasons.get(type(error), "tệp hỏng, thiếu dữ liệu hoặc không phải ảnh")


def _wrong(work: _Work, code: str, **values: str) -> Developed:
    return Developed(work.job.file, work.digest, code=code, values=tuple(values.items()))


def _developed(work: _Work) -> Developed:
    """Return what is known of a photo; open it where that is nothing, or where copies are missing."""
    job, data = work.job, work.data
    known = work.store.sidecar(work.digest, job.encoder)
    if known and work.store.holds(url for sheet in sheets(known.original, job) for url in files(sheet.renditions)):
        return Developed(job.file, work.digest, known.original)
    with open_photo(data, job.settings) as image:
        turn = orientation(image)
        width, height = image.size[::-1] if turn in SWAPPED else image.size
        own = words(image)
        original = Original(work.digest, width, height, "", turn, taken(image), own.caption, own.credit)
        part = scale(original, sheets(original, job))
        picture = upright(image, turn, (max(1, round(width * part)), max(1, round(height * part))))
    swatch = picture.resize(SWATCH, Image.Resampling.BOX, reducing_gap=1.0).tobytes()
    pixels = zip(swatch[::3], swatch[1::3], swatch[2::3], strict=True)
    original = Original(work.digest, width, height, tone(pixels), turn, original.taken, own.caption, own.credit)
    seals = {} if known is None else known.seals
    for name, encoded in _printed(picture, original, job):
        seals[name] = work.store.put(name, encoded)
    work.store.keep(Sidecar(original, seals), job.encoder)
    return Developed(job.file, work.digest, original)


def _printed(picture: Image.Image, original: Original, job: Job) -> Iterator[tuple[str, bytes]]:
    """Yield each copy's file name and bytes: small from large, all formats of a size in one visit."""
    text = said(original, job.words)
    for sheet in sheets(original, job):
        larger = picture
        box = _scaled(sheet.box, picture, original) if sheet.box else None
        for rendition in reversed(sheet.renditions):
            size = (rendition.width, rendition.height)
            if larger.size != size or box:
                larger = larger.resize(size, SMALLER, box, reducing_gap=2.0)
            box = None
            for url in files([rendition]):
                yield url.rpartition("/")[2], _encoded(larger, url.rpartition(".")[2], job.settings, text)


def _scaled(box: Box, picture: Image.Image, original: Original) -> Box:
    """Return a box of the original as one of the smaller picture, whose sides are rounded."""
    across, down = picture.width / original.width, picture.height / original.height
    left, top, right, bottom = box
    return left * across, top * down, min(right * across, picture.width), min(bottom * down, picture.height)


def _encoded(picture: Image.Image, ending: str, settings: PhotoSettings, text: Words | None) -> bytes:
    data = BytesIO()
    said = {"xmp": xmp(text)} if text else {}
    if ending == "jpg":
        also = {"extra": iptc(text)} if text else {}
        picture.save(data, "JPEG", quality=settings.jpeg_quality, optimize=True, **said, **also)
    elif ending == "webp":
        picture.save(data, "WEBP", quality=settings.webp_quality, method=2, **said)
    else:
        picture.save(data, "AVIF", quality=settings.avif_quality, speed=8, max_threads=1, **said)
    return data.getvalue()
