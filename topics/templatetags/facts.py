"""Facts of profiles in pages."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

register = template.Library()

LINK = '<a href="{}">{}</a>'
EXTERNAL_LINK = '<a class="external" rel="noopener" href="{}">{}</a>'


@register.filter
def values(fact):
    """The values of a Fact, with their links, or its words for none."""
    words = (part.date.words if part.date else part.words for part in fact.parts)
    return _joined(fact, words)


@register.filter
def sortable_values(fact):
    """The same with dates in ISO 8601, for a column in which they are one below the
    other."""
    return _joined(fact, (part.words for part in fact.parts))


def _joined(fact, words):
    if not fact.parts:
        return capfirst(fact.absent)
    parts = ((_html(part, said),) for part, said in zip(fact.parts, words, strict=True))
    return format_html_join(fact.separator, "{}", parts)


def _html(part, words):
    if part.date:
        return format_html('<time datetime="{}">{}</time>', part.date, words)
    if part.address:
        link = EXTERNAL_LINK if part.is_external else LINK
        return format_html(link, part.address, words)
    return words
