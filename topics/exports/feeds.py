"""What can be followed: all changes, those of a section, of pages with a tag or on a
country, of one page, and new answers to a search. Atom feeds, the page on following and
alerts by e-mail read the same."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from topics.models import Revision, Section, Tag, Topic
from topics.models.country import country_address, country_of
from topics.models.revision import RevisionQuerySet
from topics.models.topic_queryset import TopicQuerySet
from topics.search import filters_of, search_topics
from topics.search.language import parse

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Feed:
    """What is followed: its title, the address of the page that shows it now, and how
    its changes are found."""

    title: str
    address: str
    find: Callable[[], RevisionQuerySet]

    @property
    def feed_address(self) -> str:
        path, question_mark, query = self.address.partition("?")
        return f"{path}feed/{question_mark}{query}"

    def changes(self) -> RevisionQuerySet:
        """The newest changes as revisions, the newest first, MOST_ENTRIES at most."""
        changes: RevisionQuerySet = self.find().with_before()[:MOST_ENTRIES]
        return changes


def feed_at(address: str) -> Feed | None:
    """The Feed of the page at an address such as `/tags/gender/`, present or old; of a
    search, its form has checked that. None if nobody can follow that page."""
    path, _question_mark, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        return None
    feed_of = FEEDS.get(match.view_name)
    return feed_of(query, **match.kwargs) if feed_of else None


def comparison_address(change: Any) -> str:
    """Where readers see what one of a Feed's changes changed; empty for the first of a
    page."""
    if change.before is None:
        return ""
    section, slug = change.topic.section.slug, change.topic.slug
    numbers = (change.before, change.number)
    return reverse("topics:revision_comparison", args=[section, slug, *numbers])


def _of_all(query: str) -> Feed:
    address = reverse("topics:change_list")
    return Feed(_("Recent changes"), address, Revision.objects.for_changes)


def _of_section(query: str, slug: str) -> Feed | None:
    section = Section.objects.filter(slug=slug.lower()).first()
    if section is None:
        return None
    topics = Topic.objects.published().filter(section=section)
    address = section.get_absolute_url()
    return Feed(section.title, address, partial(_changes_of, topics))


def _of_tag(query: str, slug: str) -> Feed | None:
    tag = Tag.objects.by_slugs([slug.lower()]).get(slug.lower())
    if tag is None:
        return None
    topics = Topic.objects.published().tagged(tag)
    return Feed(tag.name, tag.get_absolute_url(), partial(_changes_of, topics))


def _of_country(query: str, code: str) -> Feed | None:
    country = country_of(code)
    if country is None:
        return None
    topics = Topic.objects.published().of_country(country.code)
    if not topics.exists():
        return None
    address = country_address(country)
    return Feed(str(country.name), address, partial(_changes_of, topics))


def _of_topic(query: str, section: str, slug: str) -> Feed | None:
    topic = Topic.objects.published().answering_to(slug.lower()).first()
    if topic is None:
        return None
    find = partial(Revision.objects.for_changes().filter, topic=topic)
    return Feed(topic.title, topic.get_absolute_url(), find)


def _of_search(query: str) -> Feed | None:
    pairs = parse_qsl(query)
    if not pairs:
        return None
    words = ", ".join(value for _name, value in pairs)
    title = _("Search: %(words)s") % {"words": words}
    address = f"{reverse('topics:search')}?{query}"
    return Feed(title, address, partial(_answers, pairs))


# By the routes of the pages.
FEEDS: dict[str, Callable[..., Feed | None]] = {
    "topics:change_list": _of_all,
    "topics:section_detail": _of_section,
    "topics:tag_detail": _of_tag,
    "topics:country_detail": _of_country,
    "topics:topic_detail": _of_topic,
    "topics:search": _of_search,
}


def _changes_of(topics: TopicQuerySet) -> RevisionQuerySet:
    # So many changes are of no more topics, and of those that were revised last.
    newest = topics.sorted_by("revised").values("pk")[:MOST_ENTRIES]
    changes: RevisionQuerySet = Revision.objects.for_changes().filter(topic__in=newest)
    return changes


def _answers(pairs: list[tuple[str, str]]) -> RevisionQuerySet:
    """What readers see of the pages that the search lists: an earlier version of one
    may not have answered. Words count as they are typed, and there are no answers as
    long as no page has all of them."""
    words = " ".join(value for name, value in pairs if name == "q")
    query = parse(words)
    named = {value for name, value in pairs if name in ("tag", "not")}
    tags = Tag.objects.by_slugs({*named, *query.tags, *query.excluded_tags})
    results = search_topics(
        Topic.objects.published(),
        words,
        filters_of(pairs, tags),
        "revised",
        most=MOST_ENTRIES,
        corrects=False,
    )
    keys = results.key_page.keys if results.has_every_word else []
    answers: RevisionQuerySet = Revision.objects.for_changes().filter(
        live_topic__in=keys
    )
    return answers
