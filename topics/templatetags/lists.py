"""What lists repeat so often that a template's loop would take most of the time of
the page: of a facet's links, a hundred on a page, each took 50 microseconds.

Every value that is put into HTML here is escaped here.
"""

from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation_html(context, part):
    """A part of the page that is the same on all pages of a section (see
    views.navigation): the `head` of the document, or the `header`."""
    navigation = context.get("navigation")
    if navigation is None:
        # An error page is rendered without a request, and asks the database nothing.
        context = {"entries": [], "has_search": True}
        return render_to_string(f"includes/_{part}.html", context)
    if callable(navigation):
        navigation = navigation()
    return navigation.html(
        part,
        context.get("current_section", ""),
        has_search=not context.get("has_own_search"),
    )


LINK = '<a href="{}">{}</a>'
COUNT = ' <span class="facet__count">{}</span>'
EXCLUDE = ' <a class="facet__exclude" href="{}" aria-label="{}">{}</a>'


@register.simple_tag
def facet_items(choices):
    """The list items of Choices of one kind: each with its link, how many topics there
    would be, and the link that excludes them."""
    exclude, name = escape(_("exclude")), _("Exclude %(label)s")
    items = (_facet_item(choice, exclude, name) for choice in choices)
    return mark_safe("\n".join(items))  # noqa: S308 (escaped)


def _facet_item(choice, exclude, name):
    label = escape(choice.label)
    parts = [LINK.format(escape(choice.adding), label)]
    if choice.count is not None:
        parts.append(COUNT.format(choice.count))
    if choice.excluding:
        spoken = escape(name % {"label": choice.label})
        parts.append(EXCLUDE.format(escape(choice.excluding), spoken, exclude))
    return f'<li class="facet__item">{"".join(parts)}</li>'
