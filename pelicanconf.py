"""Settings of the demonstration portal; `make html` uses them. docs/settings.md explains each."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent)
if ROOT not in sys.path:  # so that the plugins load from whichever folder Pelican was started in
    sys.path.insert(0, ROOT)

from plugins.bridge.portal import Portal as PELICAN_CLASS  # noqa: E402, F401, N814

SITEURL = "https://vanphong.lamgiang.example"
PORTAL_ID = "dd8214d1-a2ca-4e2b-b72f-56fe271cfc21"  # its name in feeds; another office makes its own: uuidgen
SITENAME = "Cổng tin Văn phòng UBND tỉnh Lam Giang"
AGENCY = "Văn phòng Ủy ban nhân dân tỉnh Lam Giang"
TAGLINE = "Tin tức hoạt động của Văn phòng, các đơn vị trực thuộc và tổ chức đảng, đoàn thể"
ADDRESS = "Số 1 đường Bờ Nguyệt, phường Lam Thịnh, tỉnh Lam Giang"
PHONE = "0298 3800 110"
EMAIL = "banbientap@lamgiang.example"
EDITOR_IN_CHIEF = "Chánh Văn phòng UBND tỉnh"
LICENCE = "Ghi rõ nguồn “Cổng tin Văn phòng UBND tỉnh Lam Giang” khi phát hành lại thông tin."

TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PAGE_SIZE = 20

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
CACHE_PATH = ".cache"
STATIC_PATHS: list[str] = []  # what Pelican would watch besides content/ and theme/
IGNORE_FILES: list[str] = []  # Pelican's "**/.*" blinds its watch where any folder above begins with a dot
PLUGINS = ["plugins.units", "plugins.portal", "plugins.photos", "plugins.related", "plugins.feeds"]
