"""Facts of profiles in pages."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()

LINK = '<a href="{}">{}</a>'
EXTERNAL_LINK = '<a class="external" rel="noopener" href="{}">{}</a>'


# Where a figure was read: in the references below it, or on the page of the source.
REFERENCE = '{} <a class="figure-source" role="doc-noteref" href="#ref-{}">[{}]</a>'
SOURCE = '{} <a class="figure-source" href="{}">{}</a>'


@register.filter
def values(fact, citations=()):
    """The values of a Fact, with their links and sources, or its words for none. A
    source among the citations of the page has its number there."""
    words = (part.date.words if part.date else part.words for part in fact.parts)
    return _joined(fact, words, citations)


@register.filter
def with_source(part, citations=()):
    """A Part with the mark of its source."""
    return _sourced(part, part.date.words if part.date else part.words, citations)


@register.filter
def sortable_values(fact):
    """The same with dates in ISO 8601, for a column in which they are one below the
    other."""
    return _joined(fact, (part.words for part in fact.parts))


def _joined(fact, words, citations=()):
    if not fact.parts:
        return capfirst(fact.absent)
    said = zip(fact.parts, words, strict=True)
    parts = ((_sourced(part, text, citations),) for part, text in said)
    return format_html_join(fact.separator, "{}", parts)


def _sourced(part, words, citations):
    html, source = _html(part, words), part.source
    if source is None:
        return html
    for citation in citations:
        if citation.source_id == source.pk and citation.number:
            return format_html(REFERENCE, html, source.key, citation.number)
    return format_html(SOURCE, html, source.get_absolute_url(), _("source"))


def _html(part, words):
    if part.date:
        return format_html('<time datetime="{}">{}</time>', part.date, words)
    if part.address:
        link = EXTERNAL_LINK if part.is_external else LINK
        return format_html(link, part.address, words)
    return words
