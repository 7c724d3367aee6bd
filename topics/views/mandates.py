"""Who was told to do what: as a picture, a table and files."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from topics.exports.mandates import mandates_csv, records
from topics.lists.paginator import paginate
from topics.models import MandateTask
from topics.pictures.mandates import picture_of
from topics.views.forms.mandates import MandateForm
from topics.views.reader_page import reader_page

PAGE_SIZE = 100
MOST_IN_A_FILE = 5_000
PARAMETERS = ("mission", "task", "year")


@reader_page(*PARAMETERS, "page")
def mandates(request):
    depends_on("topics", "tags")
    form = MandateForm.of(request)
    if not form.is_valid():
        return render(request, "mandates/mandates.html", {"form": form}, status=400)
    tasks = MandateTask.objects.published()
    chosen = tasks.having(**form.filters).in_order()
    context = {
        "form": form,
        "tasks": paginate(request, chosen, tasks.for_table(), PAGE_SIZE),
        "picture": picture_of(tasks.having(**form.drawn)),
    }
    return render(request, "mandates/mandates.html", context)


@reader_page(*PARAMETERS)
def mandate_csv(request):
    form, tasks = _chosen(request)
    if form.errors:
        return HttpResponse(
            form.errors.as_text(),
            content_type="text/plain; charset=utf-8",
            status=HTTPStatus.BAD_REQUEST,
        )
    return mandates_csv("mandates.csv", tasks, settings.SITE_URL)


@reader_page(*PARAMETERS)
def mandate_json(request):
    form, tasks = _chosen(request)
    if form.errors:
        return JsonResponse({"errors": form.errors}, status=HTTPStatus.BAD_REQUEST)
    return JsonResponse({"mandates": list(records(tasks, settings.SITE_URL))})


def _chosen(request):
    """The form of the filters, and the tasks that meet them, the first first; of too
    many the first."""
    depends_on("topics", "tags")
    form = MandateForm.of(request)
    if not form.is_valid():
        return form, []
    tasks = MandateTask.objects.published().having(**form.filters).in_order()
    return form, tasks.for_table()[:MOST_IN_A_FILE]
