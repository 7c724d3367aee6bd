"""Where the servers that are no Python packages come from."""

import os
import shutil
import subprocess

# Names of the program, and Debian's package.
CACHE = (("valkey-server", "redis-server"), "redis-server")
PROXY = (("nginx",), "nginx-light")
HAPROXY = (("haproxy",), "haproxy")
CADDY = (("caddy",), "caddy")
ALL = (CACHE, PROXY, HAPROXY, CADDY)
# Debian keeps servers where users who are not root do not look.
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


class ProgramMissing(RuntimeError):
    """A server is not installed, and could not be."""


def find(program):
    """The path of one of ALL. Raises ProgramMissing."""
    names, package = program
    for name in names:
        if found := shutil.which(name, path=PATH):
            return found
    raise ProgramMissing(
        f"The tests marked cluster need {names[0]}: install it (Debian: apt-get "
        f"install {package})."
    )


def install_missing():
    """Install what is missing, as root on Debian. Raises ProgramMissing."""
    for program in ALL:
        try:
            find(program)
        except ProgramMissing:
            if os.geteuid() or not shutil.which("apt-get"):
                raise
            options = ["--yes", "--quiet", "--no-install-recommends"]
            for command in (
                ["apt-get", "update", "--quiet"],
                ["apt-get", "install", *options, program[1]],
            ):
                print("→", *command, flush=True)
                subprocess.run(command, stdout=subprocess.DEVNULL)
            find(program)
