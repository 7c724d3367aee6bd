"""The form in which editors write what a revision holds."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from topics.admin.forms.entry import RestorableForm
from topics.admin.forms.names import LinesField, LinesWidget, NamesField
from topics.admin.forms.newest import newest_revision
from topics.admin.forms.profile import (
    content_value,
    form_field,
    initial_value,
    profile_fields,
)
from topics.admin.forms.warnings import warned, warnings_of
from topics.models import Section, Topic, revision_diff
from topics.models.content import (
    DEFAULT_POSITION,
    REVIEWER_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    clean_content,
)
from topics.models.profiles import PROFILES
from topics.models.slugs import number_in
from topics.publishing.revisions import check_text

SLUG_LENGTH = 80
# The button that shows the form again with the fields of the section that was chosen.
FIELDS = "_fields"


@dataclass(frozen=True)
class Comparison:
    """What was typed merged with a newer version: the `content` of both, the `keys` in
    which they contradict each other, what came into the text, and, of these keys, what
    the newer version says beside what was typed."""

    content: dict
    keys: list
    changes: list
    collisions: list


class Outdated(Exception):
    """Somebody saved version `number` after the form was opened. Comparing may take a
    second, so it waits until no lock is held: `compare()` makes the Comparison."""

    def __init__(self, number, base, mine, theirs):
        super().__init__(number)
        self.number = number
        self._contents = base, mine, theirs

    def compare(self):
        base, mine, theirs = self._contents
        merged = revision_diff.merge(base, mine, theirs)
        # The same with their words where both changed the same place: it differs from
        # what is shown there only.
        other = revision_diff.merge(base, theirs, mine).content
        keys = {conflict.partition(":")[0] for conflict in merged.conflicts}
        return Comparison(
            merged.content,
            merged.conflicts,
            changes=revision_diff.compare(mine, merged.content),
            collisions=revision_diff.compare(
                {key: value for key, value in other.items() if key in keys},
                {key: value for key, value in merged.content.items() if key in keys},
            ),
        )


class TopicForm(RestorableForm):
    """The newest revision of a topic, ready to be revised.

    `content()` gives what was typed as a revision's content, without cross-references.
    """

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "dir": "auto"}),
    )
    summary = forms.CharField(
        label=_("Summary"),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(
            attrs={"rows": 3, "class": "vLargeTextField", "dir": "auto"}
        ),
        help_text=_("One or two sentences; readers see them in lists and searches."),
    )
    body = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 30, "class": "vLargeTextField", "dir": "auto"}
        ),
        help_text=_(
            "Markdown. Link with [[slug]] or [[slug|words]], cite with [@key] or "
            "[@key, p. 12]. Headings start with ##."
        ),
    )
    tags = NamesField(
        "tag",
        label=_("Tags"),
        required=False,
        widget=LinesWidget(attrs={"rows": 5}),
        help_text=_("One a line, by name or slug."),
    )
    sources = NamesField(
        "source",
        label=_("Further reading"),
        required=False,
        widget=LinesWidget(attrs={"rows": 4}),
        help_text=_(
            "Keys of sources, one a line, to list beside those that the text cites."
        ),
    )
    search_terms = LinesField(
        label=_("Search terms"),
        required=False,
        help_text=_(
            "What somebody types who looks for this page in other words than its own: "
            "everyday words, questions, nicknames, abbreviations. One a line; the page "
            "does not show them."
        ),
    )
    reviewed = forms.DateField(
        label=_("Reviewed on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "The day on which somebody last checked the page against its sources."
        ),
    )
    reviewer = forms.CharField(
        label=_("Outside reviewer"),
        max_length=REVIEWER_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "dir": "auto"}),
        help_text=_(
            "Name and affiliation of the expert from outside who reviewed the page on "
            "that day and agreed to be named. The page says so if there was none."
        ),
    )
    position = forms.IntegerField(
        label=_("Position"),
        min_value=0,
        max_value=9999,
        initial=DEFAULT_POSITION,
        help_text=_(
            "Pages of a section are sorted by position, then by date and title; those "
            "without a date come last."
        ),
    )
    note = forms.CharField(
        label=_("Change note"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "dir": "auto"}),
        help_text=_("What you changed and why; readers see it when it is published."),
    )
    based_on = forms.IntegerField(
        min_value=0, max_value=10**6, required=False, widget=forms.HiddenInput
    )
    take_over = forms.BooleanField(
        label=_("Take the address over"),
        required=False,
        help_text=_(
            "Another page had it before. Old links to that page will lead to this one."
        ),
    )

    # Comparisons made before, by the number of the newer version.
    comparisons: dict = {}

    class Meta:
        model = Topic
        fields = ["section", "slug", "review_months"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = self.merged_with = None
        self.merge_changes = self.collisions = ()
        if self.instance.pk:
            self.newest = newest_revision(self.instance)
        kept = self.newest.content if self.newest else {}
        section = self._section()
        self.names_of_facts = profile_fields(section) if section else {}
        if not self.instance.pk:
            self.fields["slug"].required = False
        elif self.instance.published_at and "slug" in self.fields:
            self.fields["slug"].help_text = _(
                "Readers find the page at its new address at once, also if you save a "
                "draft; the old address redirects."
            )
        self._add_profile_fields()
        for name, value in {**_initial(kept), **self._profile_initial(kept)}.items():
            self.initial.setdefault(name, value)
        # About what no field of this form holds, such as the cross-references.
        self.other_warnings = []
        self.initial["based_on"] = self.newest.number if self.newest else 0

    def show_warnings(self):
        """Say beside the fields what should be looked at in the newest revision."""
        if self.newest is None:
            return
        for key, sentences in warnings_of(self.newest).items():
            named = [key, *(keys.get(key) for keys in self.names_of_facts.values())]
            field = next(filter(None, map(self.fields.get, named)), None)
            if field:
                field.help_text = warned(field.help_text, sentences)
            else:
                self.other_warnings += sentences

    def _section(self):
        """The topic's section; of a new one, that which is chosen in the form."""
        if self.instance.section_id:
            return self.instance.section
        chosen = self.data.get("section") or self.initial.get("section") or ""
        return Section.objects.filter(pk=number_in(str(chosen))).first()

    def _add_profile_fields(self):
        for name, _profile, _key, field in self._profile_fields():
            self.fields[name] = form_field(field)

    def _profile_fields(self):
        """(name in the form, name of the profile, name in it, its field) of each."""
        for profile, names in self.names_of_facts.items():
            for key, field in PROFILES[profile].fields().items():
                yield names[key], profile, key, field

    def _profile_initial(self, kept):
        return {
            name: initial_value(field, kept[profile][key])
            for name, profile, key, field in self._profile_fields()
            if key in (kept.get(profile) or {})
        }

    def full_clean(self):
        super().full_clean()
        if FIELDS in self.data:
            sentence = _("The form has the fields of this section now.")
            self.show_again(sentence, "fields")

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk and not cleaned.get("slug") and "title" in cleaned:
            cleaned["slug"] = slugify(cleaned["title"])[:SLUG_LENGTH].strip("-")
        self.instance.takes_over_address = cleaned.get("take_over", False)
        return cleaned

    def clean_body(self):
        body = self.cleaned_data["body"].replace("\r\n", "\n").replace("\r", "\n")
        return body if body.endswith("\n") else body + "\n"

    def _post_clean(self):
        # Here, not in clean(): a new topic has its section only now.
        super()._post_clean()
        self._merge_with_newer()
        if self.instance.section_id:
            try:
                self._check(self.content())
            except ValidationError as error:
                self._show_errors(error)

    def _check(self, content):
        # Tags and sources were chosen among those that there are.
        tags = {tag.slug for tag in self.cleaned_data.get("tags", [])}
        clean_content(content, self.instance, tags, check_text)

    def _get_validation_exclusions(self):
        exclude = super()._get_validation_exclusions()
        # It is taken, by the topic itself.
        return exclude if "slug" in self.changed_data else {*exclude, "slug"}

    def _merge_with_newer(self):
        """If somebody saved after the form was opened: merge both into the form, and
        ask the editor to look before saving. Raises Outdated if they are not compared
        yet."""
        begun = self.cleaned_data.get("based_on") or 0
        if self.newest is None or begun == self.newest.number:
            return
        base = self.instance.revisions.filter(number=begun).first()
        before, theirs = dict(base.content) if base else {}, dict(self.newest.content)
        # Cross-references are rows of a form of their own, which merges them itself.
        same_references = before.pop("related", None) == theirs.pop("related", None)
        if self.content() == theirs and same_references:
            # The same was sent twice.
            return
        number = self.newest.number
        if number not in self.comparisons:
            raise Outdated(number, before, self.content(), theirs)
        comparison = self.comparisons[number]
        self.merged_with = self.newest
        self.merge_changes = comparison.changes
        self.other_author = self.newest.author or _("Somebody")
        self.collisions = comparison.collisions
        self._show_values(comparison.content, number)
        self.add_error(None, self._merge_error(comparison.keys))

    def _show_values(self, content, number):
        shown = {**_initial(content), **self._profile_initial(content)}
        self.data = self.data.copy()
        self.data[self.add_prefix("based_on")] = number
        for name, value in shown.items():
            if name in self.fields:
                values = self.fields[name].prepare_value(value)
                values = values if isinstance(values, (list, tuple)) else [values]
                texts = ["" if value is None else str(value) for value in values]
                self.data.setlist(self.add_prefix(name), texts)

    def _merge_error(self, conflicts):
        who = {
            "author": self.other_author,
            "number": self.newest.number,
        }
        if not conflicts:
            return ValidationError(
                _(
                    "%(author)s saved version %(number)d while you wrote. Both sets of "
                    "changes are now in the form, nothing is saved yet. Look them over "
                    "below and save again."
                ),
                "merged",
                who,
            )
        return ValidationError(
            _(
                "%(author)s saved version %(number)d while you wrote, and changed the "
                "same places: %(keys)s. There the form has your words; the other "
                "version is shown beside them below. Nothing is saved yet. Put both "
                "together and save again."
            ),
            "conflict",
            {**who, "keys": ", ".join(conflicts)},
        )

    def _show_errors(self, error):
        for key, messages in error.message_dict.items():
            if key in PROFILES:
                for message in messages:
                    name, _colon, reason = message.partition(": ")
                    field = self.names_of_facts.get(key, {}).get(name)
                    if field in self.fields:
                        self.add_error(field, reason)
                    else:
                        self.add_error(None, message)
            elif key in self.fields and key not in self.errors:
                self.add_error(key, messages)

    def content(self):
        """The typed content."""
        typed = self.cleaned_data
        content = {
            "title": typed.get("title", ""),
            "summary": " ".join(typed.get("summary", "").split()),
            "tags": [tag.slug for tag in typed.get("tags", [])],
            "search_terms": typed.get("search_terms", []),
            "sources": [source.key for source in typed.get("sources", [])],
            "reviewed": str(typed.get("reviewed") or ""),
            "reviewer": " ".join(typed.get("reviewer", "").split()),
            "position": str(typed.get("position", DEFAULT_POSITION)),
            "body": typed.get("body", ""),
        }
        if content["position"] == str(DEFAULT_POSITION):
            del content["position"]
        for name, profile, key, field in self._profile_fields():
            if value := content_value(field, typed.get(name)):
                content.setdefault(profile, {})[key] = value
        return {key: value for key, value in content.items() if value}


def _initial(content):
    keys = ("title", "summary", "body", "tags", "search_terms", "sources")
    others = ("reviewed", "reviewer", "position")
    return {key: content[key] for key in (*keys, *others) if key in content}
