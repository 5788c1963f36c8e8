from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from storyboard.cli import main

SCRIPT = """\
Title: The Errand

EXT. HARBOUR - DAY

Boats rock at the quay. MARA (36), in a yellow raincoat, walks along the water.

TOMAS (60), in a cap, waits on a bollard and looks up.

MARA
Have you got it?

TOMAS
I have had it for thirty years.

CLOSE ON TOMAS, who smiles.

INT. CABIN - NIGHT

Mara and Tomas sit at a small table.

TOMAS (V.O.)
That was the first evening.

PUSH IN on Mara, who opens the box.
"""


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process."""

    def call(*argv: object) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in argv])
        out, err = capsys.readouterr()
        return Result(int(left.value.code or 0), out, err)

    return call


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "errand.fountain"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def pictures(tmp_path: Path, draw_figure: Callable[..., Path]) -> dict[str, Path]:
    return {
        "MARA": draw_figure(tmp_path / "mara.png", coat=(220, 180, 30)),
        "TOMAS": draw_figure(tmp_path / "tomas.png", coat=(40, 60, 110), hair=(230, 230, 230)),
    }


@pytest.fixture
def film(run: Run, tmp_path: Path, script: Path, pictures: dict[str, Path]) -> Path:
    """A project, made the way a user makes one."""
    root = tmp_path / "film"
    characters = [word for name, path in pictures.items() for word in ("--character", f"{name}={path}")]
    result = run("new", root, "--script", script, *characters, "--format", "640x360")
    assert result.code == 0, result.err
    return root
