from django.conf import settings
from django.shortcuts import render

from topics.models import Alert, EmptySearch, ProblemReport
from topics.views.reader_page import reader_page


@reader_page()
def privacy(request):
    times = {
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "session_days": settings.LONGEST_SESSION // (24 * 3600),
        "search_days": EmptySearch.KEPT.days,
        "report_days": ProblemReport.KEPT.days,
        "alert_days": Alert.CONFIRMED_WITHIN.days,
        "sends_mail": settings.SENDS_MAIL,
    }
    return render(request, "topics/privacy.html", times)
