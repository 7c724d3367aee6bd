"""Every question about topics, as a method named after the answer."""

from functools import reduce
from itertools import accumulate, chain
from operator import or_
from typing import Self

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from portal.caching import surrogate_keys
from topics import markup
from topics.models.alias import Alias
from topics.models.editorial import EditorialQuerySet
from topics.models.kind import of_kind
from topics.models.link import Link
from topics.models.profiles import PROFILES, SHOWN_ELSEWHERE, topic_paths
from topics.models.profiles.agreement import Agreement, AgreementCountry
from topics.models.profiles.event import Event
from topics.models.profiles.mandate import MandateTask
from topics.models.profiles.measure import Measure
from topics.models.profiles.mission import Mission, MissionCountry
from topics.models.profiles.mission_figure import MissionFigure
from topics.models.profiles.mission_strength import MissionStrength
from topics.models.profiles.partial_date import PartialDate, not_before
from topics.models.published import published
from topics.models.revision import Revision
from topics.models.source import Citation
from topics.models.tag import Tag, Tagging

LONG_FIELDS = ("body", "html", "text", "contents")
LONG_SECTION_FIELDS = ("introduction", "html")
# What a list prints of a topic.
LISTED_FIELDS = (
    *("slug", "title", "summary", "date", "section__slug", "section__title"),
    *SHOWN_ELSEWHERE,
)
# Topics among which related ones are looked for.
MOST_COMPARED = 1_000
# Of more tags, PostgreSQL would take longer to choose in which order to join them than
# to look them up.
MOST_JOINED = 3
# The order by date, those without one last. Without parameters, which SQLite would not
# find in an index.
DATED_FIRST = (
    Func("date", template="(%(expressions)s = '')", output_field=BooleanField()),
    "date",
)


def long_fields(prefix):
    """The long columns of a topic and its section, reached through a relation."""
    return [
        *(f"{prefix}__{field}" for field in LONG_FIELDS),
        *(f"{prefix}__section__{field}" for field in LONG_SECTION_FIELDS),
    ]


