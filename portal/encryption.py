"""Texts that are stored encrypted, under a key that is derived from SECRET_KEY. What
was encrypted before the key was changed can be read while SECRET_KEY_FALLBACKS has the
old one."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import salted_hmac

PURPOSE = "portal.encryption"


class Unreadable(Exception):
    """It was encrypted under none of the present keys, or is damaged."""


def encrypted(text: str) -> str:
    """The text as a token, each time another one: https://github.com/fernet/spec."""
    return _fernet().encrypt(text.encode()).decode()


def decrypted(token: str) -> str:
    """The text of a token. Raises Unreadable."""
    try:
        return _fernet().decrypt(token.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def fingerprint(text: str) -> str:
    """What is always the same for a text, so that it can be looked up, and tells it to
    nobody without the key."""
    return _fingerprint(text, settings.SECRET_KEY)


def fingerprints(text: str) -> list[str]:
    """The fingerprints of a text under the present key and those of before."""
    return [_fingerprint(text, key) for key in _keys()]


def _fingerprint(text: str, key: str) -> str:
    return salted_hmac(PURPOSE, text, secret=key, algorithm="sha256").hexdigest()


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in _keys()])


def _derived(key: str) -> bytes:
    derivation = HKDF(SHA256(), length=32, salt=None, info=PURPOSE.encode())
    return urlsafe_b64encode(derivation.derive(key.encode()))


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
