"""Actions on the topics that are selected in the list."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from topics import publishing
from topics.admin.editorial_pages import log, show
from topics.admin.forms.tag import TopicTagsForm
from topics.content.archive import pack
from topics.models import Topic

# Ten seconds or so: SQLite lets nobody else save meanwhile, for 20 seconds at most.
MOST_AT_ONCE = 100


@admin.action(
    description=_("Download the newest versions as files (zip)"), permissions=["view"]
)
def download_files(model_admin, request, queryset):
    response = HttpResponse(pack(queryset), content_type="application/zip")
    name = f"topics-{timezone.localdate():%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@admin.action(description=_("Add or remove tags"), permissions=["publish"])
def change_tags(model_admin, request, queryset):
    topics = Topic.objects.filter(pk__in=queryset.order_by().values("pk"))
    if topics.count() > MOST_AT_ONCE:
        sentence = _("Select at most %(count)d pages at once.")
        messages.error(request, sentence % {"count": MOST_AT_ONCE})
        return None
    form = TopicTagsForm(request.POST if "apply" in request.POST else None)
    if form.is_valid() and _retag(request, topics, form):
        return None
    return show(
        request,
        "topic/tags.html",
        Topic,
        title=_("Add or remove tags"),
        form=form,
        topics=topics.with_latest_save().order_by("title", "slug"),
        checkbox_name=ACTION_CHECKBOX_NAME,
    )


def _retag(request, topics, form):
    note = form.cleaned_data["note"]
    try:
        changed = publishing.retag(topics, form.change, note=note, author=request.user)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    log(request, changed, note)
    message = ngettext(
        "%(count)d page has other tags now.",
        "%(count)d pages have other tags now.",
        len(changed),
    )
    messages.success(request, message % {"count": len(changed)})
    return True
