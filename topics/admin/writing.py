"""What the form asks for while one writes: pickers, who else is here, kept words."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from topics.admin.editorial_pages import editorial_page, topic_or_404
from topics.admin.kept_forms import form_values
from topics.admin.permissions import may_change, may_view
from topics.models import Autosave, Presence, Source, Tag, Topic

PICKED = 10


@editorial_page(may_view)
def pick(request):
    """Topics (`?kind=topic`), sources or tags whose names hold `?q=`."""
    typed = request.GET.get("q", "").strip()[:100]
    found = PICKED_FROM.get(request.GET.get("kind"), _topics)(typed)
    rows = [{"value": value, "label": label} for value, label in found]
    return JsonResponse({"found": rows})


def _topics(typed):
    topics = Topic.objects.filter(archived_at=None).autocomplete(typed)[:PICKED]
    return [(topic.slug, topic.title or topic.slug) for topic in topics]


def _sources(typed):
    sources = Source.objects.autocomplete(typed)[:PICKED]
    return [(source.key, source.title) for source in sources]


def _tags(typed):
    tags = Tag.objects.autocomplete(typed)[:PICKED]
    return [(tag.slug, f"{tag.name} ({tag.get_facet_display()})") for tag in tags]


PICKED_FROM = {"topic": _topics, "source": _sources, "tag": _tags}


@editorial_page(may_change)
@require_POST
def presence(request, object_id):
    topic = topic_or_404(object_id)
    Presence.objects.note(topic, request.user)
    return JsonResponse({"others": Presence.objects.others(topic, request.user)})


@editorial_page(may_change)
@require_POST
def autosave(request, object_id):
    """Keep the posted form, or with `_discard` forget what was kept."""
    topic = topic_or_404(object_id)
    if "_discard" in request.POST:
        Autosave.objects.filter(topic=topic, user=request.user).delete()
        return redirect("admin:topics_topic_change", topic.pk)
    Autosave.objects.keep(topic, request.user, form_values(request.POST))
    return HttpResponse(status=204)
