from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from topics.lists.facets import section_counts_up_to, stored_section_counts
from topics.lists.filters import narrowed
from topics.lists.keys import KeyPage
from topics.models import SectionGraph, Topic
from topics.pictures.section_graph import section_graph_picture
from topics.pictures.ties import ListedTies
from topics.views.forms.graph import GraphForm
from topics.views.reader_page import reader_page

# More rows than these no reader follows, and a slow line waits for them.
MOST_ROWS = 150


@reader_page("section", "tag", "not")
def graph(request):
    """All topics as a picture, or those that are chosen as a list with arcs."""
    depends_on("topics", "tags")
    form = GraphForm.of(request)
    if not form.is_valid():
        return render(request, "graph/graph.html", {"form": form}, status=400)
    published = Topic.objects.published()
    topics = narrowed(published, form.filters)
    key_page = KeyPage.first(topics, MOST_ROWS)
    context = {
        "form": form,
        "facets": form.section_choices(_section_counts(form, published))
        + form.tag_choices(key_page),
        "topic_count": len(key_page.keys),
        "is_too_much": bool(form.conditions) and key_page.is_cut,
        "most_listed": MOST_ROWS,
    }
    if form.conditions and not key_page.is_cut:
        context["ties"] = ListedTies.among(topics.listed())
    elif layout := SectionGraph.objects.first():
        context["picture"] = section_graph_picture(layout, published)
    return render(request, "graph/graph.html", context)


def _section_counts(form, published):
    """Of the topics that meet the conditions on tags."""
    if not form.tag_filters:
        return stored_section_counts()
    return section_counts_up_to(MOST_ROWS, narrowed(published, form.tag_filters))
