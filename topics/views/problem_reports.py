from http import HTTPStatus

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.http.rate_limits import limited
from topics.models import ProblemReport
from topics.views.forms.problem_report import ProblemReportForm
from topics.views.navigation import current_navigation
from topics.views.reader_page import reader_page

TEMPLATE = "reports/problem_report.html"


# Nobody is signed in here, so nobody's rights can be abused, and readers get no cookie.
@csrf_exempt
@limited("report", methods=["POST"])
def report_problem(request):
    """What a reader says is wrong or missing, about `?page=` in its `version`."""
    return _send(request) if request.method == "POST" else _ask(request)


@reader_page("page", "version", "words")
def _ask(request):
    given = {name: request.GET.get(name, "") for name in ("page", "version", "words")}
    if not (given["version"].isascii() and given["version"].isdecimal()):
        given["version"] = ""
    return render(request, TEMPLATE, {"form": ProblemReportForm(initial=given)})


@never_cache
def _send(request):
    request.navigation = current_navigation()
    form = ProblemReportForm(request.POST)
    if not form.is_valid():
        return render(request, TEMPLATE, {"form": form}, status=HTTPStatus.BAD_REQUEST)
    if not form.is_from_a_machine:
        if not ProblemReport.objects.make_room():
            context = {"form": form, "is_full": True}
            status = HTTPStatus.SERVICE_UNAVAILABLE
            return render(request, TEMPLATE, context, status=status)
        form.save()
    return redirect("topics:report_sent")


@reader_page()
def report_sent(request):
    return render(request, "reports/problem_report_sent.html")
