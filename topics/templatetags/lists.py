"""What lists repeat so often that a template's loop would take most of the time of
the page: of a facet's links, a hundred on a page, each took 50 microseconds, and so did
each topic.

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


TOPIC = """<li class="topic-list__item">
<a class="topic-list__title" href="{}"><bdi>{}</bdi></a>
{}<p class="topic-list__summary" dir="auto">{}</p>
</li>"""
FACT = '<span class="topic-list__fact">{}</span>\n'


@register.simple_tag
def topic_items(topics, *, show_section=False):
    """The list items of topics, as TopicQuerySet.listed() has them."""
    items = (_topic_item(topic, show_section=show_section) for topic in topics)
    return mark_safe("\n".join(items))  # noqa: S308 (escaped)


def _topic_item(topic, *, show_section):
    said = [topic.fact, topic.section.title if show_section else ""]
    facts = "".join(FACT.format(escape(words)) for words in said if words)
    address, title = escape(topic.get_absolute_url()), escape(topic.title)
    return TOPIC.format(address, title, facts, escape(topic.summary))


RESULT = """<li class="result-list__item">
<h3 class="result-list__title" dir="auto"><a href="{address}">{title}</a></h3>
<p class="result-list__facts">{facts}</p>
<p class="result-list__excerpt" dir="auto">{excerpt}</p>
{place}</li>"""
PLACE = '<p class="result-list__place"><a href="{}#{}">{}</a></p>\n'


@register.simple_tag
def result_items(rows):
    """The list items of topics that answer a search, each a Result of views.search."""
    return mark_safe("\n".join(map(_result_item, rows)))  # noqa: S308 (escaped)


def _result_item(row):
    address = escape(row.topic.get_absolute_url())
    facts = [row.topic.section.title, row.topic.fact]
    pieces = (
        f"<mark>{escape(words)}</mark>" if is_match else escape(words)
        for words, is_match in row.pieces
    )
    place = PLACE.format(address, *map(escape, row.place)) if row.place else ""
    return RESULT.format(
        address=address,
        title=escape(row.topic.title),
        facts=" · ".join(escape(words) for words in facts if words),
        excerpt="".join(pieces),
        place=place,
    )
