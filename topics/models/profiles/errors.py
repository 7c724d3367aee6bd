"""All that is wrong with a profile, said at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _


class Errors:
    """Sentences by the name of the field."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[str]] = {}

    @contextmanager
    def noted(self, name: str = "", number: int = 0) -> Iterator[None]:
        """Note a ValidationError raised inside: of the field `name`, or by its own
        names; of the item `number` of a list, if it is one."""
        try:
            yield
        except ValidationError as error:
            for key, sentences in _by_key(error).items():
                told = [_told(key, sentence, number) for sentence in sentences]
                self.by_name.setdefault(name or key, []).extend(told)

    def raise_all(self) -> None:
        """Raises ValidationError if there are any."""
        if self.by_name:
            raise ValidationError(dict(self.by_name))


def _by_key(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return error.message_dict
    return {NON_FIELD_ERRORS: error.messages}


def _told(key: str, sentence: str, number: int) -> str:
    if not number:
        return sentence
    column = "" if key == NON_FIELD_ERRORS else key
    values = {"number": number, "column": column, "sentence": sentence}
    if column:
        return _("Line %(number)d, %(column)s: %(sentence)s") % values
    return _("Line %(number)d: %(sentence)s") % values
