"""Uploading a zip of topics: a report first, then drafts."""

from hashlib import sha256

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from topics.admin.editorial_pages import editorial_page, show
from topics.admin.permissions import may_upload
from topics.content.archive import MAX_ARCHIVE_BYTES, ArchiveRefused, unpack
from topics.content.proposals import NEW, propose, save_drafts
from topics.models import Topic, TopicUpload


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


@editorial_page(may_upload)
def upload(request):
    form = TopicUploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        name = request.FILES["archive"].name[-100:]
        raw = form.cleaned_data["archive"]
        kept = TopicUpload.objects.keep(request.user, name, raw)
        return redirect("admin:topics_topic_upload_report", kept.pk)
    title = _("Upload topics")
    return show(request, "topic/upload.html", Topic, title=title, form=form)


@editorial_page(may_upload)
def upload_report(request, pk):
    kept = get_object_or_404(TopicUpload, pk=pk, user=request.user)
    try:
        proposals = propose(bytes(kept.raw), request.user)
    except ArchiveRefused as refused:
        kept.delete()
        messages.error(request, str(refused))
        return redirect("admin:topics_topic_upload")
    if request.method == "POST":
        if request.POST.get("report") == _digest(proposals):
            return _save_drafts(request, kept, proposals)
        messages.warning(
            request, _("Pages changed since you read the report. Read it again.")
        )
    return show(
        request,
        "topic/upload_report.html",
        Topic,
        title=_("What is in “%(name)s”") % {"name": kept.name},
        proposals=proposals,
        sound_count=sum(proposal.is_sound for proposal in proposals),
        digest=_digest(proposals),
    )


@transaction.atomic
def _save_drafts(request, kept, proposals):
    note = _("Uploaded in %(name)s") % {"name": kept.name}
    topics = save_drafts(proposals, note=note, author=request.user)
    new = {proposal.topic for proposal in proposals if proposal.what == NEW}
    for flag, logged in [
        (ADDITION, [topic for topic in topics if topic in new]),
        (CHANGE, [topic for topic in topics if topic not in new]),
    ]:
        LogEntry.objects.log_actions(request.user.pk, logged, flag, note)
    kept.delete()
    message = ngettext(
        "%(count)d draft is saved; readers do not see it.",
        "%(count)d drafts are saved; readers do not see them.",
        len(topics),
    )
    messages.success(request, message % {"count": len(topics)})
    return redirect("admin:topics_topic_changelist")


def _digest(proposals):
    """Tells whether a report still says the same."""
    said = [(p.path, p.what, p.newest.pk if p.newest else 0) for p in proposals]
    return sha256(repr(said).encode()).hexdigest()
