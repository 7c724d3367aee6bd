from django.conf import settings
from django.shortcuts import render

from topics.models import EmptySearch
from topics.views.reader_page import reader_page


@reader_page()
def privacy(request):
    days = {
        "session_days": settings.SESSION_COOKIE_AGE // (24 * 3600),
        "search_days": EmptySearch.KEPT.days,
    }
    return render(request, "topics/privacy.html", days)
