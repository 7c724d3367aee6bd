from topics.admin.forms.entry import EntryForm
from topics.models import Section


class SectionForm(EntryForm):
    class Meta:
        model = Section
        fields = [
            *["title", "slug", "position", "profile", "other_profile"],
            *["summary", "introduction"],
        ]
