from http import HTTPStatus

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.caching.surrogate_keys import depends_on
from topics.lists.countries import countries_by_letter, most_cited, pages_of
from topics.metadata.page import country_metadata
from topics.models import Tag
from topics.models.country import country_address, country_of
from topics.pictures.timeline import rows_of
from topics.pictures.world_map import map_around
from topics.views.reader_page import reader_page


@reader_page()
def country_list(request):
    depends_on("topics", "tags")
    letters = countries_by_letter()
    return render(request, "countries/country_list.html", {"letters": letters})


@reader_page()
def country_detail(request, code):
    country = country_of(code)
    if country and request.path != country_address(country):
        return redirect(country_address(country), permanent=True)
    pages = pages_of(country) if country else None
    if not pages:
        context = {"country": country, "code": code, "canonical": ""}
        status = HTTPStatus.NOT_FOUND
        return render(request, "countries/no_country.html", context, status=status)
    depends_on("topics", "tags", "sources")
    summary = _("%(name)s: missions, events, texts and sources.") % {
        "name": country.name
    }
    context = {
        "country": country,
        "metadata": country_metadata(country, summary),
        "summary": summary,
        "groups": pages.groups,
        "is_cut": pages.key_page.is_cut,
        "tags": Tag.objects.filter(country=country.code),
        "sources": most_cited(pages.key_page.keys),
    }
    if pages.missions:
        context |= rows_of(pages.missions) | map_around(country, pages.missions)
    return render(request, "countries/country_detail.html", context)
