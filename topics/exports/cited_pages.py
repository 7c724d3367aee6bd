"""The pages that can be cited: each function returns the PageItem of a page and that of
its version that is seen, None if it has none, or raises Http404."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import ResolverMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.caching.surrogate_keys import depends_on
from topics.metadata import portal
from topics.metadata.page_item import (
    WHOLE,
    PageItem,
    seen_version_item,
    topic_item,
    version_item,
)
from topics.models import Section, Source, Tag, Topic
from topics.models.country import country_address, country_of
from topics.models.topic_queryset import TopicQuerySet

Cited = tuple[PageItem, PageItem | None]

# Pages of their own right, by the names of their routes, which are their addresses too.
LISTS = {
    "timeline": gettext_lazy("Timeline"),
    "map": gettext_lazy("Missions on the map"),
    "graph": gettext_lazy("Graph"),
    "compare": gettext_lazy("Missions side by side"),
    "mandates": gettext_lazy("Mandates"),
    "tags": gettext_lazy("Tags"),
    "countries": gettext_lazy("Countries"),
    "sources": gettext_lazy("Sources"),
    "changes": gettext_lazy("Recent changes"),
}


def work() -> Cited:
    topics = Topic.objects.published()
    return PageItem("", portal.name(), WHOLE, revised=_newest(topics)), None


def section(slug: str) -> Cited:
    """That of a section, or of one of LISTS."""
    if slug in LISTS:
        revised = _newest(Topic.objects.published())
        return PageItem(slug, str(LISTS[slug]), f"/{slug}/", revised=revised), None
    found = get_object_or_404(Section, slug=slug)
    depends_on(f"s{found.pk}")
    item = PageItem(
        key=slug,
        title=found.title,
        path=found.get_absolute_url(),
        summary=found.summary,
        revised=_newest(Topic.objects.published().filter(section=found)),
    )
    return item, None


def tag(slug: str) -> Cited:
    depends_on("tags")
    found = get_object_or_404(Tag, slug=slug)
    item = PageItem(
        key=f"tag-{slug}",
        title=found.name,
        path=found.get_absolute_url(),
        summary=found.definition,
        revised=_newest(Topic.objects.published().tagged(found)),
    )
    return item, None


def country(code: str) -> Cited:
    found = country_of(code)
    if found is None or country_address(found) != f"/countries/{code}/":
        raise Http404
    revised = _newest(Topic.objects.published().of_country(found.code))
    if revised is None:
        raise Http404
    path = country_address(found)
    return PageItem(f"country-{code}", found.name, path, revised=revised), None


def source(key: str) -> Cited:
    """The page of the portal, not the work: that is in files of its own."""
    found = get_object_or_404(Source, key=key)
    title = _("Pages that cite “%(title)s”") % {"title": found.title}
    path = found.get_absolute_url()
    return PageItem(f"source-{key}", title, path), None


def topic(section: str, slug: str) -> Cited:
    found = _topic(section, slug)
    return topic_item(found), seen_version_item(found)


def version(section: str, slug: str, number: int) -> Cited:
    found = _topic(section, slug)
    revision = get_object_or_404(found.revisions.published(), number=number)
    return version_item(found, revision), None


def _topic(section: str, slug: str) -> Topic:
    topics = Topic.objects.published().for_citing()
    topic: Topic = get_object_or_404(topics, section__slug=section, slug=slug)
    return topic


def _newest(topics: TopicQuerySet) -> date | None:
    """The day on which the newest text of some topics was published, or None."""
    depends_on("topics")
    times = topics.order_by("-revised_at").values_list("revised_at", flat=True)
    newest = times.first()
    return newest.date() if newest else None


# By the route of a page: that of citing it, and the names in its address.
_ROUTES = {
    "home": "cite_work",
    "section_detail": "cite_section",
    "tag_detail": "cite_tag",
    "country_detail": "cite_country",
    "source_detail": "cite_source",
    "topic_detail": "cite_topic",
    "revision_detail": "cite_version",
}
_LIST_ROUTES = {"tag_list": "tags", "country_list": "countries"}
_LIST_ROUTES |= {"source_list": "sources", "change_list": "changes"}


def cite_address(match: ResolverMatch) -> str:
    """Where the page of a ResolverMatch is cited; "" of one that cannot be."""
    if match.namespace != "topics":
        return ""
    if route := _ROUTES.get(match.url_name or ""):
        return reverse(f"topics:{route}", kwargs=match.kwargs)
    slug = _LIST_ROUTES.get(match.url_name or "", match.url_name)
    return reverse("topics:cite_section", args=[slug]) if slug in LISTS else ""
