from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from topics import markup


def validate_markdown(text):
    """Raise ValidationError, in the reader's language, for text that is refused."""
    try:
        markup.render(text, resolve=lambda slug: None, cite=lambda key: False)
    except markup.SourceRefused as refused:
        raise ValidationError(words_of(refused)) from refused


def words_of(refused):
    """What a markup.SourceRefused says, in the reader's language."""
    reason = _(refused.reason) % refused.values
    return _("Line %(line)d: %(reason)s") % {"line": refused.line, "reason": reason}
