"""What versions name is not deleted, whether readers see it yet or not."""

from contextlib import contextmanager

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from topics import publishing
from topics.models import Revision


class KeptWhileNamed:
    """An admin whose rows stay while a public, a scheduled or a newest version names
    one. The database knows of public ones only."""

    # The kind of name, as `topics.models.named` has it.
    named_as = ""

    def names_of(self, row):
        """Under which names versions may have the row."""
        return {row.slug}

    def delete_view(self, request, object_id, extra_context=None):
        with _nobody_saving(request):
            return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        # Its actions delete several.
        with _nobody_saving(request):
            return super().changelist_view(request, extra_context)

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        users = [line for row in objs for line in self.users_of(row)]
        return deleted, counts, lacking, users or protected

    def users_of(self, row):
        """A line, with a link, for each version that names the row."""
        versions = Revision.objects.in_use().naming(self.named_as, self.names_of(row))
        return [
            format_html(
                _('Version {} of <a href="{}">{}</a> ({})'),
                version.number,
                reverse("admin:topics_topic_change", args=[version.topic_id]),
                version.title or version.topic.slug,
                version.get_state_display(),
            )
            for version in versions
        ]


@contextmanager
def _nobody_saving(request):
    """No version comes to name a row between the question and its deletion."""
    if request.method != "POST":
        yield
        return
    with publishing.invalidating() as invalidation:
        invalidation.lock()
        yield
