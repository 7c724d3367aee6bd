"""Servers on core 0 and the load on core 1, so that neither takes from the other."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

SERVER, LOAD = (["taskset", "-c", core] for core in "01")
CONNECTIONS = 8
DEADLINE = 60  # seconds until a server must answer
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 64; }}
http {{
  access_log off; keepalive_requests 1000000000; sendfile on;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


@contextmanager
def portal(environment):
    """The portal's own server with one worker: its (port, process)."""
    port = free_port()
    command = [*SERVER, sys.executable, "-m", "portal.server", "--port", str(port)]
    environment = {**environment, "WEB_WORKERS": "1"}
    with running(command, port, environment) as process:
        yield port, process


@contextmanager
def granian(application, environment):
    """Another application under the same server, which nothing slows down there: its
    (port, process)."""
    port = free_port()
    command = [
        *(*SERVER, sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--port", str(port), "--workers", "1", "--blocking-threads", "1"),
        *("--backpressure", "64", "--log-level", "warning", application),
    ]
    with running(command, port, environment) as process:
        yield port, process


@contextmanager
def nginx(folder):
    """nginx with the files of a folder: its port. None where it is not installed."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        print("nginx is not installed, so nothing is compared with it: "
              "apt-get install nginx-light", file=sys.stderr)  # fmt: skip
        yield None
        return
    port, settings = free_port(), Path(folder, "nginx.conf")
    settings.write_text(NGINX.format(folder=folder, port=port))
    # Its worker may be another user, who has to reach the folder.
    os.chmod(folder, 0o755)  # noqa: S103
    with running([*SERVER, program, "-c", str(settings)], port):
        yield port


@contextmanager
def running(command, port, environment=None):
    process = subprocess.Popen(command, env={**os.environ, **(environment or {})})
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(DEADLINE)


def wait_for(port, process):
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit("The server did not start; its words stand above.")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def load(port, lines, folder, seconds, connections=CONNECTIONS):
    """What wrk measures with requests drawn from `lines`: requests/s, p50, p99 and
    errors (answers of 400 and more, and none)."""
    addresses = Path(folder, "addresses.txt")
    addresses.write_text("\n".join(lines) + "\n")
    script = Path(__file__).with_name("draw.lua")
    result = subprocess.run(
        [
            *(*LOAD, "wrk", "--threads", "1", "--connections", str(connections)),
            *("--duration", f"{seconds}s", "--timeout", "30s", "--script", str(script)),
            *(f"http://127.0.0.1:{port}", "--", str(addresses)),
        ],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(result.stdout.splitlines()[-1])


def get(port, paths, **headers):
    """Of each path (status, headers, body), one after the other on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
    try:
        for path in paths:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            yield response.status, response.headers, response.read()
    finally:
        connection.close()


def memory(process):
    """Megabytes of RAM that a server takes, with its workers."""
    table = subprocess.run(
        ["ps", "-o", "rss=", "--pid", str(process.pid), "--ppid", str(process.pid)],
        stdout=subprocess.PIPE,
        text=True,
    )
    return round(sum(map(int, table.stdout.split())) / 1024)
