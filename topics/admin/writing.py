"""What helps while one writes: preview, pickers, who else is here, kept words."""

import json
from functools import wraps

from django.core import signing
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from topics import markup, publishing
from topics.models import Autosave, Presence, Revision, Source, Topic
from topics.models.slugs import number_in
from topics.publishing.links import LinkResolver
from topics.publishing.rendering import rendered_topic

PREVIEW_DAYS = 7
SALT = "topics.preview"
KEPT_FORM = "kept_topic_form"  # in the session of somebody whose login had expired
LARGEST_AUTOSAVE = 1_000_000  # bytes
PICKED = 10


class WritingPages:
    """Small pages of TopicAdmin that the form talks to."""

    def writing_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("preview/", wrap(self.render_view), name="topics_topic_render"),
            path("pick/", wrap(self.pick_view), name="topics_topic_pick"),
            path(
                "preview/<str:token>/",
                wrap(self.preview_view),
                name="topics_topic_preview",
            ),
            path(
                "<path:object_id>/presence/",
                wrap(self.presence_view),
                name="topics_topic_presence",
            ),
            path(
                "<path:object_id>/autosave/",
                wrap(self.autosave_view),
                name="topics_topic_autosave",
            ),
        ]

    def _must_write(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            raise Http404

    def render_view(self, request):
        """The posted `body` as safe HTML, for the live preview."""
        self._must_write(request)
        body = _without_nul(request.POST.get("body", ""))
        resolver = LinkResolver.for_texts([body])
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

    def pick_view(self, request):
        """Topics (`?kind=topic`) or sources whose names hold `?q=`."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        typed = request.GET.get("q", "")[:100]
        if request.GET.get("kind") == "source":
            found = Source.objects.autocomplete(typed)[:PICKED]
            rows = [{"value": s.key, "label": s.title} for s in found]
        else:
            topics = Topic.objects.filter(archived_at=None).autocomplete(typed)
            rows = [
                {"value": t.slug, "label": t.title or t.slug} for t in topics[:PICKED]
            ]
        return JsonResponse({"found": rows})

    def preview_view(self, request, token):
        """The page as readers would see it, from a signed number of a revision."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            number = signing.loads(token, salt=SALT, max_age=PREVIEW_DAYS * 24 * 3600)
        except signing.SignatureExpired:
            return self._preview_gone(request)
        except signing.BadSignature:
            raise Http404 from None
        revisions = Revision.objects.select_related("topic__section")
        return render_as_published(request, get_object_or_404(revisions, pk=number))

    def _preview_gone(self, request):
        context = {**self.admin_site.each_context(request), "title": _("Preview")}
        template = "admin/topics/topic/preview_gone.html"
        return render(request, template, context, status=410)

    def presence_view(self, request, object_id):
        self._must_write(request)
        topic = get_object_or_404(Topic, pk=number_in(object_id))
        Presence.objects.note(topic, request.user)
        return JsonResponse({"others": Presence.objects.others(topic, request.user)})

    def autosave_view(self, request, object_id):
        """Keep the posted form, or with `_discard` forget what was kept."""
        self._must_write(request)
        topic = get_object_or_404(Topic, pk=number_in(object_id))
        if "_discard" in request.POST:
            Autosave.objects.filter(topic=topic, user=request.user).delete()
            return HttpResponseRedirect(
                reverse("admin:topics_topic_change", args=[topic.pk])
            )
        values = form_values(request.POST)
        if len(json.dumps(values)) > LARGEST_AUTOSAVE:
            raise RequestDataTooBig
        Autosave.objects.keep(topic, request.user, values)
        return HttpResponse(status=204)

    def keeping_words(self, view):
        """`view`, which remembers what somebody posts who has to sign in first."""

        @wraps(view)
        def kept(request, object_id, **kwargs):
            if request.method == "POST" and not self.admin_site.has_permission(request):
                values = form_values(request.POST)
                if len(json.dumps(values)) <= LARGEST_AUTOSAVE:
                    request.session[KEPT_FORM] = {"topic": object_id, "values": values}
            return view(request, object_id, **kwargs)

        return kept

    def take_kept_form(self, request, topic):
        """Make what was posted before signing in the kept words of the user."""
        kept = request.session.get(KEPT_FORM)
        if kept and str(kept["topic"]) == str(topic.pk):
            Autosave.objects.keep(topic, request.user, kept["values"])
            del request.session[KEPT_FORM]


def form_values(posted):
    """What a form held, less what belongs to the request."""
    return {
        _without_nul(name): [_without_nul(value) for value in posted.getlist(name)]
        for name in posted
        if name != "csrfmiddlewaretoken" and not name.startswith("_")
    }


def _without_nul(words):
    # PostgreSQL stores none, and forms refuse it.
    return words.replace("\0", "")


def preview_address(revision):
    token = signing.dumps(revision.pk, salt=SALT)
    return reverse("admin:topics_topic_preview", args=[token])


def render_as_published(request, revision):
    """The topic's page as if the revision were published now. Nothing stays: all that
    publishing writes is rolled back."""
    with transaction.atomic():
        topic = revision.topic
        publishing.publish([(topic, revision)])
        page = rendered_topic(topic.section.slug, topic.slug)
        context = {"page": page, "current_section": topic.section.slug}
        response = render(
            request, "topics/topic_detail.html", {**context, "is_preview": True}
        )
        transaction.set_rollback(True)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
