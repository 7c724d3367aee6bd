"""What a revision's content may hold, checked in one place for files and forms.

Content is what a topic's file says: `title`, `summary`, `tags` (slugs), `related`
(`to`, `kind`, `note`), `search_terms` (what readers type who look for the page),
`sources` (keys of further reading), `reviewed` (ISO date), `reviewer` (an expert from
outside), `position`, the profile under its own name, and `body` (Markdown). Every
scalar is text.
"""

import calendar
import datetime
import json
import re
import unicodedata
from functools import partial

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from topics import markup
from topics.models.link import CrossReference
from topics.models.markdown import validate_markdown, validation_error
from topics.models.named import tags_named_in
from topics.models.profiles import PROFILES
from topics.models.source import Source
from topics.models.tag import Tag, TagAddress

KEYS = (
    "title",
    "summary",
    "tags",
    "search_terms",
    "related",
    "sources",
    "reviewed",
    "reviewer",
    "position",
    *PROFILES,
)
TITLE_LENGTH, SUMMARY_LENGTH = 120, 300
REVIEWER_LENGTH = 160
DEFAULT_POSITION = 100
# What people type in a box, not what they write in letters.
MOST_SEARCH_TERMS, SEARCH_TERM_LENGTH = 40, 80
# All but the text, as JSON; more than twice the most there is.
MAX_FACTS = 60_000
# A clock that is wrong must not stop a portal from loading what was reviewed lately.
YEARS_AHEAD = 5
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def clean_content(content, topic, tags=None, check_text=validate_markdown):
    """Raise ValidationError, with all that is wrong by key, or return None.

    `tags` are the slugs of the vocabulary, if they are at hand; `check_text` raises
    ValidationError for Markdown that is refused.
    """
    _check_size(content)
    checks = {
        **CHECKS,
        "tags": partial(_check_tags, tags),
        "body": partial(_check_body, check_text),
    }
    errors = {
        key: [_("There is no such key.")]
        for key in content
        if key not in (*KEYS, "body")
    }
    for key, check in checks.items():
        try:
            _check_characters(content.get(key))
            check(content, topic)
        except ValidationError as error:
            is_plain = hasattr(error, "error_list")
            errors[key] = error.error_list if is_plain else _sentences(error)
    if errors:
        raise ValidationError(errors)


def _check_size(content):
    sizes = {
        key: len(json.dumps(value, ensure_ascii=False))
        for key, value in content.items()
        if key != "body"
    }
    if sum(sizes.values()) > MAX_FACTS:
        reason = _("All but the text has %(has)d characters; at most %(limit)d fit.")
        values = {"has": sum(sizes.values()), "limit": MAX_FACTS}
        raise ValidationError({max(sizes, key=sizes.get): [reason % values]})


def errors_of(key, content, topic):
    """What is wrong with one key of a content, tags and text excepted: sentences."""
    try:
        CHECKS[key](content, topic)
    except ValidationError as error:
        return _sentences(error)
    return []


def _sentences(error):
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if key == "__all__" else f"{key}: {message}"
        for key, messages in error.message_dict.items()
        for message in messages
    ]


def with_present_tags(content, present=None):
    """`content` with the present slugs of tags that were renamed or merged; `present`
    maps old ones to them, if they are at hand."""
    if not isinstance(content.get("tags", []), list):
        return content
    try:
        slugs = tags_named_in(content)
    except (AttributeError, TypeError):
        # It is refused where it is checked.
        return content
    if present is None:
        present = TagAddress.objects.present_slugs(slugs)
    if present.keys().isdisjoint(slugs):
        return content
    changed = dict(content)
    if "tags" in content:
        tags = dict.fromkeys(present.get(slug, slug) for slug in content["tags"])
        changed["tags"] = list(tags)
    for name in PROFILES.keys() & content.keys():
        changed[name] = PROFILES[name].with_tags(content[name], present)
    return changed


def _check_characters(value, name=""):
    """Raise ValidationError for a text within a value that has characters which no text
    may have; `name` is that of the field in which it lies."""
    if isinstance(value, dict):
        for key, item in value.items():
            _check_characters(item, name or key)
    elif isinstance(value, list):
        for item in value:
            _check_characters(item, name)
    elif isinstance(value, str):
        try:
            markup.check_characters(value)
        except markup.SourceRefused as refused:
            error = validation_error(refused)
            if "\n" not in value:
                error = ValidationError(error.params["reason"])
            raise ValidationError({name: error} if name else error) from refused


def _check_text(content, key, length):
    value = content.get(key, "")
    if not isinstance(value, str) or _is_blank(value):
        raise ValidationError(_("This is needed."))
    if len(value) > length:
        raise ValidationError(
            _("It has %(has)d characters; at most %(limit)d are shown well.")
            % {"has": len(value), "limit": length}
        )
    if "\n" in value or "\r" in value:
        raise ValidationError(_("Write it on one line."))


def _is_blank(text):
    """Whether there is nothing to see: no letter, number, punctuation or symbol."""
    return not any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def _check_title(content, topic):
    _check_text(content, "title", TITLE_LENGTH)


def _check_summary(content, topic):
    _check_text(content, "summary", SUMMARY_LENGTH)


