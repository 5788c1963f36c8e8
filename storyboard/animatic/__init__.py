"""The animatic: a timeline of stills as a film, frame-exact, with moves, captions and music.

`render_animatic` writes the mp4; `as_clip` gives the same pictures to moviepy. Both are loaded when first used, so that
importing this room costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storyboard.animatic.clip import as_clip
    from storyboard.animatic.render import AnimaticReport, render_animatic

__all__ = ["AnimaticReport", "as_clip", "render_animatic"]

_HOMES = {"AnimaticReport": "render", "as_clip": "clip", "render_animatic": "render"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"storyboard.animatic.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
