"""A rule of addresses within the portal that lead nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from topics import markup
from topics.lists.countries import codes_with_pages
from topics.models import Alias, Section, Source, Tag, TagAddress, Topic
from topics.models.country import country_of
from topics.quality.draft import Draft
from topics.quality.rows import CHUNK, topic_rows
from topics.quality.rule import Level, Row, Rule

# Parts of a page that are not headings: its own, notes, citations and references.
_OTHER_PARTS = ("page--", "fn:", "fnref", "cite-", "ref-")
# Pages that are rows, by the name of their route: the parameter that names the row.
_ROWS = {
    "topic_detail": "slug",
    "section_detail": "slug",
    "tag_detail": "slug",
    "source_detail": "key",
    "country_detail": "code",
}
_OTHER_ROWS = (
    ("section_detail", Section),
    ("tag_detail", Tag),
    ("tag_detail", TagAddress),
    ("source_detail", Source),
)
NOWHERE = "nowhere"


class _Place(NamedTuple):
    """Where a link leads: the route of a page, the name of its row, a part of it.
    Without a route it is the page that has the link."""

    line: int
    address: str
    route: str
    name: str
    part: str


# By (route, name): the anchors of what is there.
_Known = dict[tuple[str, str], set[str]]


def broken_addresses() -> Iterator[Row]:
    """Links to pages or parts of pages that are not there."""
    rows = topic_rows(Topic.objects.published(), "body", "contents")
    linking = [
        (row, place)
        for row in rows.iterator(chunk_size=CHUNK)
        for place in _places(row["body"])
    ]
    known = _known(place for _row, place in linking)
    for row, place in linking:
        if _is_broken(place, known, _anchors(row["contents"])):
            yield {**row, "line": place.line, "named": place.address}


def _ask(draft: Draft) -> Iterator[Row]:
    places = list(_places(draft.body))
    known, own = _known(places), _anchors(draft.contents)
    for place in places:
        if _is_broken(place, known, own):
            yield {"line": place.line, "named": place.address}


def _places(body: str) -> Iterator[_Place]:
    for line, slug, part in markup.links_to_parts(body):
        route = "topic_detail" if slug else ""
        yield _Place(line, f"{slug}#{part}", route, slug, part)
    for line, address in markup.addresses(body):
        path, _sign, part = address.partition("#")
        if not path:
            yield _Place(line, address, "", "", part)
        elif path.startswith("/") and not path.startswith("//"):
            yield _Place(line, address, *_page_at(path.partition("?")[0]), part)


def _page_at(path: str) -> tuple[str, str]:
    """The route of the page at a path and the name of its row."""
    for written in (path, f"{path}/"):
        try:
            match = resolve(unquote(written))
        except Resolver404:
            continue
        route = match.url_name or ""
        return route, str(match.kwargs.get(_ROWS.get(route, ""), ""))
    return NOWHERE, ""


def _known(places: Iterable[_Place]) -> _Known:
    wanted: dict[str, set[str]] = defaultdict(set)
    for place in places:
        wanted[place.route].add(place.name)
    known: _Known = {}
    published = Topic.objects.published()
    slugs = wanted["topic_detail"]
    present = published.filter(slug__in=slugs).values_list("slug", "contents")
    former = Alias.objects.filter(slug__in=slugs, topic__in=published)
    for slug, contents in [*former.values_list("slug", "topic__contents"), *present]:
        known["topic_detail", slug] = _anchors(contents)
    for route, model in _OTHER_ROWS:
        named = {f"{_ROWS[route]}__in": wanted[route]}
        for name in model._default_manager.filter(**named).values_list(_ROWS[route]):
            known[route, name[0]] = set()
    return known | {("country_detail", c): set() for c in _codes_of_pages(wanted)}


def _codes_of_pages(wanted: dict[str, set[str]]) -> Iterator[str]:
    """Those of the wanted codes, as they are written, of which there is a page."""
    found = {code: country_of(code) for code in wanted["country_detail"]}
    codes = {written: country.code for written, country in found.items() if country}
    present = codes_with_pages(codes.values()) if codes else set()
    return (written for written, code in codes.items() if code in present)


def _anchors(contents: list[dict[str, Any]]) -> set[str]:
    return {heading["anchor"] for heading in contents}


def _is_broken(place: _Place, known: _Known, own: set[str]) -> bool:
    part = unquote(place.part)
    if not part or part.startswith(_OTHER_PARTS):
        part = ""
    if not place.route:
        return bool(part) and part not in own
    if place.route not in _ROWS:
        return place.route == NOWHERE
    anchors = known.get((place.route, place.name))
    if anchors is None:
        # Another rule says so of wiki-links.
        return place.address.startswith("/")
    return bool(part) and place.route == "topic_detail" and part not in anchors


BROKEN_ADDRESS = Rule(
    "broken-address",
    Level.ERROR,
    _("Line %(line)d: “%(named)s” leads to no page, or to no part of it; correct it."),
    broken_addresses,
    _ask,
    "body",
)
