"""Slugs: what a section or a topic may be called in an address."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# Words that stand for something else right after the host or after a section.
RESERVED_WORDS = frozenset(
    "about admin alerts api cache changes cite compare countries diff export favicon "
    "feed graph healthz i18n jsi18n login logout mandates map media metrics new "
    "offline opensearch page preview privacy readyz report robots search sitemap "
    "sources static suggest tags timeline".split()
)

LONGEST_NUMBER = 18

validate_slug_form = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Use lower-case letters, digits and single hyphens, as in `unef-i`."),
)


def validate_not_reserved(slug):
    if slug in RESERVED_WORDS:
        raise ValidationError(
            _("“%(slug)s” is a word that the portal's addresses use for themselves."),
            "reserved",
            {"slug": slug},
        )


def number_in(text):
    """The number that a text from outside is; 0 for one that no row can have."""
    # Python refuses to read more than some thousand digits.
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0


SLUG_VALIDATORS: list[Callable[[str], None]] = [
    validate_slug_form,
    validate_not_reserved,
]
