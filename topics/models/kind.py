"""Of which kind a topic is: of that of its profile, or a page without one."""

from django.db.models import Case, Q, Value, When
from django.utils.text import capfirst
from django.utils.translation import gettext

from topics.models.profiles import PROFILES

PAGE = "page"
KINDS = (PAGE, *PROFILES)


def kind_label(kind: str) -> str:
    """The words for one of KINDS."""
    if kind == PAGE:
        return gettext("Subject page")
    return str(capfirst(PROFILES[kind]._meta.verbose_name))


def of_kind(kind: str) -> Q:
    """A Q: the topic is of one of KINDS."""
    if kind == PAGE:
        return Q(**{f"{name}__isnull": True for name in PROFILES})
    return Q(**{f"{kind}__isnull": False})


def kind_of_topic() -> Case:
    """An expression for the kind of a topic."""
    return Case(
        *(When(of_kind(name), then=Value(name)) for name in PROFILES),
        default=Value(PAGE),
    )
