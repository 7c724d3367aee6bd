from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from portal.caching.surrogate_keys import depends_on
from portal.http.rate_limits import limited
from topics import citing
from topics.lists.listed import ListedTopics
from topics.lists.paginator import paginate
from topics.metadata.page import source_metadata
from topics.models import Source, Topic
from topics.search import search_sources
from topics.views.forms.sources import SourceFilterForm
from topics.views.reader_page import reader_page

SHOWN = 100
# A bibliography is read to its end: keys cost little.
MOST_SOURCES = 5_000


@limited("search", parameter="q")
@reader_page("q", "type", "year", "section", "letter", "page")
def source_list(request):
    depends_on("sources", "topics", "tags")
    form = SourceFilterForm.of(request, request.navigation.entries)
    context = {"form": form}
    if not form.is_valid():
        return render(request, "topics/source_list.html", context, status=400)
    every = Source.objects.all()
    narrowed = form.narrow(every)
    results = search_sources(form.of_letter(narrowed), form.words)
    sources = paginate(request, results.sources, every, SHOWN, MOST_SOURCES)
    context |= {"results": results, "sources": sources, "chosen": form.chosen}
    if sources:
        context["facets"] = form.choices(results.sources)
    else:
        context["relaxations"] = form.relaxations(results)
    if not form.words:
        context["letters"] = form.letters(narrowed.letters())
    return render(request, "topics/source_list.html", context)


@reader_page("page")
def source_detail(request, key):
    source = get_object_or_404(Source, key=key)
    published = Topic.objects.published()
    topics = published.filter(citations__source=source)
    summary = _("%(source)s: the pages of the portal that cite it.") % {
        "source": citing.plain(source.reference)
    }
    return render(
        request,
        "topics/source_detail.html",
        {
            "source": source,
            "metadata": source_metadata(source, summary),
            "summary": summary,
            "topics": paginate(request, topics, ListedTopics()),
        },
    )
