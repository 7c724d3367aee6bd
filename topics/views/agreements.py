"""The peace agreements of a section as a table."""

from django.shortcuts import render

from topics.exports.profiles import files_of
from topics.lists.filters import narrowed
from topics.lists.paginator import paginate
from topics.models import Agreement, Topic
from topics.views.forms.agreement_table import AgreementTableForm


def agreement_table(request, section):
    form = AgreementTableForm.of(request)
    context = {"section": section, "current_section": section.slug, "form": form}
    if not form.is_valid():
        return render(request, "tables/agreements.html", context, status=400)
    published = Topic.objects.published().filter(section=section)
    agreements = published.filter(agreement__isnull=False)
    agreements = narrowed(agreements, form.filters).sorted_by(form.order or "date")
    rows = Topic.objects.published().for_table(Agreement)
    topics = paginate(request, agreements, rows)
    context |= {
        "topics": topics,
        "columns": [field.label for field in Agreement.table_fields()[1:]],
        "facets": form.tag_choices(topics.paginator.key_page),
        "files": [files_of(Agreement)],
    }
    return render(request, "tables/agreements.html", context)
