"""What an editor should look at in a text, though it can be stored."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from topics import markup
from topics.models.content import SUMMARY_LENGTH
from topics.publishing.links import LinkResolver

LONG_SUMMARY = SUMMARY_LENGTH - 40
_HEADING = re.compile(r"^(#{1,6})\s", re.MULTILINE)
# An uploaded image brings its words with it.
_IMAGE_WITHOUT_WORDS = re.compile(r"!\[\s*\]\((?!\s*<?image:)")


def content_warnings(content):
    """{field: [sentences]} about a revision's content."""
    body, summary = content.get("body", ""), content.get("summary", "")
    found = {
        "body": [*_targets(body), *_headings(body), *_images(body)],
        "summary": _summary(summary),
    }
    return {field: sentences for field, sentences in found.items() if sentences}


def warned(help_text, sentences):
    """A field's help with what should be looked at before it."""
    lines = ((sentence,) for sentence in sentences)
    warnings = format_html_join("", '<strong class="warning">{}</strong> ', lines)
    return format_html("{}{}", warnings, help_text)


def _targets(body):
    resolver = LinkResolver.for_texts([body])
    for slug in sorted(markup.linked_slugs(body)):
        if resolver.resolve(slug) is None:
            yield _("No published page has the slug “%(slug)s”.") % {"slug": slug}
    for key in sorted(markup.cited_keys(body)):
        if not resolver.cite(key):
            yield _("The bibliography has no source “%(key)s”.") % {"key": key}
    for slug in sorted(markup.depicted_slugs(body)):
        if resolver.depict(slug) is None:
            yield _("There is no image “%(slug)s”.") % {"slug": slug}


def _headings(body):
    before = 1
    for match in _HEADING.finditer(body):
        level = len(match[1])
        if level > before + 1:
            yield _("A heading of level %(level)d follows one of level %(before)d.") % {
                "level": level,
                "before": before,
            }
        before = level


def _images(body):
    if _IMAGE_WITHOUT_WORDS.search(body):
        yield _("An image has no alternative text.")


def _summary(summary):
    if len(summary) <= LONG_SUMMARY:
        return []
    return [
        _("The summary has %(count)d characters; lists cut it where space is short.")
        % {"count": len(summary)}
    ]
