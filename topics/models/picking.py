"""What editors pick from while they type: the order of what is offered."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, Value, When

from topics.models.slugs import number_in


def first_where(*conditions: Q) -> Case:
    """An order: rows for which the first condition holds, then the second, then the
    others."""
    return Case(
        *(When(condition, Value(n)) for n, condition in enumerate(conditions)),
        default=Value(len(conditions)),
        output_field=IntegerField(),
    )


def asked(names: Iterable[str]) -> tuple[set[str], set[int]]:
    """Names as rows are looked for by them: in small letters, and those that are
    numbers of rows as such. No text that PostgreSQL stores holds a NUL."""
    wanted = {name.lower() for name in names if "\0" not in name}
    return wanted, {int(name) for name in wanted if number_in(name)}
