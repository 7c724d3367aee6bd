"""The timeline and the map."""

from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from topics.lists.filters import narrowed
from topics.lists.keys import KeyPage
from topics.models import Topic
from topics.pictures.timeline import MOST_DRAWN, timeline_of
from topics.pictures.world_map import map_of
from topics.views.forms.filters import MissionFilterForm
from topics.views.forms.map import MapForm
from topics.views.reader_page import reader_page


@reader_page("tag", "not", "region", "lead", "country", "decade", "ongoing")
def timeline(request):
    depends_on("topics", "tags")
    form = MissionFilterForm.of(request)
    if not form.is_valid():
        return render(request, "pictures/timeline.html", {"form": form}, status=400)
    published = Topic.objects.published()
    topics = narrowed(published.of_missions(), form.filters)
    missions = topics.with_facts().order_by("mission__start", "mission__acronym")
    missions = list(missions[: MOST_DRAWN + 1])
    keys = [topic.pk for topic in missions[:MOST_DRAWN]]
    key_page = KeyPage(keys, len(missions) > MOST_DRAWN)
    events = list(narrowed(published, form.tag_filters).of_events()[: MOST_DRAWN + 1])
    context = timeline_of(missions[:MOST_DRAWN], events[:MOST_DRAWN]) | {
        "form": form,
        "facets": form.fact_choices(key_page) + form.tag_choices(key_page),
        "most_drawn": MOST_DRAWN,
        "is_cut": key_page.is_cut or len(events) > MOST_DRAWN,
    }
    return render(request, "pictures/timeline.html", context)


@reader_page("year", "region")
def world_map(request):
    depends_on("topics")
    form = MapForm(request.GET)
    if not form.is_valid():
        return render(request, "pictures/map.html", {"form": form}, status=400)
    request.conditions = form.conditions
    missions = Topic.objects.published().of_missions().with_facts()
    missions = missions.prefetch_related("mission__countries")
    context = map_of(missions, **form.cleaned_data)
    context |= {
        "form": form,
        "regions": [
            (value, label, context["counts"][value], address)
            for value, label, address in form.regions
        ],
    }
    return render(request, "pictures/map.html", context)
