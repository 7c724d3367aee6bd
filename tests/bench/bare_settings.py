"""The settings of a bare Django site, with the portal's middlewares or with none."""

import os

from tests.bench.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.bare"
if os.environ["BENCH_BARE"] == "none":
    MIDDLEWARE = []
