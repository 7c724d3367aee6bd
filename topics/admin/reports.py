"""Reports: what the rules of quality find, each row with the form that fixes it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Value
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from topics.admin.editorial_pages import editorial_page
from topics.admin.permissions import may_see_reports
from topics.models import EmptySearch, Revision, Source, Tag, Topic
from topics.models.profiles.measure import Measure
from topics.quality import figures, links, mandates, reviews, series, sources, told

PAGE_SIZE = 50
PAGES_NAMED = 3


@dataclass(frozen=True)
class Cell:
    """What a column shows: words, and where they lead if anywhere."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Report:
    """A list of things to fix. `find()` returns rows that can be counted and sliced;
    `cells(row)` what the columns show."""

    slug: str
    title: str
    explanation: str
    permission: str
    headings: tuple
    find: Callable[[], Any]
    cells: Callable[[Any], list[Cell]]

    def is_open_to(self, user):
        return user.has_perm(self.permission)

    def count(self):
        return Paginator(self.find(), PAGE_SIZE).count


def form_of(model, pk):
    return reverse(f"admin:topics_{model}_change", args=[pk])


def new_form(model, **values):
    return f"{reverse(f'admin:topics_{model}_add')}?{urlencode(values)}"


def topic_cell(row):
    return Cell(row["topic_title"], form_of("topic", row["topic_pk"]))


_BROKEN = {
    rule.name: (rule, words)
    for rule, words in [
        (links.BROKEN_LINK, _("link in the text")),
        (links.BROKEN_REFERENCE, _("cross-reference")),
        (links.BROKEN_PREDECESSOR, _("predecessor")),
    ]
}


def _broken_links():
    first, *others = (
        rule.find().annotate(rule=Value(name))
        for name, (rule, _words) in _BROKEN.items()
    )
    return first.union(*others, all=True).order_by("topic_title", "named", "rule")


def _broken_link_cells(row):
    _rule, words = _BROKEN[row["rule"]]
    return [topic_cell(row), Cell(row["named"]), Cell(words)]


def _wanted():
    """(slug, {pk: title} of the pages that name it, pk of an unpublished topic that
    has it), the most wanted first."""
    naming = defaultdict(dict)
    for row in _broken_links():
        naming[row["named"]][row["topic_pk"]] = row["topic_title"]
    unpublished = dict(
        Topic.objects.filter(slug__in=naming).values_list("slug", "pk").order_by()
    )
    rows = [(slug, pages, unpublished.get(slug)) for slug, pages in naming.items()]
    return sorted(rows, key=lambda row: (-len(row[1]), row[0]))


def _wanted_cells(row):
    slug, pages, unpublished = row
    titles = sorted(pages.values())
    named = ", ".join(titles[:PAGES_NAMED])
    if more := titles[PAGES_NAMED:]:
        others = ngettext("%(count)d more", "%(count)d more", len(more))
        named = f"{named}, {others % {'count': len(more)}}"
    if unpublished:
        form = Cell(gettext("Publish its draft"), form_of("topic", unpublished))
    else:
        form = Cell(gettext("Write it"), new_form("topic", slug=slug))
    return [Cell(slug), Cell(len(pages)), Cell(named), form]


def _orphans():
    return links.orphans().order_by("count", "topic_title")


def _few_sources():
    return sources.few_sources().order_by("count", "topic_title")


def _counted_cells(row):
    return [topic_cell(row), Cell(row["section_title"]), Cell(row["count"])]


def _unsourced_figures():
    return figures.figures_without_source().order_by("topic_title", "measure")


def _figure_cells(row):
    return [topic_cell(row), Cell(Measure(row["measure"]).label)]


def _unknown_sources():
    return sources.missing_sources().order_by("key", "topic_title")


def _unknown_source_cells(row):
    key = row["key"]
    return [Cell(key, new_form("source", key=key)), topic_cell(row)]


def _due_review_cells(row):
    day = row["reviewed"]
    return [topic_cell(row), Cell(date_format(day) if day else gettext("never"))]


def _gaps():
    return list(series.series_with_gaps())


def _gap_cells(row):
    return [topic_cell(row), Cell(row["years"])]


def _told_otherwise():
    return [*told.dates_told_otherwise(), *told.values_told_otherwise()]


def _told_cells(row):
    return [topic_cell(row), Cell(row["told"])]


def _run_out():
    return mandates.mandates_run_out().order_by("until", "topic_title")


def _run_out_cells(row):
    return [topic_cell(row), Cell(row["until"].words)]


def _unused_tags():
    return Tag.objects.unused(Revision.objects.tag_slugs_in_use()).order_by("name")


def _tag_cells(tag):
    return [
        Cell(tag.name, form_of("tag", tag.pk)),
        Cell(tag.get_facet_display()),
    ]


