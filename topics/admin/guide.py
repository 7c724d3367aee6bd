"""The guide for editors, docs/editing.md, where they need it."""

from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _

from topics import markup
from topics.admin.editorial_pages import editorial_page, show
from topics.admin.permissions import may_view
from topics.models import Topic

GUIDE = settings.BASE_DIR / "docs/editing.md"


@editorial_page(may_view)
def guide(request):
    return show(request, "guide.html", Topic, title=_("Guide"), html=_guide())


@cache
def _guide():
    """The guide as HTML: it changes with the code only."""
    text = GUIDE.read_text(encoding="utf-8").partition("\n")[2]
    return markup.render(text, resolve=lambda _slug: None, cite=lambda _key: False).html
