"""Settings from environment variables; a wrong value is refused in one sentence."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def flag(name, default=False):
    """A yes or no; raises ImproperlyConfigured for any other word."""
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 1 or 0.")
    return value in TRUE


def number(name, default, least=1):
    """A whole number of at least `least`; raises ImproperlyConfigured."""
    value = text(name, str(default))
    if not re.fullmatch(r"\d{1,6}", value) or int(value) < least:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to a whole number of at least {least}."
        )
    return int(value)


def choice(name, allowed, default):
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to one of: {', '.join(allowed)}."
        )
    return value


def words(name, default=()):
    """A list, written with commas."""
    value = [word.strip() for word in text(name).split(",") if word.strip()]
    return value or list(default)


def site_url(name, default):
    """An http or https address without path, as `https://example.org`."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to the portal's address without a path, "
            "such as https://example.org."
        )
    return value


def database(name, default):
    schemes = ["sqlite", "postgres", "postgresql"]
    config = _from_url(name, default, schemes, Env.db_url_config)
    if "sqlite" in config["ENGINE"] and config["NAME"] != ":memory:":
        folder = Path(config["NAME"]).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name} names a file in {folder}, which cannot be made "
                f"({error.strerror}). Choose another folder."
            ) from error
    return config


def cache(name, default):
    return _from_url(name, default, list(Env.CACHE_SCHEMES), Env.cache_url_config)


def email(name, default):
    return _from_url(name, default, list(Env.EMAIL_SCHEMES), Env.email_url_config)


def _from_url(name, default, schemes, parse):
    value = text(name, default)
    if value.partition("://")[0] not in schemes:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; start it with one of: "
            f"{', '.join(f'{scheme}://' for scheme in schemes)}."
        )
    try:
        return parse(value)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}.") from error


def secret_key(debug, kept: Path):
    """SECRET_KEY, else the key that `make run` keeps, else (in debug) a fixed one."""
    if key := text("SECRET_KEY"):
        return key
    if kept.exists():
        return kept.read_text().strip()
    if debug:
        return "only-for-debugging-" + "0" * 40
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it to 50 or more random characters, or use "
        "`make run`, which makes and keeps one in var/secret_key."
    )
