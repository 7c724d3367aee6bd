import pytest

from portal.encryption import (
    Unreadable,
    decrypted,
    encrypted,
    fingerprint,
    fingerprints,
)


@pytest.mark.parametrize("text", ["", "a@b.example", "é🕊" * 100])
def test_text_comes_back_and_is_not_in_its_token(text):
    token = encrypted(text)

    assert decrypted(token) == text
    assert not text or text not in token
    assert encrypted(text) != token


def test_key_of_before_reads_and_finds_as_long_as_it_is_named(settings):
    token, mark = encrypted("a"), fingerprint("a")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "b" * 50

    with pytest.raises(Unreadable):
        decrypted(token)
    assert mark not in fingerprints("a")
    settings.SECRET_KEY_FALLBACKS = [old]
    assert decrypted(token) == "a"
    assert mark in fingerprints("a")


@pytest.mark.parametrize("token", ["", "nonsense", "gAAAAA==", "é"])
def test_damaged_token_is_unreadable(token):
    with pytest.raises(Unreadable):
        decrypted(token)


def test_fingerprint_is_the_same_each_time_and_another_under_another_key(settings):
    mark = fingerprint("a")

    assert mark == fingerprint("a") != fingerprint("b")
    settings.SECRET_KEY = "b" * 50
    assert mark != fingerprint("a")
