"""A topic's page as readers would see it, and a text as it will look, before either is
published."""

from django.contrib import admin
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from topics import markup, publishing
from topics.admin.editorial_pages import editorial_page, not_there_any_more, show
from topics.admin.kept_forms import without_nul
from topics.admin.permissions import may_change, may_view
from topics.models import Revision, Topic
from topics.publishing.links import LinkResolver
from topics.publishing.rendering import rendered_topic

PREVIEW_DAYS = 7
SALT = "topics.preview"


@editorial_page(may_change)
@require_POST
def render_text(request):
    """The posted `body` as safe HTML, for the live preview."""
    body = without_nul(request.POST.get("body", ""))
    # What is longer is refused, so it need not be looked through.
    resolver = LinkResolver.for_texts([body[: markup.MAX_CHARACTERS]])
    try:
        rendered = markup.render(
            body,
            resolve=resolver.resolve,
            cite=resolver.cite,
            depict=resolver.depict,
        )
    except markup.SourceRefused as refused:
        return JsonResponse({"error": str(refused)}, status=400)
    return JsonResponse({"html": rendered.html})


@editorial_page(may_view)
def preview(request, token):
    """The page as readers would see it, from a signed number of a revision."""
    try:
        number = signing.loads(token, salt=SALT, max_age=PREVIEW_DAYS * 24 * 3600)
    except signing.SignatureExpired:
        context = {**admin.site.each_context(request), "title": _("Preview")}
        template = "admin/topics/topic/preview_gone.html"
        return render(request, template, context, status=410)
    except signing.BadSignature:
        raise Http404 from None
    revisions = Revision.objects.select_related("topic__section")
    revision = get_object_or_404(revisions, pk=number)
    try:
        content, left_out = publishing.usable(revision.topic, revision.content)
    except ValidationError as error:
        return _refused(request, error)
    revision.content = content
    return as_published(request, revision, left_out)


def _refused(request, error):
    """Why a stored version cannot be shown."""
    title = _("This version cannot be shown")
    context = {"title": title, "reasons": error.messages}
    return show(request, "topic/preview_refused.html", Topic, status=409, **context)


def preview_address(revision):
    token = signing.dumps(revision.pk, salt=SALT)
    return reverse("admin:topics_topic_preview", args=[token])


def preview_of_form(request, topic, content):
    """The page of what is typed, without saving it; `topic` may be a new one."""
    with transaction.atomic():
        if topic.pk is None:
            topic.save()
        revision = publishing.save_revision(
            topic, content, note="Preview", is_clean=True
        )
        response = as_published(request, revision)
        transaction.set_rollback(True)
    return response


def as_published(request, revision, left_out=()):
    """The topic's page as if the revision were published now, with a word on what is
    `left_out` of it. Nothing stays: all that publishing writes is rolled back."""
    with transaction.atomic():
        topic = revision.topic
        publishing.publish([(topic, revision)])
        context = {
            "page": rendered_topic(topic.section.slug, topic.slug),
            "current_section": topic.section.slug,
            "is_preview": True,
            "left_out": not_there_any_more(left_out) if left_out else "",
        }
        response = render(request, "topics/topic_detail.html", context)
        transaction.set_rollback(True)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
