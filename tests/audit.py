"""Known vulnerabilities of the packages that the portal runs on, as locked.

Usage: python -m tests.audit [options of pip-audit]. Fails where one is known. Without
access to the data of the Python package index it says so and lets the rest go on.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AUDIT = [
    *(sys.executable, "-m", "pip_audit"),
    *("--requirement", str(ROOT / "requirements.txt")),
    # The lock names every package and its hashes: nothing is to be resolved.
    *("--require-hashes", "--disable-pip"),
    *("--format", "json", "--progress-spinner", "off", "--timeout", "10"),
]


def main():
    result = subprocess.run([*AUDIT, *sys.argv[1:]], capture_output=True, text=True)
    try:
        packages = json.loads(result.stdout)["dependencies"]
    except ValueError:
        said = (result.stderr.strip() or "no answer").splitlines()[-1]
        print(f"Not audited, nothing is known: {said}", file=sys.stderr)
        return
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    if unknown:
        print(
            f"Not audited, no data on {len(unknown)} of {len(packages)} packages: "
            f"{', '.join(unknown)}",
            file=sys.stderr,
        )
    if known := list(vulnerabilities(packages)):
        sys.exit("\n".join([*known, "Lock newer versions: make lock"]))


def vulnerabilities(packages):
    """A sentence on each that is known."""
    for package in packages:
        for found in package.get("vulns", []):
            mended = ", ".join(found["fix_versions"]) or "no version yet"
            yield (
                f"{package['name']} {package['version']} has {found['id']}; "
                f"mended in {mended}"
            )


if __name__ == "__main__":
    main()
