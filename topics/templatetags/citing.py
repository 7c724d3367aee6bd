"""Citing in templates."""

from django import template

from topics.citing.exporting import coins
from topics.exports.cited_pages import cite_address
from topics.metadata.page_item import topic_item

register = template.Library()


@register.simple_tag(takes_context=True, name="cite_address")
def address_to_cite(context):
    """Where the page that is shown is cited; "" of one that cannot be, or is none."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or context.get("canonical") == "":
        return ""
    return cite_address(match)


@register.simple_tag
def coins_of_page(topic):
    """What a reference manager reads of a topic's page, as of those that it cites."""
    return coins(topic_item(topic).csl())
