from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from topics.lists.keys import Shortlist
from topics.models import SectionGraph, Topic
from topics.pictures.section_graph import section_graph_picture
from topics.pictures.ties import ListedTies
from topics.views.forms.graph import GraphForm
from topics.views.reader_page import reader_page

# More rows than these no reader follows, and a slow line waits for them.
MOST_LISTED = 150


@reader_page("section", "tag", "not")
def graph(request):
    """All topics as a picture, or those that are chosen as a list with arcs."""
    depends_on("topics", "tags")
    form = GraphForm(request.GET)
    if not form.is_valid():
        return render(request, "graph/graph.html", {"form": form}, status=400)
    published = Topic.objects.published()
    topics = form.filtered(published)
    shortlist = Shortlist.of(topics, MOST_LISTED)
    context = {
        "form": form,
        "facets": form.section_choices(published, MOST_LISTED)
        + form.tag_choices(shortlist),
        "topic_count": len(shortlist.keys),
        "is_too_much": bool(form.conditions) and shortlist.is_cut,
        "most_listed": MOST_LISTED,
    }
    if form.conditions and not shortlist.is_cut:
        context["ties"] = ListedTies.among(topics.listed())
    elif layout := SectionGraph.objects.first():
        context["sky"] = section_graph_picture(layout, published)
    return render(request, "graph/graph.html", context)
