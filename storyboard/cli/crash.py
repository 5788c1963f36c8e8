"""A report of a bug: what happened and with which versions; no script text, no key, no local variables."""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
import traceback
from importlib.metadata import version
from pathlib import Path

_SHORTEST_KEY = 8
_SECRET = re.compile(r"sk-[\w-]{8,}|Bearer \S+")
_PACKAGES = ("storyboard", "openai", "pydantic", "click", "pillow", "av", "numpy", "opencv-python-headless")


def without_secrets(text: str) -> str:
    """The text with anything that looks like a key left out, and the key itself, whatever it looks like."""
    key = os.environ.get("OPENAI_API_KEY", "").strip()
    if len(key) >= _SHORTEST_KEY:
        text = text.replace(key, "(secret)")
    return _SECRET.sub("(secret)", text)


def write_crash_log(error: BaseException) -> Path:
    """Write the report into the system's folder for temporary files."""
    lines = [f"python {sys.version.split()[0]} on {platform.platform()}"]
    lines += [f"{package} {version(package)}" for package in _PACKAGES]
    trace = without_secrets("".join(traceback.format_exception(error)))
    handle, name = tempfile.mkstemp(prefix="storyboard-crash-", suffix=".log", text=True)
    with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123 - an open descriptor
        file.write("\n".join(lines) + "\n\n" + trace)
    return Path(name)
