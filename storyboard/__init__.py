"""From a script and one picture of each character to keyframes, an animatic, boards and an image-to-video bundle.

The library's public face. `import storyboard` itself loads nothing heavy; each name is fetched when it is first used.

    import storyboard

    project = storyboard.open_project("my-film")
    storyboard.run(project, storyboard.FrameOptions())
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storyboard.backends import Backend
    from storyboard.breakdown import break_down
    from storyboard.errors import StoryboardError
    from storyboard.flows import (
        FrameOptions,
        current_shots,
        draw_frames,
        make_animatic,
        make_board,
        new_project,
        plan_frames,
    )
    from storyboard.flows import make_bundle as export
    from storyboard.flows import run_all as run
    from storyboard.project import Project, open_project
    from storyboard.script import read_script

_HOMES = {
    "Backend": ("storyboard.backends", "Backend"),
    "FrameOptions": ("storyboard.flows", "FrameOptions"),
    "Project": ("storyboard.project", "Project"),
    "StoryboardError": ("storyboard.errors", "StoryboardError"),
    "break_down": ("storyboard.breakdown", "break_down"),
    "current_shots": ("storyboard.flows", "current_shots"),
    "draw_frames": ("storyboard.flows", "draw_frames"),
    "export": ("storyboard.flows", "make_bundle"),
    "make_animatic": ("storyboard.flows", "make_animatic"),
    "make_board": ("storyboard.flows", "make_board"),
    "new_project": ("storyboard.flows", "new_project"),
    "open_project": ("storyboard.project", "open_project"),
    "plan_frames": ("storyboard.flows", "plan_frames"),
    "read_script": ("storyboard.script", "read_script"),
    "run": ("storyboard.flows", "run_all"),
}

__all__ = [
    "Backend",
    "FrameOptions",
    "Project",
    "StoryboardError",
    "break_down",
    "current_shots",
    "draw_frames",
    "export",
    "make_animatic",
    "make_board",
    "new_project",
    "open_project",
    "plan_frames",
    "read_script",
    "run",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
