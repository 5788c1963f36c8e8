from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storyboard.model import Action, Heading, SceneSummary, Shot, ShotList, Source, Subject
from storyboard.project import Project, open_project

BIBLE = """\
title: Errand
format: 640x360
characters:
  MARA:
    description: a woman of 36
    references: [mara.png]
  TOMAS:
    references: [tomas.png]
"""


def make_shot(number: int, *people: str, text: str = "She waits.", **more: object) -> Shot:
    return Shot(
        id=f"s001_{number * 10:04d}",
        scene="s001",
        number=f"1{chr(64 + number)}",
        order=number - 1,
        source=Source(file="a", line=number, line_end=number),
        subjects=tuple(Subject(character=name) for name in people),
        action=Action(text=text),
        duration_frames=24,
        **more,
    )


@pytest.fixture
def project(tmp_path: Path, draw_figure: Callable[..., Path]) -> Project:
    (tmp_path / "storyboard.yaml").write_text(BIBLE, encoding="utf-8")
    draw_figure(tmp_path / "mara.png", coat=(220, 180, 30))
    draw_figure(tmp_path / "tomas.png", coat=(40, 60, 110))
    return open_project(tmp_path)


@pytest.fixture
def film() -> ShotList:
    scene = SceneSummary(id="s001", number="1", heading=Heading(text="EXT. QUAY - DAY"), line=1)
    shots = (
        make_shot(1, text="Boats at the quay."),
        make_shot(2, "MARA"),
        make_shot(3, "TOMAS", text="He looks up."),
        make_shot(4, "MARA", frame_from="s001_0020"),
    )
    return ShotList(scenes=(scene,), shots=shots)


@pytest.fixture
def change() -> Callable[..., ShotList]:
    """The film with fields of one shot changed: ``change(film, 2, size="CU")``."""

    def changed(film: ShotList, number: int, /, **fields: object) -> ShotList:
        shots = list(film.shots)
        shots[number - 1] = Shot.model_validate(shots[number - 1].model_dump() | fields)
        return film.model_copy(update={"shots": tuple(shots)})

    return changed
