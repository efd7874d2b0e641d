"""Pelican with its cache, and without what no other tool of the benchmark makes."""

import json
from pathlib import Path

_FACTS = json.loads(Path(__file__).with_name("facts.json").read_text("utf-8"))

AUTHOR = "Example"
SITENAME = "Example Seminars"
SITEURL = "https://example.org"
NOW = _FACTS["now"]
PEOPLE = _FACTS["people"]
SERIES = _FACTS["series"]
CATEGORY_REGEX_SUBSTITUTIONS = [(rf"^{title}$", slug) for title, slug in _FACTS["slugs"].items()]

PATH = "content"
ARTICLE_PATHS = ["events"]
PAGE_PATHS: list[str] = []
STATIC_PATHS = ["static"]
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = False
TYPOGRIFY = False
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True  # works only where no setting holds a function

ARTICLE_URL = "events/{slug}/"
ARTICLE_SAVE_AS = "events/{slug}/index.html"
AUTHOR_URL = "speakers/{slug}/"
AUTHOR_SAVE_AS = "speakers/{slug}/index.html"
AUTHORS_SAVE_AS = "speakers/index.html"
CATEGORY_URL = "series/{slug}/"
CATEGORY_SAVE_AS = "series/{slug}/index.html"
CATEGORIES_SAVE_AS = "series/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/index.html"
TAG_SAVE_AS = ""
TAGS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "authors", "categories", "archives", "calendar"]
CALENDAR_SAVE_AS = "calendar.ics"

FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
