"""What readers may see."""

from django.db.models import Q


def published(relation: str = "") -> Q:
    """A Q: the topic, or the one that `relation` leads to, is published now.

    No clock is asked: that of the machine that published it may be ahead."""
    path = f"{relation}__published_at" if relation else "published_at"
    return Q(**{f"{path}__isnull": False})
