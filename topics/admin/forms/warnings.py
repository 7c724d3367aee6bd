"""What editors should look at in a version, beside the fields of its form."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext

from topics.quality.draft import Draft
from topics.quality.rules import warnings

MOST_SHOWN = 10  # beside one field


def warnings_of(revision):
    """{key of the content: [sentences]} of what the rules of quality find."""
    found = warnings(Draft(revision.topic, revision.content))
    return {key: _shortened(sentences) for key, sentences in found.items()}


def warned(help_text, sentences):
    """A field's help with what should be looked at before it."""
    lines = ((sentence,) for sentence in sentences)
    warnings = format_html_join("", '<strong class="warning">{}</strong> ', lines)
    return format_html("{}{}", warnings, help_text)


def _shortened(sentences):
    rest = len(sentences) - MOST_SHOWN
    if rest <= 0:
        return sentences
    more = ngettext("%(count)d more.", "%(count)d more.", rest) % {"count": rest}
    return [*sentences[:MOST_SHOWN], more]
