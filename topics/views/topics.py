from django.http import Http404
from django.shortcuts import redirect, render

from portal.caching.surrogate_keys import depends_on
from topics.models import Topic
from topics.publishing.rendering import rendered_topic
from topics.views.reader_page import reader_page


@reader_page()
def topic_detail(request, section, slug):
    page = rendered_topic(section, slug)
    if page is None:
        return redirect_to_present_address(slug)
    depends_on(f"p{page.pk}")
    context = {"page": page, "current_section": section}
    return render(request, "topics/topic_detail.html", context)


def redirect_to_present_address(slug):
    """A topic that moved or was renamed is found under its new address, a mission by
    its acronym too; capitals do not matter."""
    published = Topic.objects.published()
    topic = published.answering_to(slug.lower()).first() or published.of_acronym(slug)
    if topic is None:
        raise Http404
    return redirect(topic, permanent=True)
