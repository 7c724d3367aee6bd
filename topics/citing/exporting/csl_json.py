"""CSL-JSON."""

import json
from typing import Any

from topics.citing.csl import in_key_order


def csl_json(entries: list[dict[str, Any]]) -> str:
    """A file with these entries, each in a line."""
    lines = [json.dumps(in_key_order(entry), ensure_ascii=False) for entry in entries]
    return "[\n" + ",\n".join(lines) + "\n]\n"