def _source_cells(source):
    words = Truncator(source.reference).chars(160)
    return [Cell(source.key, form_of("source", source.pk)), Cell(words)]


def _search_cells(search):
    tags = f"{reverse('admin:topics_tag_changelist')}?{urlencode({'q': search.words})}"
    return [
        Cell(search.words, search.get_absolute_url()),
        Cell(search.count),
        Cell(date_format(search.last_at)),
        Cell(gettext("Write a page"), new_form("topic", title=search.words[:120])),
        Cell(gettext("Give a tag this other name"), tags),
    ]


SEE_TOPICS, SEE_SOURCES = "topics.view_topic", "topics.view_source"
REPORTS = [
    Report(
        "broken-links",
        _("Broken links"),
        _("Links, cross-references and predecessors that lead to no published page."),
        SEE_TOPICS,
        (_("Page"), _("leads to"), _("by a")),
        _broken_links,
        _broken_link_cells,
    ),
    Report(
        "missing-targets",
        _("Missing pages wanted most"),
        _("Pages that are named and are not there, by how many pages name them."),
        SEE_TOPICS,
        (_("Slug"), _("Wanted by"), _("Pages"), _("Form")),
        _wanted,
        _wanted_cells,
    ),
    Report(
        "orphans",
        _("Orphans"),
        _("Published pages to which fewer than two others lead. Link to them."),
        SEE_TOPICS,
        (_("Page"), _("Section"), _("Pages that lead here")),
        _orphans,
        _counted_cells,
    ),
    Report(
        "without-sources",
        _("Pages with few sources"),
        _("Published pages that cite or list no source, or only one."),
        SEE_TOPICS,
        (_("Page"), _("Section"), _("Sources")),
        _few_sources,
        _counted_cells,
    ),
    Report(
        "figures-without-source",
        _("Figures without source"),
        _("Figures of missions of which no source is named."),
        SEE_TOPICS,
        (_("Page"), _("Figure")),
        _unsourced_figures,
        _figure_cells,
    ),
    Report(
        "unknown-sources",
        _("Citations without source"),
        _("Keys that a page cites and the bibliography does not have."),
        SEE_SOURCES,
        (_("Key"), _("Page")),
        _unknown_sources,
        _unknown_source_cells,
    ),
    Report(
        "overdue-reviews",
        _("Reviews overdue"),
        _("Published pages that no expert has checked for too long."),
        SEE_TOPICS,
        (_("Page"), _("Last review")),
        reviews.due_reviews,
        _due_review_cells,
    ),
    Report(
        "mandates-run-out",
        _("Mandates that have run out"),
        _("Missions that go on; record the decision that extended or ended them."),
        SEE_TOPICS,
        (_("Page"), _("Mandate until")),
        _run_out,
        _run_out_cells,
    ),
    Report(
        "series-gaps",
        _("Series with gaps"),
        _("Indicators with years without a value of which their text says nothing."),
        SEE_TOPICS,
        (_("Page"), _("Years")),
        _gaps,
        _gap_cells,
    ),
    Report(
        "told-otherwise",
        _("Facts told differently"),
        _("Pages whose text or summary tells another date or value than is recorded."),
        SEE_TOPICS,
        (_("Page"), _("Told")),
        _told_otherwise,
        _told_cells,
    ),
    Report(
        "unused-tags",
        _("Unused tags"),
        _("Tags that no page, no draft and no narrower tag uses."),
        "topics.view_tag",
        (_("Tag"), _("Facet")),
        _unused_tags,
        _tag_cells,
    ),
    Report(
        "uncited-sources",
        _("Sources never cited"),
        _("Sources on which no published page rests; drafts are not counted."),
        SEE_SOURCES,
        (_("Source"), _("Reference")),
        Source.objects.uncited,
        _source_cells,
    ),
    Report(
        "empty-searches",
        _("Searches without results"),
        _("What readers searched for without result, the most frequent first."),
        "topics.view_emptysearch",
        (_("Search"), _("Times"), _("Last time"), _("Form"), _("Form")),
        EmptySearch.objects.all,
        _search_cells,
    ),
]


@editorial_page(may_see_reports)
def report_list(request):
    """All reports that the user may see, with how much each lists."""
    reports = [report for report in REPORTS if report.is_open_to(request.user)]
    if not reports:
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": _("Reports"),
        "reports": [(report, report.count()) for report in reports],
    }
    return render(request, "admin/reports/list.html", context)


@editorial_page(may_see_reports)
def report_detail(request, slug):
    """One report, a page at a time."""
    report = next((report for report in REPORTS if report.slug == slug), None)
    if report is None:
        raise Http404
    if not report.is_open_to(request.user):
        raise PermissionDenied
    page = Paginator(report.find(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": report.title,
        "report": report,
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "rows": [report.cells(row) for row in page],
    }
    return render(request, "admin/reports/detail.html", context)
