"""What the settings make of the environment."""

import runpy
from pathlib import Path

import pytest

import portal

SETTINGS = Path(portal.__file__).with_name("settings.py")


def settings_with(monkeypatch, **environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(SETTINGS))


@pytest.mark.parametrize(
    ("wish", "subdomains", "preload"),
    [("", False, False), ("subdomains", True, False), ("preload", True, True)],
)
def test_https_is_promised_for_other_names_only_when_asked_for(
    monkeypatch, wish, subdomains, preload
):
    settings = settings_with(
        monkeypatch, SITE_URL="https://portal.example", HSTS=wish, DEBUG="0"
    )

    assert settings["SECURE_HSTS_SECONDS"] > 0
    assert settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is subdomains
    assert settings["SECURE_HSTS_PRELOAD"] is preload
