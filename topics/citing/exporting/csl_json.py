"""CSL-JSON."""

import json
from typing import Any

from topics.citing.csl import in_key_order


def csl_json(entries: list[dict[str, Any]]) -> str:
    """A file with these entries."""
    ordered = [in_key_order(entry) for entry in entries]
    return json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"