def _check_tags(known, content, topic):
    slugs = content.get("tags", [])
    if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs):
        raise ValidationError(_("Write a list of tag slugs."))
    if len(set(slugs)) < len(slugs):
        raise ValidationError(_("A tag is named twice."))
    if known is None:
        known = Tag.objects.filter(slug__in=slugs).values_list("slug", flat=True)
    if unknown := [slug for slug in slugs if slug not in known]:
        raise ValidationError(
            _("The vocabulary has no tag “%(slug)s”.") % {"slug": unknown[0]}
        )


def _check_search_terms(content, topic):
    terms = content.get("search_terms", [])
    if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
        raise ValidationError(_("Write a list of search terms."))
    if len(terms) > MOST_SEARCH_TERMS:
        raise ValidationError(
            _("There are %(has)d search terms; at most %(limit)d are kept.")
            % {"has": len(terms), "limit": MOST_SEARCH_TERMS}
        )
    for term in terms:
        _check_text({"term": term}, "term", SEARCH_TERM_LENGTH)


def _check_related(content, topic):
    related = content.get("related", [])
    if not isinstance(related, list):
        raise ValidationError(_("Write a list of cross-references."))
    seen = set()
    for item in related:
        if not isinstance(item, dict) or set(item) != {"to", "kind", "note"}:
            raise ValidationError(
                _("A cross-reference has `to`, `kind` and `note`, nothing else.")
            )
        reference = CrossReference(
            slug=item["to"], kind=item["kind"], note=item["note"], position=0
        )
        try:
            reference.clean_fields(exclude=["source", "target"])
        except ValidationError as error:
            raise ValidationError(_sentences(error)) from error
        if item["to"] == topic.slug:
            raise ValidationError(_("A topic cannot refer to itself."))
        if (item["to"], item["kind"]) in seen:
            raise ValidationError(
                _("“%(slug)s” is referred to twice in the same way.")
                % {"slug": item["to"]}
            )
        seen.add((item["to"], item["kind"]))


def _check_sources(content, topic):
    keys = content.get("sources", [])
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise ValidationError(_("Write a list of keys of the bibliography."))
    known = Source.objects.in_bulk(keys, field_name="key")
    if unknown := [key for key in keys if key not in known]:
        raise ValidationError(
            _("The bibliography has no source “%(key)s”.") % {"key": unknown[0]}
        )


def _check_reviewed(content, topic):
    try:
        reviewed = reviewed_date(content)
    except ValueError:
        raise ValidationError(_("Write a date such as 2026-11-20.")) from None
    if reviewed and reviewed.year < 2000:
        raise ValidationError(_("The review lies before the year 2000."))
    if reviewed and reviewed.year > timezone.localdate().year + YEARS_AHEAD:
        raise ValidationError(_("The review lies years ahead; correct the date."))


def _check_reviewer(content, topic):
    if content.get("reviewer"):
        _check_text(content, "reviewer", REVIEWER_LENGTH)
        if not content.get("reviewed"):
            raise ValidationError(_("Say when the page was reviewed."))


def reviewed_date(content):
    """The day of the last review, or None. Raises ValueError."""
    written = content.get("reviewed") or ""
    if not written:
        return None
    # Python reads weeks and other digits too.
    if not _DAY.fullmatch(str(written)):
        raise ValueError(written)
    return datetime.date.fromisoformat(str(written))


def months_after(day, months):
    """The day so many months after a date, the last of a shorter month; None for
    None."""
    if day is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def merged_content(content, other, *, without):
    """`content` with the tags, sources and cross-references of `other` added, less
    references to the slugs `without`."""
    merged = dict(content)
    for key in ("tags", "search_terms", "sources"):
        values = list(dict.fromkeys([*content.get(key, []), *other.get(key, [])]))
        if values:
            merged[key] = values
    related = {
        (item["to"], item["kind"]): item
        for item in [*other.get("related", []), *content.get("related", [])]
        if item["to"] not in without
    }
    if related:
        merged["related"] = list(related.values())
    return merged


def _check_position(content, topic):
    position = str(content.get("position", DEFAULT_POSITION))
    if not (position.isascii() and position.isdecimal()) or int(position) > 9999:
        raise ValidationError(_("Write a whole number from 0 to 9999."))


def _check_body(check_text, content, topic):
    body = content.get("body", "")
    if not isinstance(body, str) or _is_blank(body):
        raise ValidationError(_("The text is empty."))
    check_text(body)


def _check_profile(name, content, topic):
    if name not in content:
        return
    if name not in topic.section.profiles:
        raise ValidationError(
            _("Topics of the section “%(section)s” have no %(profile)s profile.")
            % {"section": topic.section.slug, "profile": name}
        )
    if not isinstance(content[name], dict):
        raise ValidationError(_("Write the profile as keys and values."))
    if next(filter(content.__contains__, PROFILES)) != name:
        raise ValidationError(_("A page has the facts of one kind; leave these out."))
    PROFILES[name].from_content(topic, content[name])


CHECKS = {
    "title": _check_title,
    "summary": _check_summary,
    "search_terms": _check_search_terms,
    "related": _check_related,
    "sources": _check_sources,
    "reviewed": _check_reviewed,
    "reviewer": _check_reviewer,
    "position": _check_position,
    **{name: partial(_check_profile, name) for name in PROFILES},
}
