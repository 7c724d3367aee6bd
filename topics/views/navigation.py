"""What every page shows around its own content: the head of the document, and the
header with the sections."""

from contextlib import suppress
from datetime import timedelta

from django.db import InternalError, OperationalError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from portal.caching import surrogate_keys
from portal.databases.time_limit import without_waiting
from topics.models import Section
from topics.models.section import SECTIONS
from topics.publishing import publish_due

# How long what could not be published then waits, while readers get what there is.
RETRY = timedelta(seconds=10)


class Navigation:
    """The sections (as models.section.Entry), and the HTML that is made of them: once
    for each of them as the current one."""

    def __init__(self, entries):
        self.entries = entries
        self._html = {}

    def html(self, part, current_section="", *, has_search=True):
        """The HTML of `includes/_head.html` or `includes/_header.html`, the latter
        with a search box if `has_search`."""
        key = part, current_section, has_search, get_language()
        if key not in self._html:
            context = {
                "entries": self.entries,
                "current_section": current_section,
                "has_search": has_search,
            }
            self._html[key] = render_to_string(f"includes/_{part}.html", context)
        return self._html[key]


def navigation(request):
    """A context processor. Pages for readers have their navigation already."""
    return {"navigation": getattr(request, "navigation", current_navigation)}


def current_navigation():
    """The Navigation of now, after what was due is published: a process keeps it as
    long as no section changes."""
    counters = surrogate_keys.counters
    if surrogate_keys.number_for_reading() is not None and not counters.is_due:
        return surrogate_keys.cached("navigation", SECTIONS, _navigation)
    surrogate_keys.depends_on(SECTIONS)
    number, (sections, next_due) = counters.newest, Section.objects.navigation()
    if next_due and next_due <= timezone.now():
        is_done = False
        # Not while somebody else saves: a later request tries again.
        with suppress(OperationalError, InternalError), without_waiting():
            is_done = publish_due()
        number = counters.newest
        sections, next_due = Section.objects.navigation()
        if not is_done:
            next_due = timezone.now() + RETRY
    counters.expect(next_due, number)
    return Navigation(sections)


def _navigation():
    return Navigation(Section.objects.navigation()[0])
