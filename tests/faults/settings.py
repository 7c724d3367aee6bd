"""The settings of tests, for a portal of several processes."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403

# All processes of a machine count changes together.
PAGE_COUNTERS = Path(os.environ["PAGE_COUNTERS"])
