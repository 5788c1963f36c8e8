"""The tools a bundle can be made for; what each takes is data, one YAML file a tool."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from importlib.resources import files

from pydantic import Field, field_validator

from storyboard.errors import InputError
from storyboard.model import Noun, Timeline, parse_fps

PROJECT = "project"
_SIZE = re.compile(r"(\d{2,5})x(\d{2,5})")


class Target(Noun):
    """What a tool takes.

    Attributes:
        name: What ``storyboard export NAME`` calls it.
        title: What people call it.
        canvas: ``project`` for the film's own frame, else width and height in pixels (``1280x720``).
        fps: ``project`` for the film's own rate, else a rate.
        end_frames: It takes a last picture as well as a first.
        negative_prompts: It takes a text that says what must not be seen.
    """

    schema_: int = Field(default=1, alias="schema")
    name: str
    title: str
    canvas: str = PROJECT
    fps: str = PROJECT
    end_frames: bool = True
    negative_prompts: bool = True

    @field_validator("canvas")
    @classmethod
    def _canvas_is_a_size(cls, value: str) -> str:
        if value != PROJECT and not _SIZE.fullmatch(value):
            raise ValueError(f"{value!r} is neither {PROJECT!r} nor a size such as 1280x720")
        return value

    @field_validator("fps", mode="before")
    @classmethod
    def _fps_is_a_rate(cls, value: object) -> str:
        text = str(value)
        return text if text == PROJECT else str(parse_fps(text))

    def canvas_for(self, timeline: Timeline) -> tuple[int, int]:
        """Width and height in pixels that every picture of a film is brought to."""
        match = _SIZE.fullmatch(self.canvas)
        return (int(match[1]), int(match[2])) if match else timeline.format.frame

    def fps_for(self, timeline: Timeline) -> Fraction:
        """The rate clips of a film should have."""
        return timeline.fps if self.fps == PROJECT else Fraction(self.fps)


@cache
def known_targets() -> tuple[str, ...]:
    """Names of the tools a bundle can be made for."""
    folder = files("storyboard.bundles") / "targets"
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


def load_target(name: str) -> Target:
    """The tool of that name.

    Raises:
        InputError: There is none; the message lists those there are.
    """
    from ruamel.yaml import YAML

    if name not in known_targets():
        raise InputError(f"There is no target {name!r}", cure=f"Take one of: {', '.join(known_targets())}")
    text = (files("storyboard.bundles") / "targets" / f"{name}.yaml").read_text(encoding="utf-8")
    return Target.model_validate(YAML(typ="safe", pure=True).load(text))
