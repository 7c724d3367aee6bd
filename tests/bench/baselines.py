"""What the portal is compared with: a bare Django view and a file of nginx, each of
as many bytes as the answer that was measured."""

import os
from contextlib import ExitStack
from pathlib import Path

from tests.bench import servers

APPLICATION = "tests.bench.bare:application"
KB, STEP = 1024, 8 * 1024  # small sizes are compared to the next KB, others to 8 KB


class Baselines(ExitStack):
    def __init__(self, folder, seconds):
        super().__init__()
        self.folder, self.seconds, self.measured = Path(folder), seconds, {}

    def ratios(self, row):
        """{what it is compared with: measured requests/s by those of it}."""
        step = KB if row["bytes"] < STEP else STEP
        size = max(step, -(-row["bytes"] // step) * step)
        if size not in self.measured:
            self.measured[size] = self._measure(size)
        return {
            name: round(row["requests/s"] / rate, 3)
            for name, rate in self.measured[size].items()
        }

    def _measure(self, size):
        rates = {}
        for name, middlewares in (
            ("of bare view", "none"),
            ("of bare view with middlewares", "all"),
        ):
            environment = {"BENCH_BARE": middlewares}
            with servers.granian(APPLICATION, environment) as (port, _process):
                rates[name] = self._rate(port, f"/{size}")
        files = self.folder / "files"
        files.mkdir(exist_ok=True)
        os.chmod(self.folder, 0o755)  # noqa: S103 (nginx's worker is another user)
        (files / str(size)).write_bytes(b"x" * size)
        with servers.nginx(files) as port:
            if port:
                rates["of nginx"] = self._rate(port, f"/{size}")
        return rates

    def _rate(self, port, path):
        return servers.load(port, [path], self.folder, self.seconds)["requests/s"]
