"""A small news portal with the pages of Cổng Tin, by Pelican as it is installed; one plugin adds the lists it lacks."""

import os

SITENAME = "Cổng tin Văn phòng"
SITEURL = "https://vanphong.example"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PATH = "content"
OUTPUT_PATH = "output"
DELETE_OUTPUT_DIRECTORY = True
THEME = "theme"
THEME_STATIC_DIR = "."
ARTICLE_PATHS = ["tin"]
STATIC_PATHS = ["photos"]

ARTICLE_URL = "tin/{date:%Y/%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_URL = "chuyen-muc/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "chu-de/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
MONTH_ARCHIVE_URL = "luu-tru/{date:%Y-%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ARCHIVES_SAVE_AS = TAGS_SAVE_AS = CATEGORIES_SAVE_AS = ""
SITEMAP_SAVE_AS = "sitemap.xml"
DIRECT_TEMPLATES = ["index", "sitemap"]
PAGINATED_TEMPLATES = {"tag": None, "category": None, "list": None}
DEFAULT_PAGINATION = 20
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/trang/{number}/", "{base_name}/trang/{number}/index.html"),
)

FEED_RSS = "rss.xml"
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = True
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

PLUGIN_PATHS = ["plugins"]
PLUGINS = ["lists"]
CACHE_CONTENT = LOAD_CONTENT_CACHE = os.environ.get("BENCH_READER_CACHE") == "1"
