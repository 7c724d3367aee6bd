"""The site: settings, start, health, logs, backups. It knows no topics."""

VERSION = "0.1.0"  # as in pyproject.toml
