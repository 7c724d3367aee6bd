from django.utils.functional import SimpleLazyObject

from topics.models import Section


def sections(request):
    """The sections, for the main navigation of every page."""
    return {
        "main_sections": SimpleLazyObject(
            lambda: list(Section.objects.only("slug", "title", "position"))
        )
    }
