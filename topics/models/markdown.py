from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from topics import markup


def validate_markdown(text):
    """Raise ValidationError, in the reader's language, for text that is refused."""
    try:
        markup.render(text, resolve=lambda slug: None, cite=lambda key: False)
    except markup.SourceRefused as refused:
        raise validation_error(refused) from refused


def validation_error(refused):
    """The ValidationError of a markup.SourceRefused; its params say the line and the
    reason."""
    reason = _(refused.reason) % refused.values
    params = {"line": refused.line, "reason": reason}
    return ValidationError(_("Line %(line)d: %(reason)s"), "markdown", params)
