"""The one address of a page that can be asked for in many ways: for links and caches
the one that the page's own links use, for search engines that of the whole list."""

from operator import itemgetter
from urllib.parse import urlencode

from topics.metadata.portal import absolute

# What makes another page; all else narrows or sorts the same one.
OTHER_PAGES = {"view", "page"}


def asked_otherwise(request):
    """The address by which the links of the page that was made lead to it; None if it
    was asked for by that."""
    asked = _asked(request)
    pairs = _pairs(request)
    # Caches sort the names of parameters, but not the values of one.
    by_name = itemgetter(0)
    if sorted(asked, key=by_name) == sorted(pairs, key=by_name):
        return None
    return _with_query(request.path, pairs)


def canonical(request):
    """A context processor: `canonical`, unless the view says otherwise, is the absolute
    address under which search engines should know the page that is being made. Facets,
    filters and orders of a list lead to the whole list. Empty for what is no page for
    readers."""
    if not hasattr(request, "parameters"):
        return {"canonical": ""}
    pairs = [pair for pair in _pairs(request) if pair != ("page", "1")]
    if any(name not in OTHER_PAGES for name, _value in pairs):
        pairs = [pair for pair in pairs if pair[0] == "view"]
    return {"canonical": absolute(_with_query(request.path, pairs))}


def _asked(request):
    return [(n, v) for n in request.parameters for v in request.GET.getlist(n)]


def _pairs(request):
    """The `conditions` of its list, if it has some, and the number of the page that is
    shown."""
    pairs = [pair for pair in _asked(request) if pair[0] != "page"]
    if (conditions := getattr(request, "conditions", None)) is not None:
        pairs = list(conditions.pairs)
    if "page" in request.GET and (shown := getattr(request, "page_number", None)):
        pairs.append(("page", str(shown)))
    return pairs


def _with_query(path, pairs):
    return f"{path}?{urlencode(pairs)}" if pairs else path
