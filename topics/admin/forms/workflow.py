"""The questions asked before a topic moves on."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from topics.admin.forms.names import NameField


class VersionForm(forms.Form):
    """A question about the newest version. It is asked again if somebody saved another
    before it was answered."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, newest, **kwargs):
        super().__init__(*args, initial={"version": newest.number}, **kwargs)
        self.newest = newest

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("version") in (None, self.newest.number):
            return cleaned
        # The next answer is about this one.
        self.data = self.data.copy()
        self.data["version"] = self.newest.number
        raise forms.ValidationError(
            _("%(author)s saved version %(number)d meanwhile. Look at it first."),
            params={
                "author": self.newest.author or _("Somebody"),
                "number": self.newest.number,
            },
        )


class RemarkForm(VersionForm):
    remark = forms.CharField(
        label=_("Remark"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("What should be changed; the author sees it above the form."),
    )


class ScheduleForm(VersionForm):
    time = forms.DateTimeField(
        label=_("Publish on"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def __init__(self, *args, newest, **kwargs):
        super().__init__(*args, newest=newest, **kwargs)
        help_text = _("Day and hour (UTC). Version %(number)d is published then.")
        self.fields["time"].help_text = help_text % {"number": newest.number}

    def clean_time(self):
        time = self.cleaned_data["time"]
        if time <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Choose a later one."))
        return time


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("It is written into the log of the page; readers do not see it."),
    )

    def logged(self, action):
        """The line of the log for what is done."""
        reason = self.cleaned_data["reason"]
        return f"{action}: {reason}" if reason else action


class MergeForm(forms.Form):
    other = NameField("topic", label=_("The page that stays"))

    def __init__(self, *args, topic, **kwargs):
        super().__init__(*args, **kwargs)
        self.topic = topic

    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == self.topic.pk:
            raise forms.ValidationError(_("Name another page."))
        if not other.newest_revision or not self.topic.newest_revision:
            raise forms.ValidationError(_("One of the two pages has no text yet."))
        return other
