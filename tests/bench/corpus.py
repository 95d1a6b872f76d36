"""Make a corpus of office news for benchmarks: the same arguments give the same bytes.

Shapes, not prose: a tree of units with Zipf-like frequencies, four terms, ten categories, some hundred tags, one to
six articles on a publishing day, bodies of six to twelve paragraphs. Article n depends only on n.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import NAMESPACE_URL, uuid5

START = datetime(2011, 6, 1, 7, 0, tzinfo=UTC)
TERMS = ("2010-2015", "2015-2020", "2020-2025", "2025-2030")
KINDS = ("Phòng", "Trung tâm", "Ban", "Chi bộ", "Tổ", "Công đoàn")
SUBJECTS = (
    "Hành chính", "Tổng hợp", "Kinh tế", "Nội chính", "Tin học",
    "Công báo", "Tiếp công dân", "Lưu trữ", "Tài vụ", "Văn xã",
)  # fmt: skip
CATEGORIES = (
    "Xây dựng Đảng", "Cải cách hành chính", "Chuyển đổi số", "Chỉ đạo điều hành", "Công tác văn phòng", "Đoàn thể",
    "Tiếp công dân", "Thi đua khen thưởng", "Thông báo", "Đất và người",
)  # fmt: skip
SYLLABLES = """
    công tác lãnh đạo chỉ văn phòng tỉnh thực hiện nhiệm vụ chính trị cải cách hành thủ tục đảng viên
    chi bộ đại hội nhiệm kỳ kế hoạch triển khai kết quả năm quý tháng đơn vị cơ quan cán công chức người
    dân doanh nghiệp dịch trực tuyến hồ sơ giải quyết đúng hạn kiểm tra giám sát tuyên truyền phổ biến
    pháp luật phong trào thi đua khen thưởng đồng chí phát biểu hội nghị tổng sơ xây dựng nông thôn mới
    đầu tư đất môi trường nước lũ đê điều y tế giáo dục văn hóa thể thao du lịch an toàn
""".split()  # noqa: SIM905


def write(folder: Path, count: int) -> None:
    """Write content/ with so many articles into a folder."""
    content = folder / "content"
    units = _units()
    _registry(content / "registry", units)
    when = START
    step = timedelta(days=15 * 365) / max(1, count)
    for number in range(count):
        _article(content, number, when, units)
        when += step


def _units() -> list[str]:
    return [f"{kind} {subject}" for subject in SUBJECTS for kind in KINDS]


def _registry(folder: Path, units: list[str]) -> None:
    folder.mkdir(parents=True)
    lines = ['- {id: don-vi-0, name: "Văn phòng", classification: office}']
    for number, name in enumerate(units, 1):
        above = (number - 1) // 8
        parents = f"[{{id: don-vi-{above}, tree: office}}]"
        lines.append(f'- {{id: don-vi-{number}, name: "{name}", classification: department, parents: {parents}}}')
    (folder / "units.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    terms = [
        f"- {{unit: don-vi-{number}, label: {label}, start: {label[:4]}-06, end: {label[-4:]}-05}}"
        for number in range(len(units) + 1)
        for label in TERMS
    ]
    (folder / "terms.yaml").write_text("\n".join(terms) + "\n", "utf-8")
    categories = [f'- {{id: chuyen-muc-{n}, name: "{name}"}}' for n, name in enumerate(CATEGORIES)]
    (folder / "categories.yaml").write_text("\n".join(categories) + "\n", "utf-8")


def _article(content: Path, number: int, when: datetime, units: list[str]) -> None:
    random = Random(number)
    slug = f"tin-{number:06d}"
    unit = min(int(random.paretovariate(0.7)) - 1, len(units))
    related = [
        f"tin-{random.randrange(max(0, number - 400), number):06d}"
        for _ in range(random.choice((0, 0, 1, 3)) if number else 0)
    ]
    matter = {
        "id": str(uuid5(NAMESPACE_URL, slug)),
        "title": _sentence(random, 8, 14),
        "slug": slug,
        "date": f"{when:%Y-%m-%d %H:%M}",
        "unit": f"don-vi-{unit}",
        "term": TERMS[max(0, (when.year - 2010 - (when.month < 6)) // 5)],
        "category": f"chuyen-muc-{random.randrange(len(CATEGORIES))}",
        "tags": [f"Chủ đề {min(int(random.paretovariate(0.6)), 300)}" for _ in range(random.randint(3, 5))],
        "summary": _sentence(random, 30, 50),
        "byline": "Tin: Vân Anh - Ảnh: Minh Quân",
        "related": sorted(set(related)),
    }
    body = "\n\n".join(_paragraph(random, n) for n in range(random.randint(6, 12)))
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in matter.items() if value
    ]  # JSON is YAML
    file = content / "news" / f"{when:%Y}" / f"{when:%m}" / slug / "index.md"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(["---", *lines, "---", "", body, ""]), "utf-8")


def _paragraph(random: Random, place: int) -> str:
    heading = f"## {_sentence(random, 4, 7)}\n\n" if place == 3 and random.random() < 0.4 else ""
    return heading + " ".join(_sentence(random, 15, 40) + "." for _ in range(random.randint(1, 4)))


def _sentence(random: Random, least: int, most: int) -> str:
    words = random.choices(SYLLABLES, k=random.randint(least, most))
    return " ".join(words).capitalize()
