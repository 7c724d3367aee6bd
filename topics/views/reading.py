"""What every page for readers has in common."""

from functools import wraps
from http import HTTPStatus

from django.core.paginator import Paginator
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal import freshness
from topics.models import Section, Topic
from topics.models.keys import Shortlist
from topics.models.section import SECTIONS

PAGE_SIZE = 50
MOST_LISTED = 1_000


# Browsers ask each time. Proxies that cannot be told of changes may keep a page for a
# second, give out the old one while they ask for the new one, and for a day if they do
# not get any.
CACHE_CONTROL = {
    "public": True,
    "max_age": 0,
    "s_maxage": 1,
    "stale_while_revalidate": 10,
    "stale_if_error": 24 * 3600,
}


def reader_page(*parameters):
    """A page that is the same for everybody, by its address and these parameters of
    the query: GET and HEAD only. Its response names what it shows, so that caches know
    when it is made anew (see portal.freshness). What was scheduled up to now is
    published first."""

    def decorate(view):
        @require_safe
        @cache_control(**CACHE_CONTROL)
        @wraps(view)
        def page(request, *args, **kwargs):
            with freshness.collecting() as keys:
                request.main_sections = _navigation()
                response = view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.OK:
                names = freshness.header_of(keys)
                response["Surrogate-Key"] = names
                response["Cache-Tag"] = names.replace(" ", ",")
                response["No-Vary-Search"] = _dependence(parameters)
            return response

        return page

    return decorate


def _navigation():
    """The sections, after what was due is published."""
    number = freshness.table.newest
    sections = list(Section.objects.for_navigation())
    freshness.shows(SECTIONS)
    next_due = sections[0].next_due if sections else None
    if next_due and next_due <= timezone.now():
        Topic.objects.publish_due()
        number = freshness.table.newest
        sections = list(Section.objects.for_navigation())
        next_due = sections[0].next_due
    freshness.table.expect(next_due, number)
    return sections


def _dependence(parameters):
    # https://wicg.github.io/nav-speculation/no-vary-search.html
    names = " ".join(f'"{name}"' for name in parameters)
    return f"params, except=({names})" if names else "params"


class ShortPaginator(Paginator):
    """Pages through the first MOST_LISTED only, so that no page costs much more than
    the second: whoever looks for more is helped by tags and words.

    `shortlist` has the primary keys of those. Only they are found, sorted and counted
    by `queryset`; the rows of one page are taken from `rows`.
    """

    def __init__(self, queryset, size, rows):
        super().__init__(queryset, size)
        self.shortlist, self.rows = Shortlist.of(queryset, MOST_LISTED), rows

    @property
    def is_cut(self):
        return self.shortlist.is_cut

    @property
    def count(self):
        return len(self.shortlist.keys)

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = self.shortlist.keys[start : start + self.per_page]
        rows = self.rows.in_bulk(keys)
        return self._get_page([rows[key] for key in keys if key in rows], number, self)


def paginate(request, queryset, rows, size=PAGE_SIZE):
    """The page of a list that `?page=` names, the nearest one if it names none: what
    `queryset` finds, in its order, as `rows` (another one of the same model) has it."""
    return ShortPaginator(queryset, size, rows).get_page(request.GET.get("page"))
