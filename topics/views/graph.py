from django.shortcuts import render

from portal.freshness import shows
from topics.forms import GraphForm
from topics.models import Constellation, Topic
from topics.models.ties import ListedTies
from topics.views.reading import reader_page

# More rows than these no reader follows, and a slow line waits for them.
MOST_LISTED = 150


@reader_page("section", "tag", "not")
def graph(request):
    """All topics as a constellation, or those that are chosen as a list with arcs."""
    shows("topics", "tags")
    form = GraphForm(request.GET)
    if not form.is_valid():
        return render(request, "graph/graph.html", {"form": form}, status=400)
    published = Topic.objects.published()
    topics = form.filtered(published)
    count = topics.count()
    context = {
        "form": form,
        "facets": form.section_choices(published) + form.tag_choices(topics),
        "topic_count": count,
        "is_too_much": bool(form.conditions) and count > MOST_LISTED,
        "most_listed": MOST_LISTED,
    }
    if form.conditions and count <= MOST_LISTED:
        context["ties"] = ListedTies.among(topics.listed())
    elif drawn := Constellation.objects.first():
        context["sky"] = drawn.showing(published)
    return render(request, "graph/graph.html", context)
