"""Of how many pages something is, stored: lists of all tags or sources say it."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery


class CountedQuerySet(models.QuerySet):
    def count_topics(self):
        """Count anew of how many published topics each is."""
        path = self.model.COUNTED
        published = Q(**{f"{path}__published_at__isnull": False})
        rows = self.model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        counted = rows.annotate(number=Count(path, filter=published))
        self.order_by().update(topic_count=Subquery(counted.values("number")))


class Counted(models.Model):
    """Something with `topic_count`. A subclass says in `COUNTED` by which relation it
    has topics; whoever changes that counts anew (see Change)."""

    topic_count = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    COUNTED = ""

    class Meta:
        abstract = True
