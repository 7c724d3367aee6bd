"""What stops a command though the code is right, in a sentence for the operator."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError

# The settings, the machine or its database may have to be corrected.
FAILURES = (ImproperlyConfigured, OSError, DatabaseError, InterfaceError)


def sentence(error: BaseException) -> str:
    """What one of FAILURES says, with the remedy. Raises the error itself if it is the
    code that has to be corrected."""
    if isinstance(error, DataError | IntegrityError):
        raise error
    said = " ".join(str(error).split())
    if isinstance(error, ImproperlyConfigured):
        return f"The portal cannot start: {said}"
    if isinstance(error, OSError):
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror or said}."
    return (
        f"The database cannot be used ({said}). Look at DATABASE_URL; if a table or a "
        "column is missing, run `manage.py migrate`."
    )
