"""The pages that somebody may have meant who asked for one that is not there."""

from typing import NamedTuple

from markdown.extensions.toc import slugify_unicode
from rapidfuzz import fuzz, process

from portal.caching import surrogate_keys
from topics.models import Topic

SHOWN = 5
LEAST_LIKE = 65  # per cent
# More than any slug has; who asks for more meant no page.
LONGEST = 120


class Page(NamedTuple):
    """A published page: its title, its section's title, and its address."""

    title: str
    section: str
    address: str


def nearest_pages(words: str) -> list[Page]:
    """The published pages whose slug, title or acronym is most like some words, the
    most alike first. Asks the database only after something was published."""
    pages = surrogate_keys.cached("names of pages", "search", _pages_by_name)
    asked = _plain(words[:LONGEST])
    found = process.extract(
        asked,
        pages.keys(),
        scorer=fuzz.token_ratio,
        score_cutoff=LEAST_LIKE,
        limit=2 * SHOWN,
    )
    return list(dict.fromkeys(pages[name] for name, _score, _place in found))[:SHOWN]


def _pages_by_name() -> dict[str, Page]:
    topics = Topic.objects.published().order_by("pk")
    names = "slug", "title", "mission__acronym"
    rows = topics.values_list(*names, "section__title", "section__slug")
    pages: dict[str, Page] = {}
    for slug, title, acronym, section, folder in rows:
        page = Page(title, section, f"/{folder}/{slug}/")
        for name in (slug, title, acronym or ""):
            pages.setdefault(_plain(name), page)
    pages.pop("", None)
    return pages


def _plain(words: str) -> str:
    """Words without case, accents and what divides them."""
    return slugify_unicode(words, "-").replace("-", " ")
