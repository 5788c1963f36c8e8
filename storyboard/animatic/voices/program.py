"""Calling a program that speaks: found on the path, given the text on its standard input, never for long."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from storyboard.errors import InputError

_SECONDS, _SECONDS_A_LETTER = 60.0, 0.1


def find_program(name: str, *, cure: str) -> Path:
    """Where the program is.

    Raises:
        InputError: It is not installed.
    """
    found = shutil.which(name)
    if found is None:
        raise InputError(f"The program {name} is not installed", cure=cure)
    return Path(found)


def run_program(arguments: Sequence[str | Path], text: str, *, what: str) -> bytes:
    """What the program writes to its standard output.

    Args:
        arguments: The program and its options; none of them is text of a script.
        text: What it reads from its standard input.
        what: Which line it is, for messages.

    Raises:
        InputError: It failed, or took far too long.
    """
    name = Path(arguments[0]).name
    try:
        done = subprocess.run(
            [str(argument) for argument in arguments],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_SECONDS + _SECONDS_A_LETTER * len(text),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{name} did not finish the speech of {what}", cure="Take --voices none") from error
    except OSError as error:
        raise InputError(f"{name} cannot be started: {error.strerror}", cure="Install it again") from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[-200:]
        raise InputError(f"{name} did not speak the line of {what}", why=said, cure="Try it by hand, or --voices none")
    return done.stdout
