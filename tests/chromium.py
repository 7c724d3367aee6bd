"""Where the browser for tests comes from."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium calls its maker's servers at each start unless told not to.
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REMEDY = (
    "The browser tests need Chromium: install it (Debian: apt-get install chromium), "
    "or name a browser, as in CHROME=/path/to/chrome make test."
)


class BrowserMissing(RuntimeError):
    """No browser is installed, and none could be."""


def find_browser():
    """The path of a browser: CHROME, one on the PATH, or Playwright's own; or None."""
    if named := os.environ.get("CHROME"):
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install_browser():
    """Install Debian's Chromium as root, else Playwright's. Raises BrowserMissing."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        commands = [
            ["apt-get", "update", "--quiet"],
            ["apt-get", "install", "--yes", "--quiet", "chromium"],
        ]
    else:
        commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    for command in commands:
        print("→", *command, flush=True)
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
            raise BrowserMissing(REMEDY)
    if find_browser() is None:
        raise BrowserMissing(REMEDY)


# axe would fetch style sheets again, past the policy that pages apply their own only;
# one rule needs that, on the turning of devices, and no style here does.
AXE = {"preload": False, "resultTypes": ["violations"]}
