"""Files that machines and people look for at agreed addresses."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from portal.caching.surrogate_keys import depends_on
from topics.exports.sitemaps import SITEMAPS
from topics.metadata.portal import LANGUAGE, absolute
from topics.views.reader_page import reader_page

TEXT, XML = "text/plain; charset=utf-8", "application/xml"
# RFC 9116 wants less than a year. The page is made again each day.
SECURITY_CONTACT_VALID = timedelta(days=180)


@reader_page()
def robots(request):
    """https://www.rfc-editor.org/rfc/rfc9309"""
    context = {"sitemap": absolute(reverse("topics:sitemap_index"))}
    return render(request, "conventions/robots.txt", context, content_type=TEXT)


@reader_page()
def sitemap_index(request):
    """The files of the sitemap, with when each changed last. (Django's own view has
    the address that was asked, where a proxy may have another one.)"""
    depends_on("changes", "topics", "tags", "sources")
    files = [
        {"location": _address_of(kind, number), "last_mod": changed}
        for kind, sitemap in ((kind, make()) for kind, make in SITEMAPS.items())
        for changed in [sitemap.get_latest_lastmod()]
        for number in sitemap.paginator.page_range
    ]
    context = {"sitemaps": files}
    return render(request, "sitemap_index.xml", context, content_type=XML)


@reader_page("p")
def sitemap(request, kind):
    """One file of the sitemap, with the pages of one kind."""
    depends_on("changes", "topics", "tags", "sources")
    return django_sitemap(request, SITEMAPS, kind).render()


@reader_page()
def security(request):
    """https://www.rfc-editor.org/rfc/rfc9116; 404 if there is nobody to ask, as its
    addresses of pages must be https."""
    report = absolute(reverse("topics:report_problem"))
    contact = settings.SECURITY_CONTACT or (report if settings.HTTPS else "")
    if not contact:
        raise Http404
    fields = {
        "Contact": contact,
        "Expires": f"{timezone.localdate() + SECURITY_CONTACT_VALID}T00:00:00Z",
        "Preferred-Languages": LANGUAGE,
        "Canonical": absolute(request.path),
        "Policy": settings.SECURITY_POLICY,
    }
    lines = [f"{name}: {value}\n" for name, value in fields.items() if value]
    return HttpResponse("".join(lines), content_type=TEXT)


@reader_page()
def humans(request):
    """https://humanstxt.org/"""
    context = {"site": settings.SITE_URL}
    return render(request, "conventions/humans.txt", context, content_type=TEXT)


def _address_of(kind, number):
    address = absolute(reverse("topics:sitemap", args=[kind]))
    return address if number == 1 else f"{address}?p={number}"
