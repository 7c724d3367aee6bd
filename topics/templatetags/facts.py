"""Facts of profiles in pages."""

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.filter
def values(fact):
    """The values of a Fact, with their links."""
    parts = ((_html(part, part.words),) for part in fact.parts)
    return format_html_join(fact.separator, "{}", parts)


@register.filter
def sortable_values(fact):
    """The same with dates in ISO 8601, which stand in a column one below the other."""
    parts = ((_html(part, part.date or part.words),) for part in fact.parts)
    return format_html_join(fact.separator, "{}", parts)


def _html(part, words):
    if part.date:
        return format_html('<time datetime="{}">{}</time>', part.date, words)
    if part.is_external:
        link = '<a class="external" rel="noopener" href="{}">{}</a>'
        return format_html(link, part.address, words)
    if part.address:
        return format_html('<a href="{}">{}</a>', part.address, words)
    return words
