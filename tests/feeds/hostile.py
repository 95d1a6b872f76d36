"""A corpus of everything that has ever broken a feed, as editors might type it."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from PIL import Image

from tests.office import Office

WORDS = {
    "va": "Thi đua & khen thưởng &amp; &lt;b&gt;",
    "the": "Số < 5 và > 3 <b>đậm</b> <script>alert(1)</script>",
    "cdata": "Kết thúc ]]> rồi <![CDATA[ lại bắt đầu",
    "hinh": "Chúc mừng 🎉👨‍👩‍👧‍👦🇻🇳 năm mới",
    "dieu-khien": "Ký\\x07 tự\\x0b điều\\x1b khiển\\x85 ở\\u2028 đây\\ufffe",
    "phai-sang-trai": "Tin \\u202emoi\\u202c \\u200fעברית العربية",
    "to-hop": unicodedata.normalize("NFD", "Đại hội Đảng bộ lần thứ Nhất"),
    "nhay": "Ông nói: “'Có'”, \\\"không\\\" & \\\\ 100%",
    "dai": "Rất " * 80 + "dài",
}
"""Titles, as they stand between double quotes of YAML."""
PHOTOS = ("ảnh số 1 (a&b).jpg", "a'b+c=d.JPG", "%41 100%.jpg", "tên có dấu cách #1.jpg")
PHRASE = "Hội nghị triển khai nhiệm vụ & giải pháp <5% "


def write(office: Office) -> None:
    """Fill an office with hostile articles: titles, captions, bylines, tags, photos' names, long bodies."""
    for number, (slug, words) in enumerate(WORDS.items()):
        photo = PHOTOS[number % len(PHOTOS)]
        more = (
            f'tags: ["{words}"]\nbyline: "Tin: {words[:40]} - Ảnh: {words[:40]}"\n'
            f'source: {{name: "{words}", url: "https://bao.example/?a=1&b=%C4%90"}}\n'
            f'changes: [{{date: 2020-03-01, note: "{words}", level: major}}]\n'
            f'photos: [{{file: "{photo}", alt: "{words}", caption: "{words} {slug}"}}]'
        )
        body = f'{PHRASE}[liên kết](/gioi-thieu/?a=1&b=2 "{slug} > <") `]]>` &amp;lt;\n\n![Cờ]({slug}.jpg)\n\n'
        identity = str(uuid5(NAMESPACE_URL, slug))
        office.article(slug, more, id=identity, title=words, date=f"2020-02-{number + 1:02d} 08:00", body=body)
        for name in (photo, f"{slug}.jpg"):
            office.write(f"news/2020/02/{slug}/{name}", picture(number))
    long = "\n\n".join(PHRASE.replace("<", "dưới ") * 50 for _ in range(10))
    office.article("nam-nghin-chu", "status: published", date="2020-03-02", body=long)
    office.article("rut", "status: withdrawn\nwithdrawn: {date: 2020-03-03, reason: 'Sai & <sai> ]]>'}")


def picture(number: int) -> bytes:
    """Return a small JPEG."""
    data = BytesIO()
    Image.new("RGB", (700 + number, 300), "red").save(data, "JPEG")
    return data.getvalue()
