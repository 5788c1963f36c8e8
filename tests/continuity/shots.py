"""Shots and films to check, said in a few words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from storyboard.continuity import Film
from storyboard.model import Action, Bible, DialogueLine, Facing, SceneSummary, Shot, ShotList, Source, Staging, Subject
from storyboard.model import Heading as SceneHeading


def somebody(name: str, staging: str = "centre", facing: str = "camera", **more: Any) -> Subject:
    return Subject(character=name, staging=Staging(staging), facing=Facing(facing), **more)


def line(name: str, text: str = "Yes.", **more: Any) -> DialogueLine:
    return DialogueLine(character=name, text=text, **more)


def make_shot(number: int, *people: Subject, scene: int = 1, action: str = "", says: str = "", **more: Any) -> Shot:
    """A shot of two seconds; `says` is who speaks a word in it."""
    fields: dict[str, Any] = {
        "id": f"s{scene:03d}_{number * 10:04d}",
        "scene": f"s{scene:03d}",
        "number": f"{scene}{chr(64 + number)}",
        "order": scene * 100 + number,
        "source": Source(file="film.fountain", line=number, line_end=number),
        "location": "HARBOUR",
        "subjects": people,
        "action": Action(text=action),
        "dialogue": (line(says),) if says else (),
        "duration_frames": 48,
    }
    return Shot(**{**fields, **more})


def film_of(shots: Iterable[Shot], bible: Bible | None = None, **more: Any) -> Film:
    shots = tuple(shots)
    scenes = tuple(
        SceneSummary(id=scene, number=str(int(scene[1:])), heading=SceneHeading(text=f"EXT. PLACE {scene}"), line=1)
        for scene in dict.fromkeys(shot.scene for shot in shots)
    )
    return Film(bible=bible or Bible(), shot_list=ShotList(scenes=scenes, shots=shots), **more)
