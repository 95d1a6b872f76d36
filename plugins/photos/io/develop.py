"""Open originals once, in workers, and make upright copies without metadata."""

from __future__ import annotations

import json
import os
import warnings
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.model.views import Rendition
from plugins.photos.plan import Original, plan
from plugins.photos.settings import PhotoSettings

MILLION = 1_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
SWAPPED = frozenset({5, 6, 7, 8})
ORIENTATION = 0x0112
Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before any decoding


@dataclass(frozen=True, slots=True)
class Job:
    """One photo: its path from content/, the article that shows it, where things lie."""

    file: str
    article: str
    content: Path
    store: Path
    settings: PhotoSettings


@dataclass(frozen=True, slots=True)
class Developed:
    """A photo's copies, in the store under the last part of their addresses; or what is wrong with it."""

    file: str
    renditions: tuple[Rendition, ...] = ()
    problem: Diagnostic | None = None


def develop(job: Job) -> Developed:
    """Make the copies of one photo that the store does not hold yet."""
    try:
        data = (job.content / job.file).read_bytes()
        original = _known(job, data)
        renditions = plan(original, job.settings)
        if not all(_is_whole(job.store / file_name(r)) for r in renditions):
            _make(job, renditions)  # all of them: each is made from the next wider one, so none can be made alone
        return Developed(job.file, renditions)
    except TooLargeError as error:
        size, limit = error.args
        problem = diagnose("photo-too-large", job.article, key=("photos",), name=job.file, size=size, limit=limit)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError) as error:
        problem = diagnose("photo-broken", job.article, key=("photos",), name=job.file, reason=_reason(error))
    return Developed(job.file, problem=problem)


def file_name(rendition: Rendition) -> str:
    """Return a copy's file name in the store."""
    return rendition.url.rpartition("/")[2]


class TooLargeError(Exception):
    """The photo has more pixels than the settings allow; args: its size and the limit, in million pixels."""


def _reason(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "cần quá nhiều bộ nhớ"
    if isinstance(error, FileNotFoundError):
        return "không có tệp này"
    return "tệp hỏng, thiếu dữ liệu hoặc không phải ảnh"


def _known(job: Job, data: bytes) -> Original:
    """Return what the sidecar says about a photo; open the photo where there is none."""
    digest = sha256(data).hexdigest()
    sidecar = job.store / f"{digest}.json"
    try:
        return Original(**json.loads(sidecar.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        pass
    with _open(job.content / job.file) as image:
        width, height = image.size
        if width * height > job.settings.max_megapixels * MILLION:
            raise TooLargeError(round(width * height / MILLION), job.settings.max_megapixels)
        if image.getexif().get(ORIENTATION) in SWAPPED:
            width, height = height, width
    original = Original(digest, width, height)
    _put(sidecar, json.dumps(asdict(original)).encode())
    return original


def _open(path: Path) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata, which is thrown away anyway
        return Image.open(path, formats=FORMATS)


def _make(job: Job, renditions: tuple[Rendition, ...]) -> None:
    """Decode once, as small as will do; turn upright; make each copy from the next wider one."""
    with _open(job.content / job.file) as image:
        widest = renditions[-1]
        longest = max(widest.width, widest.height)
        image.draft("RGB", (longest, longest))
        picture = ImageOps.exif_transpose(_flat(_srgb(image)))
    for rendition in reversed(renditions):
        picture = picture.resize((rendition.width, rendition.height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        clean = Image.new("RGB", picture.size)
        clean.paste(picture)
        target = job.store / file_name(rendition)
        data = BytesIO()
        clean.save(data, "JPEG", quality=job.settings.quality, optimize=True, progressive=True)
        _put(target, data.getvalue())
        _put(_seal(target), _sum(data.getvalue()))


def _srgb(image: Image.Image) -> Image.Image:
    """Convert to sRGB by the photo's own colour profile; a broken profile is ignored."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    if converted is None:
        return image
    converted.info["exif"] = image.info.get("exif", b"")
    return converted


def _flat(image: Image.Image) -> Image.Image:
    """Return an RGB picture; what is transparent becomes white; 16 bits become 8."""
    if image.mode.startswith("I;16") or image.mode == "I":
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        rgba = image.convert("RGBA")
        ground = Image.new("RGB", rgba.size, "white")
        ground.paste(rgba, mask=rgba.getchannel("A"))
        ground.info["exif"] = image.info.get("exif", b"")
        return ground
    return image.convert("RGB")


def _is_whole(copy: Path) -> bool:
    """Tell whether a copy is in the store as it was made: a damaged store costs only time."""
    try:
        return _seal(copy).read_bytes() == _sum(copy.read_bytes())
    except OSError:
        return False


def _seal(copy: Path) -> Path:
    return copy.with_suffix(".sum")


def _sum(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()


def _put(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(data)
    temporary.replace(path)
