"""The files of docs/deployment fit each other. tests/cluster runs nginx with them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from portal.server import STOP_SECONDS

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENT = ROOT / "docs/deployment"
CONTAINERFILE = (DEPLOYMENT / "Containerfile").read_text()
COMPOSE = yaml.safe_load((DEPLOYMENT / "compose.yaml").read_text())


def test_every_file_that_a_container_is_given_exists():
    mounted = [
        mount.split(":")[0]
        for service in COMPOSE["services"].values()
        for mount in service.get("volumes", [])
    ]

    files = [name for name in mounted if name.startswith("./")]
    assert files
    assert [name for name in files if not (DEPLOYMENT / name).is_file()] == []
    assert set(mounted) - set(files) <= set(COMPOSE["volumes"])


def test_proxy_knows_every_web_service():
    text = (DEPLOYMENT / "nginx.conf").read_text()

    web = {name for name in COMPOSE["services"] if name.startswith("web-")}

    assert set(re.findall(r"server ([\w-]+):8000", text)) == web


def test_portal_trusts_as_many_proxies_as_stand_before_it():
    """Else all readers share the proxy's address, and anybody may use up its limits."""
    web = [service for name, service in COMPOSE["services"].items() if "web-" in name]

    assert [service["environment"]["TRUSTED_PROXIES"] for service in web] == [1, 1]
    assert all("ports" not in service for service in web)


def test_cache_asks_for_a_password():
    command = COMPOSE["services"]["cache"]["command"]
    address = COMPOSE["services"]["web-1"]["environment"]["CACHE_URL"]

    password = command[command.index("--requirepass") + 1]

    assert password == "${CACHE_PASSWORD}"
    assert re.match(r"redis://:\$\{CACHE_PASSWORD", address)


def test_images_are_named_by_exact_version():
    made_here = COMPOSE["services"]["web-1"]["image"]
    images = {service["image"] for service in COMPOSE["services"].values()}
    base = re.search(r"^FROM (\S+)$", CONTAINERFILE, re.M)[1]

    loose = [
        image
        for image in {base, *images} - {made_here}
        if not re.search(r"@sha256:[0-9a-f]{64}$|:\d+\.\d+(\.\d+)?(-[\w-]+)?$", image)
    ]

    assert loose == []


def test_container_has_the_time_that_its_server_takes_to_stop():
    assert '"portal.server"' in CONTAINERFILE
    seconds = STOP_SECONDS

    grace = COMPOSE["services"]["web-1"]["stop_grace_period"]

    assert int(grace.removesuffix("s")) > seconds


def test_every_variable_that_is_asked_for_is_in_the_example():
    wanted = re.findall(r"\$\{(\w+)", (DEPLOYMENT / "compose.yaml").read_text())
    given = re.findall(r"^(\w+)=", (DEPLOYMENT / "example.env").read_text(), re.M)

    assert set(wanted) == set(given)


def test_everything_that_the_image_copies_is_sent_to_its_build():
    copied = re.findall(r"^COPY (.+) \S+$", CONTAINERFILE, re.M)
    sent = (DEPLOYMENT / "Containerfile.dockerignore").read_text()

    names = {name for line in copied for name in line.split()}

    assert names == set(re.findall(r"^!(\S+)$", sent, re.M))


def test_image_writes_only_where_a_read_only_container_may():
    """Everything that the portal writes to stands beside the code otherwise."""
    settings = (ROOT / "portal/settings.py").read_text()
    beside_the_code = re.findall(r'"([A-Z_]+)",?\s[^\n]*VAR_DIR', settings)

    places = dict(re.findall(r"([A-Z_]+)=(\S+)", CONTAINERFILE))

    assert {"DATABASE_URL", "MEDIA_DIR", "PAGE_COUNTERS"} <= set(beside_the_code)
    for name in beside_the_code:
        assert re.match(r"(sqlite:///)?/(data|tmp)/", places[name]), name


@pytest.mark.slow
def test_key_with_which_the_image_collects_files_is_accepted():
    made = re.search(r'SECRET_KEY="\$\(.*?\)"', CONTAINERFILE)[0]
    check = f"{made} DATABASE_URL=sqlite://:memory: python manage.py check"
    environment = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

    result = subprocess.run(["sh", "-c", check], cwd=ROOT, env=environment)

    assert result.returncode == 0


@pytest.mark.parametrize("script", ["primary.sh", "replica.sh"])
def test_script_can_be_read_by_its_shell(script):
    assert subprocess.run(["bash", "-n", DEPLOYMENT / script]).returncode == 0
