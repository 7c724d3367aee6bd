"""What editors pick from while they type: the order of what is offered."""

from django.db.models import Case, IntegerField, Q, Value, When


def first_where(*conditions: Q) -> Case:
    """An order: rows for which the first condition holds, then the second, then the
    others."""
    return Case(
        *(When(condition, Value(n)) for n, condition in enumerate(conditions)),
        default=Value(len(conditions)),
        output_field=IntegerField(),
    )
