"""Settings from environment variables; a wrong value is refused in one sentence."""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from django.core.checks.security.base import (
    SECRET_KEY_INSECURE_PREFIX,
    SECRET_KEY_MIN_LENGTH,
    SECRET_KEY_MIN_UNIQUE_CHARACTERS,
)
from django.core.exceptions import ImproperlyConfigured
from environ import Env

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
POSTGRESQL = ["postgres", "postgresql"]
ESCAPES = "In a name or a password write %2F for /, %3F for ?, %23 for # and %40 for @."
SHARED_CACHE = "portal.caching.shared_cache.SharedCache"


def text(name: str, default: str = "") -> str:
    """The variable without spaces around it, or the default if it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """True or False. Raises ImproperlyConfigured for any word that is neither."""
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 1 or 0.")
    return value in TRUE


def number(name: str, default: int, least: int = 1) -> int:
    """A whole number. Raises ImproperlyConfigured for any other, or a smaller one than
    `least`."""
    value = text(name, str(default))
    if not re.fullmatch(r"\d{1,6}", value) or int(value) < least:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to a whole number of at least {least}."
        )
    return int(value)


def choice(name: str, allowed: list[str], default: str) -> str:
    """One of the allowed words. Raises ImproperlyConfigured for any other."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to one of: {', '.join(allowed)}."
        )
    return value


def words(name: str, default: Iterable[str] = ()) -> list[str]:
    """What is listed with commas, or the default if nothing is."""
    value = [word.strip() for word in text(name).split(",") if word.strip()]
    return value or list(default)


def site_url(name: str, default: str) -> str:
    """An http or https address without a path, such as `https://example.org`. Raises
    ImproperlyConfigured for any other."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to the portal's address without a path, "
            "such as https://example.org."
        )
    return value


def contact(name: str, schemes: list[str]) -> str:
    """An address with one of the schemes, such as `mailto:a@example.org`, or nothing.
    Raises ImproperlyConfigured for any other, which a file of lines could not hold."""
    value = text(name)
    if value and not re.fullmatch(rf"(?:{'|'.join(schemes)}):[!-~]+", value):
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to an address that begins with one of: "
            f"{', '.join(f'{scheme}:' for scheme in schemes)}."
        )
    return value


def database(name: str, default: str) -> dict:
    """A database for DATABASES, whose folder exists if it is SQLite's. Raises
    ImproperlyConfigured for a URL that names none."""
    schemes = ["sqlite", *POSTGRESQL]
    value = text(name, default)
    config = _from_url(name, value, schemes, Env.db_url_config)
    if "@" in value and "sqlite" not in config["ENGINE"] and not config["USER"]:
        raise ImproperlyConfigured(f"{name} ends before its “@”. {ESCAPES}")
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


def replicas(name: str, primary: dict, cache: dict) -> dict[str, dict]:
    """Replicas for DATABASES, by alias. Raises ImproperlyConfigured for a URL that
    names none, or if the primary database or the cache cannot go with replicas."""
    urls = words(name)
    if urls and "postgresql" not in primary["ENGINE"]:
        raise ImproperlyConfigured(
            f"{name} is set, but DATABASE_URL is not PostgreSQL; set that to the "
            "primary of the replicas."
        )
    if urls and cache["BACKEND"] != SHARED_CACHE:
        raise ImproperlyConfigured(
            f"{name} needs a cache that all processes share, to know which replicas "
            "are up to date; set CACHE_URL, such as to redis://host:6379/1."
        )
    found = {}
    for number, url in enumerate(urls, start=1):
        config = _from_url(name, url, POSTGRESQL, Env.db_url_config)
        # A machine that is gone is not waited for: 2 s to connect, 5 s (in ms) for it
        # to confirm what it was sent.
        options = {"connect_timeout": 2, "tcp_user_timeout": 5000}
        config["OPTIONS"] = options | config.get("OPTIONS", {})
        config["TEST"] = {"MIRROR": "default"}
        found[f"replica-{number}"] = config
    return found


def cache(name: str, default: str) -> dict:
    """A cache for CACHES. Raises ImproperlyConfigured for a URL that names none."""
    value = text(name, default)
    config = _from_url(name, value, list(Env.CACHE_SCHEMES), Env.cache_url_config)
    if value.startswith(("redis://", "rediss://")):
        config["BACKEND"] = SHARED_CACHE
    return config


def email(name: str, default: str) -> dict:
    """The settings EMAIL_*. Raises ImproperlyConfigured for a URL that names no mail
    server."""
    value = text(name, default)
    return _from_url(name, value, list(Env.EMAIL_SCHEMES), Env.email_url_config)


def _from_url(
    name: str, value: str, schemes: list[str], parse: Callable[[str], dict]
) -> dict:
    if value.partition("://")[0] not in schemes:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; start it with one of: "
            f"{', '.join(f'{scheme}://' for scheme in schemes)}."
        )
    try:
        return parse(value)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read: {error}. {ESCAPES}"
        ) from error


def report_address(name: str) -> str:
    """An address for reports, or an empty string. Raises ImproperlyConfigured for one
    that would add directives to the header that it is written into."""
    value = text(name)
    if value and not re.fullmatch(r"(https?://[^/\s;,]+)?/[^\s;,]*", value):
        raise ImproperlyConfigured(
            f"{name} is {value!r}; set it to an address such as "
            "https://reports.example.org/csp, or to nothing."
        )
    return value


def secret_key(debug: bool, kept: Path) -> str:
    """SECRET_KEY, else the key that `make run` keeps in a file, else (under DEBUG) a
    fixed one. Raises ImproperlyConfigured if it is missing or easy to guess."""
    try:
        key = text("SECRET_KEY") or (kept.read_text().strip() if kept.exists() else "")
    except OSError as error:
        raise ImproperlyConfigured(
            f"{kept} cannot be read ({error.strerror}). Let this user read it, or set "
            "SECRET_KEY."
        ) from error
    if debug:
        return key or "only-for-debugging-" + "0" * 40
    remedy = (
        "Set it to 50 or more random characters, as `python -c 'import secrets; "
        "print(secrets.token_urlsafe(50))'` prints them"
    )
    if not key:
        raise ImproperlyConfigured(
            f"SECRET_KEY is not set. {remedy}, or use `make run`, which makes and "
            "keeps one in var/secret_key."
        )
    if _is_weak(key):
        raise ImproperlyConfigured(f"SECRET_KEY is too easy to guess. {remedy}.")
    return key


def _is_weak(key: str) -> bool:
    # What `check --deploy` only warns of (security.W009).
    return (
        len(key) < SECRET_KEY_MIN_LENGTH
        or len(set(key)) < SECRET_KEY_MIN_UNIQUE_CHARACTERS
        or key.startswith(SECRET_KEY_INSECURE_PREFIX)
    )


def refuse_half_production(debug: bool, https: bool, hosts: list[str]) -> None:
    """Raise ImproperlyConfigured for settings that suit neither a laptop nor a public
    site."""
    if debug and https:
        raise ImproperlyConfigured(
            "DEBUG is 1 with an https SITE_URL: errors would show settings and code to "
            "readers. Set DEBUG to 0, or SITE_URL to http://127.0.0.1:8000."
        )
    if "*" in hosts and not debug:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is '*', which lets anybody forge the portal's address; set "
            "it to its host names, such as portal.example.org."
        )
