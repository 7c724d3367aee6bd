from django.http import Http404
from django.shortcuts import redirect, render

from portal.caching.surrogate_keys import cached, depends_on
from topics.exports.profiles import files_of
from topics.lists.filters import narrowed
from topics.lists.keys import KeyPage
from topics.lists.listed import ListedTopics
from topics.lists.paginator import MOST_LISTED, PAGE_SIZE, KeyPaginator, page_of
from topics.metadata.page import section_metadata
from topics.models import Section, Topic
from topics.models.profiles import PROFILES
from topics.models.section import SECTIONS
from topics.views.agreements import agreement_table
from topics.views.charts import chart_list, strength_list
from topics.views.forms.filters import MissionFilterForm, TopicFilterForm
from topics.views.reader_page import reader_page
from topics.views.tables import mission_table
from topics.views.topics import redirect_to_present_address

PARAMETERS = (
    *("view", "tag", "not", "sort", "page"),
    *MissionFilterForm.FACTS,
)
# Other ways to look at a section, by its profile and `?view=`.
VIEWS = {
    (Section.Profile.MISSION, "table"): mission_table,
    (Section.Profile.MISSION, "strength"): strength_list,
    (Section.Profile.INDICATOR, "charts"): chart_list,
    (Section.Profile.AGREEMENT, "agreements"): agreement_table,
}


@reader_page(*PARAMETERS)
def section_detail(request, slug):
    section = cached("sections", SECTIONS, _by_slug).get(slug.lower())
    if section is None:
        return redirect_to_present_address(slug)
    if section.slug != slug:
        return redirect(section, permanent=True)
    depends_on(f"s{section.pk}")
    if wanted := request.GET.get("view"):
        views = [VIEWS.get((name, wanted)) for name in section.profiles]
        for view in filter(None, views):
            return view(request, section)
        raise Http404
    has_missions = section.profile == Section.Profile.MISSION
    form = (MissionFilterForm if has_missions else TopicFilterForm).of(request)
    context = {"section": section, "current_section": section.slug, "form": form}
    context["metadata"] = section_metadata(section)
    context["files"] = [files_of(PROFILES[name]) for name in section.profiles]
    if not form.is_valid():
        return render(request, "topics/section_detail.html", context, status=400)
    key_page = _key_page(section, form)
    topics = page_of(request, KeyPaginator(key_page, ListedTopics(), PAGE_SIZE))
    facets = form.fact_choices(key_page) if has_missions else []
    context |= {"topics": topics, "facets": facets + form.tag_choices(key_page)}
    return render(request, "topics/section_detail.html", context)


def _by_slug():
    return {section.slug: section for section in Section.objects.all()}


def _key_page(section, form):
    """The keys of the topics that the form finds; those of the whole section in its own
    order are remembered, for all pages of its list."""
    topics = Topic.objects.published().filter(section=section)
    if form.conditions:
        topics = narrowed(topics, form.filters).sorted_by(form.order)
        return KeyPage.first(topics, MOST_LISTED)
    key = f"s{section.pk}"
    return cached(f"topics of {key}", key, lambda: KeyPage.first(topics, MOST_LISTED))
