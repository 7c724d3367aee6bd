"""The missions as a table, on a page and in files."""

from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, render

from portal.caching.surrogate_keys import depends_on
from topics.exports.csv_files import csv_response
from topics.lists.filters import narrowed
from topics.lists.paginator import paginate
from topics.models import Section, Topic
from topics.views.forms.mission_table import MissionTableForm
from topics.views.reader_page import reader_page

PAGE_SIZE = 200


def mission_table(request, section):
    form = MissionTableForm(request.GET)
    context = {"section": section, "current_section": section.slug, "form": form}
    if not form.is_valid():
        return render(request, "tables/missions.html", context, status=400)
    published = Topic.objects.published().filter(section=section)
    missions = narrowed(published, form.filters).sorted_by_column(form.order)
    rows = Topic.objects.published().for_table()
    topics = paginate(request, missions, rows, PAGE_SIZE)
    key_page = topics.paginator.key_page
    facets = form.fact_choices(key_page) + form.tag_choices(key_page)
    context |= {"topics": topics, "facets": facets}
    return render(request, "tables/missions.html", context)


@reader_page("tag", "not", "sort", "region", "lead", "country", "decade", "ongoing")
def mission_csv(request, slug):
    depends_on("topics")
    form, topics = _chosen(request, slug)
    if topics is None:
        refusal = form.errors.as_text()
        return HttpResponseBadRequest(refusal, content_type="text/plain; charset=utf-8")
    rows = [
        {name: _cell(value) for name, value in _facts(topic, request).items()}
        for topic in topics
    ]
    return csv_response(f"{slug}.csv", FACTS, rows)


@reader_page("tag", "not", "sort", "region", "lead", "country", "decade", "ongoing")
def mission_json(request, slug):
    depends_on("topics")
    form, topics = _chosen(request, slug)
    if topics is None:
        return JsonResponse({"errors": form.errors}, status=400)
    return JsonResponse({"missions": [_facts(topic, request) for topic in topics]})


def _chosen(request, slug):
    """The form of the filters, and the missions that meet them, or None if the form
    is not valid. Raises Http404 if the section has no missions."""
    section = get_object_or_404(Section, slug=slug, profile=Section.Profile.MISSION)
    form = MissionTableForm(request.GET)
    if not form.is_valid():
        return form, None
    published = Topic.objects.published().filter(section=section)
    topics = narrowed(published, form.filters).sorted_by_column(form.order)
    return form, topics.for_table().prefetch_related("mission__resolutions")


FACTS = (
    "slug",
    "title",
    "acronym",
    "lead",
    "region",
    "area",
    "countries",
    "start",
    "end",
    "resolutions",
    "peak_strength",
    "fatalities",
    "address",
)


def _facts(topic, request):
    """What a file says of a mission; countries by ISO 3166-1 alpha-3 codes, dates as
    in ISO 8601, as far as they are known, and None for what is not known."""
    mission = topic.mission
    values = (
        topic.slug,
        topic.title,
        mission.acronym,
        mission.lead,
        mission.region,
        mission.area,
        [row.country.alpha3 for row in mission.countries.all()],
        str(mission.start),
        str(mission.end) if mission.end else None,
        [row.symbol for row in mission.resolutions.all()],
        mission.peak_strength,
        mission.fatalities,
        request.build_absolute_uri(topic.get_absolute_url()),
    )
    return dict(zip(FACTS, values, strict=True))


def _cell(value):
    return "; ".join(value) if isinstance(value, list) else value
