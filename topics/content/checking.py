"""What an editor should mend in the published content."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from topics.models import Citation, CrossReference, Link, Mission, Tag, Topic

REVIEW_INTERVAL = timedelta(days=730)
ERROR, WARNING = "error", "warning"
# A year or a number of three or more digits; such a claim needs a source.
_CLAIM = re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{3,}\b|\b\d+ per cent\b")
_CITED = re.compile(r"\[@[^\]]+\]|\[\^[^\]]+\]")
_NOT_A_CLAIM = re.compile(r"^(?:#|\||```|\s{4})|^\[\^")


@dataclass(frozen=True)
class Finding:
    """One thing to mend: how grave (`error` or `warning`), which rule, on which
    page (`section/slug`, or a tag), and a sentence."""

    level: str
    rule: str
    page: str
    sentence: str


def check_content():
    """All findings, errors first, then by page."""
    findings = [
        *_broken_links(),
        *_missing_sources(),
        *_orphans(),
        *_claims_without_citation(),
        *_tags(),
        *_stale_reviews(),
        *_profiles(),
    ]
    return sorted(findings, key=lambda f: (f.level, f.page, f.rule, f.sentence))


def _page(topic):
    return f"{topic.section.slug}/{topic.slug}"


def _published():
    return Topic.objects.published().select_related("section")


def _broken_links():
    readable = Topic.objects.published()
    for model, rule in [(Link, "broken-link"), (CrossReference, "broken-reference")]:
        rows = model.objects.filter(source__in=readable).exclude(target__in=readable)
        for row in rows.select_related("source__section"):
            yield Finding(
                ERROR,
                rule,
                _page(row.source),
                _("No published topic has the slug “%(slug)s”.") % {"slug": row.slug},
            )


def _missing_sources():
    rows = Citation.objects.filter(topic__in=Topic.objects.published(), source=None)
    for row in rows.select_related("topic__section"):
        yield Finding(
            ERROR,
            "missing-source",
            _page(row.topic),
            _("The bibliography has no source “%(key)s”.") % {"key": row.key},
        )


def _orphans():
    readable = Topic.objects.published()
    for topic in (
        _published()
        .exclude(pk__in=Link.objects.filter(source__in=readable).values("target"))
        .exclude(
            pk__in=CrossReference.objects.filter(source__in=readable).values("target")
        )
    ):
        yield Finding(
            ERROR, "orphan", _page(topic), _("No other topic leads to this page.")
        )


def _claims_without_citation():
    for topic in _published().filter(citations=None):
        yield Finding(ERROR, "no-source", _page(topic), _("The page cites no source."))
    for topic in _published():
        for line in uncited_claims(topic.body):
            yield Finding(
                WARNING,
                "uncited-claim",
                _page(topic),
                _("A dated or numbered claim has no citation: “%(words)s”")
                % {"words": line[:90]},
            )


def uncited_claims(body):
    """Paragraphs with a year or a number but without a citation or footnote."""
    return [
        line
        for line in body.splitlines()
        if line.strip()
        and not _NOT_A_CLAIM.search(line)
        and _CLAIM.search(line)
        and not _CITED.search(line)
    ]


def _tags():
    for tag in Tag.objects.filter(taggings=None, narrower=None):
        yield Finding(
            WARNING, "unused-tag", tag.slug, _("No published topic carries this tag.")
        )
    for topic in _published().filter(taggings=None):
        yield Finding(ERROR, "no-tag", _page(topic), _("The page carries no tag."))
    topics = _published().select_related("published_revision")
    for topic in topics.prefetch_related("taggings__tag"):
        carried = {tagging.tag.slug for tagging in topic.taggings.all()}
        for slug in set(topic.published_revision.content.get("tags", [])) - carried:
            yield Finding(
                ERROR,
                "unknown-tag",
                _page(topic),
                _("The vocabulary has no tag “%(slug)s”.") % {"slug": slug},
            )


def _stale_reviews():
    due = timezone.localdate() - REVIEW_INTERVAL
    for topic in _published().filter(reviewed=None):
        yield Finding(
            WARNING, "never-reviewed", _page(topic), _("Nobody has reviewed this page.")
        )
    for topic in _published().filter(reviewed__lt=due):
        yield Finding(
            WARNING,
            "stale-review",
            _page(topic),
            _("The last review was on %(day)s.") % {"day": topic.reviewed},
        )


def _profiles():
    missions = Mission.objects.filter(topic__in=Topic.objects.published())
    for mission in missions.select_related("topic__section", "predecessor"):
        if mission.predecessor_slug and not mission.predecessor:
            yield Finding(
                ERROR,
                "broken-predecessor",
                _page(mission.topic),
                _("No topic has the slug “%(slug)s”.")
                % {"slug": mission.predecessor_slug},
            )
