"""What the profiles of topics have in common."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Profile(models.Model):
    """Facts of one topic in typed columns, stored from a revision's content.

    In content every value is text, or a list; a profile's `SCALARS` are the keys that
    are columns of its own, `LISTS` those that become rows of another model.
    """

    topic = models.OneToOneField(
        "topics.Topic", models.CASCADE, primary_key=True, related_name="%(class)s"
    )

    SCALARS: tuple[str, ...] = ()
    LISTS: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def from_content(cls, topic, content, *, is_clean=False):
        """The profile and its rows, unsaved. Raises ValidationError, by key; with
        `is_clean` the content was checked before."""
        unknown = set(content) - set(cls.SCALARS) - set(cls.LISTS)
        if unknown:
            raise ValidationError(
                {key: _("This section's profile has no such key.") for key in unknown}
            )
        for key, value in content.items():
            if isinstance(value, list) != (key in cls.LISTS):
                raise ValidationError({key: _("Write a list only where one belongs.")})
            items = value if key in cls.LISTS else []
            if isinstance(value, dict) or not all(map(_is_plain, items)):
                raise ValidationError({key: _("Write words here, nothing nested.")})
        profile = cls(topic=topic)
        rows = profile.set_content(content)
        if is_clean:
            profile.clean_fields(exclude=["topic"])
            for row in rows:
                row.clean_fields(exclude=["profile"])
            return profile, rows
        profile.full_clean(exclude=["topic"], validate_unique=False)
        for row in rows:
            try:
                row.full_clean(exclude=["profile"], validate_unique=False)
            except ValidationError as error:
                raise ValidationError({row.CONTENT_KEY: error.messages}) from error
        return profile, rows

    def set_content(self, content):
        """Set the columns; give back the rows that belong to the profile."""
        for key in self.SCALARS:
            if content.get(key):
                setattr(self, key, content[key])
        return []

    @classmethod
    def store(cls, topic, content):
        """Replace the topic's profile by `content`, or remove it if that is None."""
        cls.objects.filter(topic=topic).delete()
        if content is None:
            return None
        profile, rows = cls.from_content(topic, content)
        profile.save(force_insert=True)
        for model in {type(row) for row in rows}:
            model.objects.bulk_create([row for row in rows if type(row) is model])
        return profile

    @property
    def date(self):
        """The PartialDate by which the topic is sorted, if there is one."""
        return None


def _is_plain(item):
    """Whether it is text, or the texts of one row."""
    values = item.values() if isinstance(item, dict) else [item]
    return all(isinstance(value, str) for value in values)


class ProfileRow(models.Model):
    """One item of a list in a profile."""

    CONTENT_KEY = ""

    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]


def rows(model, profile, values):
    """Unsaved rows of `model`, one for each dict of columns in `values`."""
    return [
        model(profile=profile, position=position, **columns)
        for position, columns in enumerate(values)
    ]
