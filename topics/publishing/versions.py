"""Versions of what has no revisions: sections, tags, sources, images."""

from typing import Any

from django.db import models

from topics.models import EntryVersion


def save_version(
    entry: models.Model, digest: str, content: dict[str, str], author: Any
) -> None:
    """Store what the form of `entry` holds, unless its newest version says the same.
    `author` is a user, or None for what stood before the first edit."""
    versions = EntryVersion.objects.of(entry)
    newest = versions.first()
    if newest is not None and newest.digest == digest:
        return
    EntryVersion.objects.create(
        kind=str(entry._meta.model_name),
        entry=entry.pk,
        number=newest.number + 1 if newest else 1,
        digest=digest,
        content=content,
        author=author,
    )
