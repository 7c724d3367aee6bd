"""What the portal is built on: known vulnerabilities and licences."""

import json
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.M)
# As the packages write them: they ask for no more than to be named.
ALLOWED = frozenset(
    {
        "Apache 2",
        "Apache-2.0",
        "BSD",
        "BSD License",
        "BSD-2-Clause",
        "BSD-2-Clause-Views",
        "BSD-3-Clause",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Unlicense",
    }
)
REASONS = {
    "merge3": (
        "GPL-2.0-or-later: used as published and not shipped with the portal, whose "
        "licence is compatible; who ships both together does so under the GPL"
    ),
    "patiencediff": "GPL-2.0-or-later, as merge3",
    "psycopg2-binary": "LGPL: a library that is used unchanged and can be replaced",
    "tqdm": "MPL-2.0: asks only for changes of its own files",
}


@contextmanager
def database_of_vulnerabilities(of=None):
    """A server that knows one vulnerability, of the package named (as OSV answers)."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            name = json.loads(self.rfile.read(length))["package"]["name"]
            body = json.dumps({"vulns": [vulnerability(of)]} if name == of else {})
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def vulnerability(name):
    events = [{"introduced": "0"}, {"fixed": "999.0"}]
    return {
        "id": "PYSEC-2026-1",
        "summary": "Anybody may do anything.",
        "affected": [
            {
                "package": {"name": name, "ecosystem": "PyPI"},
                "ranges": [{"type": "ECOSYSTEM", "events": events}],
            }
        ],
    }


def audit(url):
    service = ["--vulnerability-service", "osv", "--osv-url", url]
    return subprocess.run(
        [sys.executable, "-m", "tests.audit", *service],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
def test_known_vulnerability_of_a_locked_package_fails_the_audit():
    with database_of_vulnerabilities(of="django") as url:
        result = audit(url)

    assert result.returncode == 1
    assert re.search(
        r"^django [\d.]+ has PYSEC-2026-1; mended in 999.0$", result.stderr, re.M
    )
    assert "make lock" in result.stderr


@pytest.mark.slow
def test_audit_passes_where_nothing_is_known():
    with database_of_vulnerabilities() as url:
        result = audit(url)

    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.slow
def test_audit_without_data_says_so_and_lets_the_checks_go_on():
    result = audit("http://127.0.0.1:9/v1/query")

    assert result.returncode == 0
    assert result.stderr.startswith("Not audited, nothing is known: ")


def licences(name):
    """The licences that a package names: by expression, word or classifier."""
    about = metadata(name)
    expression = about["License-Expression"] or about["License"]
    if expression:
        return set(re.split(r" (?:AND|OR) ", expression))
    return {
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier", [])
        if line.startswith("License ::")
    }


def test_licences_of_all_packages_are_allowed():
    refused = {}
    for name in LOCKED:
        try:
            named = licences(name)
        except PackageNotFoundError:
            continue  # for other systems
        if not named or not named <= ALLOWED:
            refused[name] = named

    assert refused.keys() == REASONS.keys(), refused
