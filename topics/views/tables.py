"""The profiles of a section: missions as a table on a page, every profile in files."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from portal.caching.surrogate_keys import depends_on
from topics.exports.profiles import files_of, profiles_csv, records, rows_csv
from topics.lists.filters import narrowed
from topics.lists.paginator import paginate
from topics.models import Mission, Section, Topic
from topics.views.forms.filters import MissionFilterForm, TopicFilterForm
from topics.views.forms.mission_table import MissionTableForm
from topics.views.reader_page import reader_page

PAGE_SIZE = 200
MOST_IN_A_FILE = 5_000
PARAMETERS = ("tag", "not", "sort", *MissionFilterForm.FACTS)


def mission_table(request, section):
    form = MissionTableForm.of(request)
    context = {"section": section, "current_section": section.slug, "form": form}
    if not form.is_valid():
        return render(request, "tables/missions.html", context, status=400)
    published = Topic.objects.published().filter(section=section)
    missions = narrowed(published, form.filters).sorted_by_column(form.order)
    rows = Topic.objects.published().for_table(Mission)
    topics = paginate(request, missions, rows, PAGE_SIZE)
    key_page = topics.paginator.key_page
    facets = form.fact_choices(key_page) + form.tag_choices(key_page)
    context |= {"topics": topics, "facets": facets, "files": [files_of(Mission)]}
    return render(request, "tables/missions.html", context)


@reader_page(*PARAMETERS)
def profile_csv(request, slug, profile):
    form, topics = _chosen(request, slug, profile)
    if form.errors:
        return _refused(form)
    return profiles_csv(f"{slug}.csv", profile, topics, settings.SITE_URL)


@reader_page(*PARAMETERS)
def row_csv(request, slug, profile, rows):
    """The items of a list of the profile, such as the figures of missions."""
    tables = {field.name: field for field in profile.tables()}
    if rows not in tables:
        raise Http404
    form, topics = _chosen(request, slug, profile)
    if form.errors:
        return _refused(form)
    return rows_csv(f"{slug}-{rows}.csv", profile, tables[rows], topics)


@reader_page(*PARAMETERS)
def profile_json(request, slug, profile):
    form, topics = _chosen(request, slug, profile)
    if form.errors:
        return JsonResponse({"errors": form.errors}, status=HTTPStatus.BAD_REQUEST)
    rows = list(records(profile, topics, settings.SITE_URL))
    return JsonResponse({profile.plural(): rows})


def _refused(form):
    return HttpResponse(
        form.errors.as_text(),
        content_type="text/plain; charset=utf-8",
        status=HTTPStatus.BAD_REQUEST,
    )


def _chosen(request, slug, profile):
    """The form of the filters, and the topics of a section that meet them. Raises
    Http404 if its topics have another profile."""
    depends_on("topics")
    section = get_object_or_404(Section, slug=slug)
    if profile.singular() not in section.profiles:
        raise Http404
    form = (MissionTableForm if profile is Mission else TopicFilterForm).of(request)
    if not form.is_valid():
        return form, []
    published = Topic.objects.published().filter(section=section)
    topics = narrowed(published, form.filters).having_profile(profile)
    order = topics.sorted_by_column if profile is Mission else topics.sorted_by
    chosen = list(order(form.order)[: MOST_IN_A_FILE + 1])
    if len(chosen) > MOST_IN_A_FILE:
        sentence = _("More than %(most)d pages meet these conditions; choose a tag.")
        form.add_error(None, sentence % {"most": MOST_IN_A_FILE})
    return form, chosen
