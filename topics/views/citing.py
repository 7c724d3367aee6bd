"""Citing a page: in styles of citing, and as files for reference managers."""

from django.shortcuts import render
from django.utils import timezone

from portal.http.rate_limits import limited
from topics.citing.citation import citations
from topics.exports.references import references_file
from topics.views.reader_page import reader_page


@limited("search")
@reader_page()
def cite(request, find, **where):
    """How to cite the page that `find` returns, as it is now and, if it has versions,
    the one that is seen. Pages are made again each day: see CachedResponse."""
    page, version = find(**where)
    today = timezone.localdate()
    items = [
        (item, citations(item.csl(accessed=today))) for item in (version, page) if item
    ]
    context = {"page": page, "items": items, "accessed": today}
    return render(request, "citing/cite.html", context)


@reader_page()
def cite_file(request, find, ending, **where):
    """The same of the page alone as a file for reference managers."""
    page, _version = find(**where)
    entry = page.csl(accessed=timezone.localdate())
    return references_file(page.name, ending, [entry])
