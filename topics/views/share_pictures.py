"""The pictures that stand beside links to the portal elsewhere.

Each is drawn when it is first asked for. The page cache keeps it as it keeps pages: in
bounded room, and until the page changes.
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from topics.metadata import portal
from topics.models import Topic
from topics.pictures.share_picture import SharePicture
from topics.views.reader_page import reader_page


@reader_page()
def topic_picture(request, section, slug):
    topics = Topic.objects.published().filter(section__slug=section)
    topic = get_object_or_404(topics.listed(), slug=slug)
    return _png(SharePicture.of(topic, portal.name()))


@reader_page()
def site_picture(request):
    """For all pages that are no topic's."""
    return _png(SharePicture(portal.name()))


def _png(picture):
    response = HttpResponse(picture.png(), content_type="image/png")
    # Other sites show it: that is what it is for.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
