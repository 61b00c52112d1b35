"""The machine and the versions that figures belong to; no names, no places."""

import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version

import psutil

from bench.browsers import program

_PACKAGES = ("streamlit", "sqlalchemy", "reportlab", "openpyxl", "pydantic")


def described() -> str:
    """Return one sentence: processors, memory, system, versions."""
    memory = psutil.virtual_memory().total / 2**30
    parts = [
        f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()} "
        f"{platform.machine()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        *(f"{name} {version(name)}" for name in _PACKAGES),
        _chromium(),
    ]
    return ", ".join(parts)


def busy() -> float:
    """Return which share of the processors other programs used in the last seconds."""
    return psutil.cpu_percent(interval=3) / 100


def _chromium() -> str:
    said = subprocess.run([program(), "--version"], check=True, capture_output=True, text=True)
    return " ".join(said.stdout.split()[:2])
