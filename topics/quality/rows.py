"""Rows of what is published, as rules report them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from topics import markup
from topics.models import Topic
from topics.quality.rule import Row, Rows

CHUNK = 500


def topic_rows(
    queryset: QuerySet[Any], *columns: str, at: str = "", **values: Any
) -> Rows:
    """Rows with `subject` (`section/slug`), `topic_pk`, `topic_title` and
    `section_title` of the topic at the path `at`, and with more columns and values."""
    path = f"{at}__" if at else ""
    page = (f"{path}section__slug", Value("/"), f"{path}slug")
    return queryset.order_by().values(
        *columns,
        subject=Concat(*page, output_field=CharField()),
        topic_pk=F(f"{path}pk"),
        topic_title=F(f"{path}title"),
        section_title=F(f"{path}section__title"),
        **values,
    )


def number_of(rows: QuerySet[Any], owner: str, counted: str = "pk") -> Coalesce:
    """How many of `rows` belong to a topic by their relation `owner`."""
    owned = rows.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    number = owned.annotate(number=Count(counted, distinct=True)).values("number")
    return Coalesce(Subquery(number), 0)


def in_published_texts(cases: Callable[[str], Iterable[Row]]) -> Iterator[Row]:
    """A row for each of the cases in each text; one text after another is read."""
    topics = topic_rows(Topic.objects.published(), "body")
    for topic in topics.iterator(chunk_size=CHUNK):
        for case in cases(markup.plain_lines(topic["body"])):
            yield {**topic, **case}
