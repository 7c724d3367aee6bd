"""What the content files gave to the portal, to tell editors' work from it."""

import json
from hashlib import sha256

from django.db import models


class LoadedEntryQuerySet(models.QuerySet):
    def of(self, file):
        """{name: digest} of what a file, or the folder of topics, gave."""
        return dict(self.filter(file=file).values_list("name", "digest"))

    def record(self, file, digests):
        """Remember {name: digest} of what is now as a file has it."""
        self.bulk_create(
            [
                LoadedEntry(file=file, name=name, digest=digest)
                for name, digest in digests.items()
            ],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["file", "name"],
            update_fields=["digest"],
        )


class LoadedEntry(models.Model):
    """An entry of a content file as it was in the portal when it was loaded.

    If it has changed there, or is gone, an editor changed or deleted it.
    """

    file = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, blank=True)

    objects = LoadedEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "name"], name="loaded_entry_once")
        ]

    def __str__(self):
        return f"{self.file}: {self.name}"


def digest_of(entry):
    """A digest of an entry (JSON values), whatever the order of its keys."""
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
