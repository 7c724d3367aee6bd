"""Uploading a zip of topics: a report first, then drafts."""

from hashlib import sha256

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from topics.content.archive import MAX_ARCHIVE_BYTES, ArchiveRefused, unpack
from topics.content.proposals import NEW, propose, save_drafts
from topics.models import TopicUpload


class TopicUploadForm(forms.Form):
    archive = forms.FileField(
        label=gettext_lazy("Zip archive"),
        help_text=gettext_lazy(
            "Files named <section>/<slug>.md, as the list of topics gives them."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_archive(self):
        """The bytes of an archive that can be read."""
        # One byte more than is allowed tells that it is too long, however long.
        raw = self.cleaned_data["archive"].read(MAX_ARCHIVE_BYTES + 1)
        try:
            unpack(raw)
        except ArchiveRefused as refused:
            raise ValidationError(str(refused)) from refused
        return raw


class UploadMixin:
    """Users who may add or change topics may upload some as drafts."""

    def get_urls(self):
        view = self.admin_site.admin_view
        uploads = [
            path("upload/", view(self.upload_view), name="topics_topic_upload"),
            path(
                "upload/<int:pk>/",
                view(self.upload_report_view),
                name="topics_topic_upload_report",
            ),
        ]
        return [*uploads, *super().get_urls()]

    def has_upload_permission(self, request):
        return self.has_add_permission(request) or self.has_change_permission(request)

    def changelist_view(self, request, extra_context=None):
        context = {"may_upload": self.has_upload_permission(request)}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def upload_view(self, request):
        if not self.has_upload_permission(request):
            raise PermissionDenied
        form = TopicUploadForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            name = request.FILES["archive"].name[-100:]
            raw = form.cleaned_data["archive"]
            upload = TopicUpload.objects.keep(request.user, name, raw)
            return HttpResponseRedirect(
                reverse("admin:topics_topic_upload_report", args=[upload.pk])
            )
        context = self._upload_context(request, _("Upload topics"), form=form)
        return TemplateResponse(request, "admin/topics/topic/upload.html", context)

    def upload_report_view(self, request, pk):
        if not self.has_upload_permission(request):
            raise PermissionDenied
        upload = get_object_or_404(TopicUpload, pk=pk, user=request.user)
        try:
            proposals = propose(bytes(upload.raw), request.user)
        except ArchiveRefused as refused:
            upload.delete()
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:topics_topic_upload"))
        if request.method == "POST":
            if request.POST.get("report") == _digest(proposals):
                return self._save_drafts(request, upload, proposals)
            self.message_user(
                request,
                _("Pages changed since you read the report. Read it again."),
                messages.WARNING,
            )
        context = self._upload_context(
            request,
            _("What is in “%(name)s”") % {"name": upload.name},
            proposals=proposals,
            sound_count=sum(proposal.is_sound for proposal in proposals),
            digest=_digest(proposals),
        )
        return TemplateResponse(
            request, "admin/topics/topic/upload_report.html", context
        )

    @transaction.atomic
    def _save_drafts(self, request, upload, proposals):
        note = _("Uploaded in %(name)s") % {"name": upload.name}
        topics = save_drafts(proposals, note=note, author=request.user)
        new = {proposal.topic for proposal in proposals if proposal.what == NEW}
        for flag, logged in [
            (ADDITION, [topic for topic in topics if topic in new]),
            (CHANGE, [topic for topic in topics if topic not in new]),
        ]:
            LogEntry.objects.log_actions(request.user.pk, logged, flag, note)
        upload.delete()
        message = ngettext(
            "%(count)d draft is saved; readers do not see it.",
            "%(count)d drafts are saved; readers do not see them.",
            len(topics),
        )
        message %= {"count": len(topics)}
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:topics_topic_changelist"))

    def _upload_context(self, request, title, **context):
        site = self.admin_site.each_context(request)
        return {**site, "title": title, "opts": self.opts, **context}


def _digest(proposals):
    """Tells whether a report still says the same."""
    said = [(p.path, p.what, p.newest.pk if p.newest else 0) for p in proposals]
    return sha256(repr(said).encode()).hexdigest()