class TopicQuerySet(EditorialQuerySet):
    def published(self) -> Self:
        """Topics that readers may see now."""
        return self.filter(published())

    def listed(self, *besides):
        """Topics with what a list prints of them and the columns `besides`; anything
        else is a query."""
        return self.select_related("section", *PROFILES).only(*LISTED_FIELDS, *besides)

    def with_facts(self):
        """Topics with their section and their profile, without long texts."""
        return self.select_related("section", *PROFILES).defer(
            *LONG_FIELDS, *(f"section__{field}" for field in LONG_SECTION_FIELDS)
        )

    def for_citing(self):
        """Topics with what a citation of them says."""
        return self.select_related("section", "published_revision").only(
            *("slug", "title", "summary", "published_at", "revised_at"),
            *("section__slug", "published_revision__number"),
        )

    def for_page(self):
        """Topics with their section, profile and last change."""
        return (
            self.with_profile(*PROFILES.values())
            .select_related("published_revision", "ego_graph")
            .defer(
                "body",
                "text",
                "published_revision__content",
                "published_revision__front_matter",
                *(f"section__{field}" for field in LONG_SECTION_FIELDS),
                *chain(*map(long_fields, topic_paths())),
            )
            .prefetch_related(
                "tags",
                Prefetch(
                    "successors",
                    Mission.objects.filter(published("topic"))
                    .select_related("topic__section")
                    .defer(*long_fields("topic")),
                ),
            )
        )

    def with_profile(self, *profiles):
        """Topics with all that their profiles of these models say."""
        joined = [path for profile in profiles for path in profile.joined()]
        prefetched = [path for profile in profiles for path in profile.prefetched()]
        return self.select_related("section", *joined).prefetch_related(*prefetched)

    def having_profile(self, profile):
        """Topics that have a profile of this model, with all that it says, without long
        texts."""
        topics = self.filter(**{f"{profile.singular()}__isnull": False})
        facts = topics.with_facts().with_profile(profile)
        named = chain(*map(long_fields, profile.topic_paths()))
        return facts.defer(*named)

    def with_strengths(self):
        """Topics of missions of which the strength by year is known, with it, without
        long texts."""
        known = MissionStrength.objects.filter(profile=OuterRef("pk"))
        topics = self.filter(Exists(known)).with_facts()
        return topics.prefetch_related("mission__strengths")

    def for_comparison(self):
        """Topics that have a mission, with all its facts."""
        return self.having_profile(Mission).prefetch_related("tags", "aliases")

    def for_table(self, profile):
        """Topics that have a profile of this model, with what a table prints of it."""
        topics = self.filter(**{f"{profile.singular()}__isnull": False})
        unread = set(profile.NOT_IN_TABLE) - set(profile.READ_FOR_TABLE)
        return topics.with_facts().prefetch_related(*profile.prefetched(*unread))

    def tagged(self, *tags: Tag) -> Self:
        """Topics that carry every one of the tags, each topic once, in their order."""
        by_rarity = sorted(tags, key=lambda tag: tag.topic_count)
        rarest, others = by_rarity[:MOST_JOINED], by_rarity[MOST_JOINED:]
        topics = self
        if others:
            carried = _carried(others).order_by().values("content_object")
            counted = carried.annotate(number=Count("pk"))
            topics = topics.filter(Exists(counted.filter(number=len(others))))
        # Django takes the order from the last, and the database reads its index then:
        # the rarest has the fewest rows to look at.
        for tag in reversed(rarest):
            topics = topics.filter(taggings__tag=tag)
        return topics.order_by("taggings__sort_key") if tags else topics

    def not_tagged(self, *tags: Tag) -> Self:
        """Topics that carry none of the tags."""
        return self.filter(~Exists(_carried(tags))) if tags else self

    def of_missions(self, **facts: str) -> Self:
        """Topics whose mission has these facts: `region`, `lead`, `country` (ISO
        3166 alpha-2), `decade` in which it began (1990), `ongoing` ("1" or "0")."""
        return self.filter(mission__in=Mission.objects.having(**facts))

    def of_country(self, code: str) -> Self:
        """Topics whose mission worked in a country (ISO 3166 alpha-2), whose agreement
        is on it, or that carry a tag of it, each once."""
        missions = MissionCountry.objects.filter(country=code).order_by()
        agreements = AgreementCountry.objects.filter(country=code).order_by()
        carried = Tagging.objects.filter(tag__country=code)
        # Of an OR, PostgreSQL would look at every topic.
        return self.filter(
            pk__in=missions.values("profile").union(
                agreements.values("profile"), carried.values("content_object")
            )
        )

    def of_events(self):
        """Topics that tell of an event or an agreement, with their dates, the first
        first."""
        dated = self.filter(Q(event__isnull=False) | Q(agreement__isnull=False))
        return dated.with_facts().order_by("date", "title")

    def of_kind(self, kind: str) -> Self:
        """Topics of one of the KINDS of models.kind."""
        return self.filter(of_kind(kind))

    def lasting_until(self, date: PartialDate) -> Self:
        """Topics with a date that may lie on or after the first day of `date`: the day
        on which it ended, for what lasted. A mission that goes on has no last day."""
        missions = Mission.objects.filter(Q(end="") | not_before("end", date))
        events = Event.objects.filter(not_before("end", date))
        return self.filter(
            not_before("date", date)
            | Q(pk__in=missions.order_by().values("pk"))
            | Q(pk__in=events.order_by().values("pk"))
        )

    def begun_by(self, date: PartialDate) -> Self:
        """Topics with a date that may lie on or before the last day of `date`: the day
        on which it began, for what lasted."""
        last_day = PartialDate.of(date.last_day)
        return self.exclude(date="").filter(date__lte=last_day)

    def sorted_by(self, order: str) -> Self:
        """By `title`, `date` (undated last) or `revised` (newest first); otherwise
        as they are."""
        if order == "title":
            return self.order_by("title", "pk")
        if order == "date":
            return self.order_by(*DATED_FIRST, "pk")
        if order == "revised":
            # A text is revised that lists say nothing of.
            surrogate_keys.depends_on("changes")
            return self.order_by("-revised_at", "pk")
        return self

    def sorted_by_column(self, order):
        """By a column of the table of missions, `start` or, the other way round,
        `-start`; what has no value comes last in either. Otherwise as they are."""
        if not order:
            return self
        name = order.removeprefix("-")
        if name in Measure:
            return self._sorted_by_measure(name, order != name)
        field = Mission.fields().get(name)
        column = f"mission__{field.column.name}" if field else name
        # An operation that goes on has an empty end.
        is_text = field and not field.is_number
        value = NullIf(column, Value("")) if is_text else F(column)
        ordered = value.desc if order.startswith("-") else value.asc
        return self.order_by(ordered(nulls_last=True), "mission__start", "title", "pk")

    def _sorted_by_measure(self, measure, is_descending):
        """By the first figure of a measure, those without a number last."""
        figures = MissionFigure.objects.filter(
            profile=OuterRef("pk"), measure=measure
        ).exclude(measure=Measure.FATALITIES, category__gt="")
        value = Subquery(
            figures.order_by("position").values(n=Coalesce("value", "high"))[:1]
        )
        ordered = value.desc if is_descending else value.asc
        return self.order_by(ordered(nulls_last=True), "mission__start", "title", "pk")

    def for_change_list(self):
        """Topics with what the editors' list shows: `latest_title`, `latest_state`
        and `latest_author` of their newest revision, and `broken_links`."""
        newest = Revision.objects.filter(topic=OuterRef("pk")).order_by("-number")
        readable = self.model.objects.published()
        broken = Link.objects.filter(source=OuterRef("pk")).exclude(target__in=readable)
        counted = broken.order_by().values("source").annotate(number=Count("pk"))
        return self.annotate(
            latest_title=Subquery(newest.values("content__title")[:1]),
            latest_state=Subquery(newest.values("state")[:1]),
            latest_author=Subquery(newest.values("author__username")[:1]),
            broken_links=Coalesce(Subquery(counted.values("number")), 0),
            waits=Case(When(latest_state=Revision.State.IN_REVIEW, then=0), default=1),
        )

    def answering_to(self, slug):
        """The topic that has or once had the slug, in whichever section."""
        return self.filter(Q(slug=slug) | Q(aliases__slug=slug)).select_related(
            "section"
        )

    def by_slugs(self, slugs):
        """{slug as asked: topic}, by present and by old slugs; unknown ones are left
        out."""
        topics = self.in_bulk(slugs, field_name="slug") if slugs else {}
        if missing := set(slugs) - set(topics):
            old = Alias.objects.filter(slug__in=missing).select_related("topic")
            topics |= {alias.slug: alias.topic for alias in old}
        return topics

    def of_acronym(self, acronym):
        """Topics of the missions and agreements with an acronym, in any case."""
        missions = Mission.objects.filter(acronym__iexact=acronym).order_by()
        agreements = Agreement.objects.filter(acronym__iexact=acronym).order_by()
        named = missions.values("pk").union(agreements.values("pk"))
        return self.filter(pk__in=named).select_related("section")

    def of_slugs(self, slugs):
        """Topics that have or once had one of the slugs."""
        return self.filter(Q(slug__in=slugs) | Q(aliases__slug__in=slugs)).distinct()

    def linking_to(self, topic):
        """Other topics with a wiki-link to `topic`."""
        return self.filter(links__target=topic).exclude(pk=topic.pk).distinct()

    def around(self, topic, linking):
        """The other topics that are in the ego graph of `topic`, and those with
        the primary keys `linking`, listed with their instrument."""
        graph = getattr(topic, "ego_graph", None)
        members = graph.members if graph else []
        around = self.filter(pk__in={*linking, *members} - {topic.pk})
        return around.listed()

    def naming(self, slugs):
        """Topics whose text, cross-references or profile name one of the slugs."""
        return self.filter(
            Q(links__slug__in=slugs)
            | Q(cross_references__slug__in=slugs)
            | _any(topic_paths(), "_slug__in", slugs)
        ).distinct()

    def leading_to(self, topic):
        """Other topics that name it, whichever of its slugs they use, by title."""
        naming = self.naming(topic.slugs()).exclude(pk=topic.pk)
        return naming.listed().order_by("title")

    def waiting_for(self, keys):
        """Topics that cite one of the keys, for which there was no source."""
        waiting = Citation.objects.filter(source=None, key__in=keys)
        return self.filter(pk__in=waiting.values("topic"))

    def naming_tag(self, slug):
        """Topics whose public, scheduled or newest version names the tag."""
        revisions = Revision.objects.in_use().naming("tags", {slug})
        return self.filter(pk__in={revision.topic_id for revision in revisions})

    def citing(self, keys):
        """Topics that cite one of the sources with these keys, or whose figures rest
        on one."""
        return self.filter(citations__source__key__in=keys)

    def told_to(self, tags):
        """Topics of missions that were given one of these tasks."""
        return self.filter(
            pk__in=MandateTask.objects.filter(task__in=tags).values("profile")
        )

    def of_symbols(self, symbols):
        """Topics of instruments with one of these symbols."""
        return self.filter(instrument__symbol__in=symbols)

    def depicting(self, slugs):
        """Topics whose text names one of the images, present or not."""
        return self.filter(depictions__slug__in=slugs).distinct()

    def related_to(self, topic):
        """Other topics that share tags with `topic`, those with the most first. Where
        many do, those are compared that share its rarest tags."""
        tags = sorted(topic.tags.all(), key=lambda tag: (tag.topic_count, tag.pk))
        sharing = Tagging.objects.filter(tag__in=_rarest(tags)).order_by(
            "tag", "sort_key"
        )
        shared = Tagging.objects.filter(content_object=OuterRef("pk"), tag__in=tags)
        counted = shared.order_by().values("content_object").annotate(n=Count("pk"))
        near = sharing.values("content_object")[:MOST_COMPARED]
        return (
            self.exclude(pk=topic.pk)
            .filter(pk__in=near)
            .annotate(shared=Subquery(counted.values("n")))
            .order_by("-shared", "title")
        )

    def beside(self, topic):
        """The topics before and after `topic` in its section, as a pair; each may be
        None."""
        siblings = self.filter(section=topic.section_id).listed()
        before = siblings.filter(sort_key__lt=topic.sort_key).order_by("-sort_key")
        after = siblings.filter(sort_key__gt=topic.sort_key).order_by("sort_key")
        return before.first(), after.first()

    def waiting_for_topics(self):
        """Topics that show a wiki-link as missing though its topic is there: they were
        rendered when it was not."""
        present = Q(slug__in=self.model.objects.order_by().values("slug"))
        present |= Q(slug__in=Alias.objects.order_by().values("slug"))
        waiting = Link.objects.filter(present, target=None).order_by()
        shown = self.filter(html__contains=f'class="{markup.MISSING_LINK}"')
        return shown.filter(pk__in=waiting.values("source"))


def _any(paths, lookup, value):
    """The condition that it is so at one of the paths."""
    conditions = (Q(**{f"{path}{lookup}": value}) for path in paths)
    return reduce(or_, conditions)


def _carried(tags):
    """Which of the tags a topic carries, for a subquery of topics."""
    return Tagging.objects.filter(tag__in=tags, content_object=OuterRef("pk"))


def _rarest(tags):
    """Of tags, the rarest first, so many as have about MOST_COMPARED topics; one at
    least."""
    carried = accumulate(tag.topic_count for tag in tags)
    few = sum(1 for number in carried if number <= MOST_COMPARED)
    return tags[: max(few, 1)]
