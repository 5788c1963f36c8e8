"""The checkout's own virtual environment, made once and made again when pyproject.toml changes. Standard library only."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(*, tools: bool) -> Path:
    """Make `.venv` with the package installed from this checkout, and the development tools too if asked for.

    Returns:
        The environment's Python.
    """
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    wanted = "tools" if tools else "package"
    stamp = VENV / "installed"
    state = f"{hashlib.sha256((ROOT / 'pyproject.toml').read_bytes()).hexdigest()} {sys.version_info[:2]}"
    have = stamp.read_text(encoding="utf-8").split("\n") if stamp.exists() and PYTHON.exists() else []
    if have[:1] == [state] and (wanted in have or "tools" in have):
        return PYTHON
    if have[:1] != [state]:
        print("Making .venv ...", flush=True)
        venv.create(VENV, with_pip=True, clear=True)
    print("Installing storyboard into .venv (about 300 MB, once) ...", flush=True)
    extra = development_tools() if tools else []
    command = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--editable",
        str(ROOT),
        *extra,
    ]
    if subprocess.run(command, check=False).returncode != 0:
        sys.exit("The packages could not be installed. Is the package index reachable?")
    stamp.write_text(f"{state}\n{wanted}", encoding="utf-8")
    return PYTHON


def development_tools() -> list[str]:
    """The dependency group `dev` of pyproject.toml; older versions of pip cannot read it themselves."""
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        group: list[str] = tomllib.load(file)["dependency-groups"]["dev"]
    return group
