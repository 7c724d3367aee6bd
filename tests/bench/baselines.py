"""What the portal is compared with: a bare Django view, a constant of WSGI and a file
of nginx, each of as many bytes as the answer that was measured."""

import os
from contextlib import ExitStack
from pathlib import Path

from tests.bench import servers

APPLICATION = "tests.bench.bare:application"
CONSTANT = "tests.bench.constant:application"
KB, STEP = 1024, 8 * 1024  # small sizes are compared to the next KB, others to 8 KB
VIEWS = {"of bare view": "none", "of bare view with middlewares": "all"}
SECONDS = 1


class Baselines(ExitStack):
    """They run as long as the benchmark; while nobody asks them they take no time of
    the core."""

    def __init__(self, folder):
        super().__init__()
        self.folder, self.files = Path(folder), Path(folder, "files")
        self.files.mkdir()
        os.chmod(folder, 0o755)  # noqa: S103 (nginx's worker is another user)
        self.ports = {}
        for name, middlewares in VIEWS.items():
            environment = {"BENCH_BARE": middlewares}
            server = servers.granian(APPLICATION, environment)
            self.ports[name], _process = self.enter_context(server)
        server = servers.granian(CONSTANT, {})
        self.ports["of WSGI"], _process = self.enter_context(server)
        if port := self.enter_context(servers.nginx(self.files)):
            self.ports["of nginx"] = port

    def ratios(self, row):
        """{what a row of figures is compared with: its requests/s by those of that},
        measured now: the machine may be slower soon."""
        step = KB if row["bytes"] < STEP else STEP
        size = max(step, -(-row["bytes"] // step) * step)
        (self.files / str(size)).write_bytes(b"x" * size)
        return {
            name: round(row["requests/s"] / self._rate(port, size), 3)
            for name, port in self.ports.items()
        }

    def _rate(self, port, size):
        figures = servers.load(port, [f"/{size}"], self.folder, SECONDS)
        return figures["requests/s"]
