from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from topics import markup


def validate_markdown(text):
    """Raise ValidationError, in the reader's language, for text that is refused."""
    try:
        markup.render(text, resolve=lambda slug: None, cite=lambda key: False)
    except markup.SourceRefused as refused:
        reason = _(refused.reason) % refused.values
        raise ValidationError(
            _("Line %(line)d: %(reason)s") % {"line": refused.line, "reason": reason}
        ) from refused
