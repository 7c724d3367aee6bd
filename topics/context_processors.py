from django.utils.functional import SimpleLazyObject

from topics.models import Section


def sections(request):
    """The sections, for the main navigation of every page. Pages for readers have
    asked for them already (see `reader_page`)."""
    known = getattr(request, "main_sections", None)
    return {
        "main_sections": known
        if known is not None
        else SimpleLazyObject(lambda: Section.objects.navigation()[0])
    }
