from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.caching.surrogate_keys import depends_on
from topics.models import Tag, Topic
from topics.models.slugs import RESERVED_WORDS
from topics.publishing.rendering import rendered_topic
from topics.views.reader_page import reader_page


@reader_page()
def topic_detail(request, section, slug):
    page = rendered_topic(section, slug)
    if page is None:
        return redirect_to_present_address(slug, section)
    depends_on(f"p{page.pk}")
    context = {"page": page, "current_section": section}
    return render(request, "topics/topic_detail.html", context)


def redirect_to_present_address(slug, section=""):
    """A topic that moved or was renamed is found under its new address, a mission or an
    agreement by its acronym too, and what a tag is called by its tag; capitals do not
    matter. What several are called is searched for."""
    if section.lower() in RESERVED_WORDS:
        raise Http404  # of another page, whose name has capitals here
    published = Topic.objects.published()
    if topic := published.answering_to(slug.lower()).first():
        return redirect(topic, permanent=True)
    found = list(published.of_acronym(slug)[:2])
    if len(found) > 1:
        return redirect(f"{reverse('topics:search')}?{urlencode({'q': slug})}")
    page = found[0] if found else Tag.objects.called(slug)
    if page is None:
        raise Http404
    return redirect(page, permanent=True)
