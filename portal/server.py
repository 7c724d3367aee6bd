"""The application server, Granian, as the portal runs it.

Usage: python -m portal.server [--host 127.0.0.1] [--port 8000]
"""

import argparse
import asyncio
import logging
import os
import resource
import socket
import sys
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.log import configure_logging
from granian import Granian, loops
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from portal.serving.event_loop import EagerLoop

# How many connections each process holds. What comes beyond waits until others are
# closed, as silent ones soon are.
CONNECTIONS = 2048
# Files that a process opens beside them.
OTHER_FILES = 256
# For the head of a request, counted from the connection or from the answer before.
HEAD_MILLISECONDS = 10_000
# More than a head needs: every connection may have as many waiting.
BUFFER_BYTES = 32 << 10
# Requests under way are finished, also those that wait for SQLite's lock (20 seconds at
# most); one that hangs does not keep Ctrl-C waiting for ever.
STOP_SECONDS = 25

logger = logging.getLogger(__name__)


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the portal.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
        claimed = claim(options.host, options.port)
    except ImproperlyConfigured as error:
        sys.exit(f"The portal cannot start: {error}")
    except OSError as error:
        sys.exit(f"Port {options.port} cannot be used ({error.strerror}).")
    with claimed:
        warn_without_proxy(options.host)
        serve(options.host, options.port)


def claim(host: str, port: int) -> socket.socket:
    """A socket that nobody listens to, and that keeps others who ask so from the port.
    Raises OSError if somebody has it.

    Granian's processes share the port (SO_REUSEPORT), so the system would let a second
    server have it too, and each would get half of the readers.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # Connections of a server that has ended are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
    claimed = socket.socket(family)
    claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    claimed.bind((host, port))
    return claimed


def warn_without_proxy(host: str) -> None:
    if not settings.TRUSTED_PROXIES and not ip_address(host).is_loopback:
        logger.warning(
            "Others can reach %s, and no proxy is configured (TRUSTED_PROXIES=0). Put "
            "one in front that ends TLS and buffers requests and answers: "
            "docs/operating.md says how.",
            host,
        )


def serve(host: str, port: int) -> None:
    """Serve until a signal ends it."""
    Granian(
        "portal.rsgi:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        websockets=False,
        workers=settings.WEB_WORKERS,
        # Granian takes a connection that says nothing for HTTP/2 to come, and waits.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEAD_MILLISECONDS, max_buffer_size=BUFFER_BYTES
        ),
        backlog=CONNECTIONS,
        backpressure=allowed_connections(),
        workers_kill_timeout=STOP_SECONDS,
        # Else the server ends with the first worker that the system kills.
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def allowed_connections() -> int:
    """CONNECTIONS, or what the limit of open files leaves room for. That is raised as
    far as the system lets us: a connection beyond it would be tried again and again."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY:
        return CONNECTIONS
    return max(1, min(CONNECTIONS, soft - OTHER_FILES))


@loops.register("auto")
def eager_loop() -> asyncio.AbstractEventLoop:
    loop = EagerLoop()
    asyncio.set_event_loop(loop)
    return loop


if __name__ == "__main__":
    main()
