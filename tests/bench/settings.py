"""The portal's settings, with the static files of a benchmark in its own folder."""

import os

from portal.settings import *  # noqa: F403

STATIC_ROOT = os.environ["BENCH_STATIC"]
# One address asks for everything.
RATE_LIMITS = dict.fromkeys(RATE_LIMITS, (10**9, 60))  # noqa: F405
