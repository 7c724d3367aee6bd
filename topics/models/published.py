"""What readers may see."""

from django.db.models import Q
from django.utils import timezone


def published(relation: str = "") -> Q:
    """A Q: the topic, or the one that `relation` leads to, is published now."""
    path = f"{relation}__published_at" if relation else "published_at"
    return Q(**{f"{path}__lte": timezone.now()})
