"""The portal's settings with what tests need: a key of their own, quick hashing."""

import os

os.environ.setdefault("SECRET_KEY", "for-tests-only-" + "0123456789abcdef" * 4)
os.environ["DEBUG"] = "0"

from portal.settings import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Without a manifest: tests do not collect static files first.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each process of the tests counts the changes of its own database.
PAGE_COUNTERS = REQUEST_COUNTS = None
# Tests ask more often than a reader; those of the limits set their own.
RATE_LIMITS = {
    name: (10**6, seconds)
    for name, (_most, seconds) in RATE_LIMITS.items()  # noqa: F405
}
# On PostgreSQL, a migrated database that those of the tests are copies of.
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("TEST_TEMPLATE")}  # noqa: F405
if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # Said here, because pytest-django knows SQLite by the name of Django's engine only.
    DATABASES["default"]["TEST"]["NAME"] = ":memory:"  # noqa: F405
