"""Fields whose rows are looked up as one types."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError


class _KnownRows:
    """Django asks the database for whatever was sent, and fails if that is no key.
    Here it is no row."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, self._keys(value), attr)

    def _keys(self, values):
        key = self.field.related_model._meta.pk
        return [value for value in values if _is_valid(key, value)]


def _is_valid(key, value):
    try:
        key.clean(value, None)
    except ValidationError:
        return False
    return True


class Lookup(_KnownRows, AutocompleteSelect):
    """One row."""

    def value_from_datadict(self, *args):
        sent = super().value_from_datadict(*args)
        return sent if self._keys([sent]) else None


class LookupMultiple(_KnownRows, AutocompleteSelectMultiple):
    """Some rows."""

    def value_from_datadict(self, *args):
        return self._keys(super().value_from_datadict(*args))


class LookupMixin:
    """An admin whose `autocomplete_fields` bear any value that is sent."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = Lookup(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = LookupMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
