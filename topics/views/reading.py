"""What every page for readers has in common."""

from functools import wraps

from django.core.paginator import Paginator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from topics.models import Section, Topic

PAGE_SIZE = 50


def reader_page(view):
    """A page that is the same for everybody: GET and HEAD only; kept by browsers and
    proxies, which ask whether it still holds (the middleware answers by ETag). What
    was scheduled up to now is published first."""

    @require_safe
    @cache_control(public=True, max_age=0, must_revalidate=True)
    @wraps(view)
    def page(request, *args, **kwargs):
        request.main_sections = list(Section.objects.for_navigation())
        if any(section.has_due for section in request.main_sections):
            Topic.objects.publish_due()
        return view(request, *args, **kwargs)

    return page


def paginate(request, queryset, size=PAGE_SIZE):
    """The page of a list that `?page=` names; the nearest one if it names none."""
    return Paginator(queryset, size).get_page(request.GET.get("page"))
