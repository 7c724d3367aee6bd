from django.utils.translation import gettext as _

from portal.accounts.models import AccountEvent
from portal.accounts.recording import record


class RecordedChange:
    """A password validator that refuses nothing and records each change: Django calls
    validators at every change, by whichever form or command, and by no other sign."""

    def validate(self, password, user=None):
        pass

    def password_changed(self, password, user=None):
        record(AccountEvent.Kind.PASSWORD, user.get_username())

    def get_help_text(self):
        return _("That it was changed is recorded, for administrators to see.")
