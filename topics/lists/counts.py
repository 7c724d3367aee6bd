"""Of how many topics a section, a tag or a source is, stored with it."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery


def store_topic_counts(queryset: QuerySet[Any]) -> None:
    """Count again the published topics of each row of a model WithTopicCount."""
    model = queryset.model
    path = model.TOPICS_PATH
    published = Q(**{f"{path}__published_at__isnull": False})
    rows = model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
    counted = rows.annotate(number=Count(path, filter=published))
    queryset.order_by().update(topic_count=Subquery(counted.values("number")))
