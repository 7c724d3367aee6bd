from django.http import Http404
from django.shortcuts import redirect, render

from portal.caching.surrogate_keys import depends_on
from topics.exports.profiles import files_of
from topics.lists.filters import narrowed
from topics.lists.listed import ListedTopics
from topics.lists.paginator import paginate
from topics.models import Section, Topic
from topics.models.profiles import PROFILES
from topics.views.agreements import agreement_table
from topics.views.charts import chart_list
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
    (Section.Profile.INDICATOR, "charts"): chart_list,
    (Section.Profile.AGREEMENT, "agreements"): agreement_table,
}


@reader_page(*PARAMETERS)
def section_detail(request, slug):
    section = Section.objects.filter(slug=slug.lower()).first()
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
    context["files"] = [files_of(PROFILES[name]) for name in section.profiles]
    if not form.is_valid():
        return render(request, "topics/section_detail.html", context, status=400)
    published = Topic.objects.published()
    topics = narrowed(published.filter(section=section), form.filters)
    topics = paginate(request, topics.sorted_by(form.order), ListedTopics())
    key_page = topics.paginator.key_page
    facets = form.fact_choices(key_page) if has_missions else []
    context |= {"topics": topics, "facets": facets + form.tag_choices(key_page)}
    return render(request, "topics/section_detail.html", context)
