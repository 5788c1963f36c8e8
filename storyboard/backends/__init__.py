"""Artists: every module here turns a `FramePrompt` into image bytes behind one small Protocol.

The artists themselves are loaded when they are first named: one needs OpenCV, the other the OpenAI SDK.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from storyboard.backends.base import FROM_STRUCTURE, Backend

if TYPE_CHECKING:
    from storyboard.backends.openai import OpenAIBackend
    from storyboard.backends.previs import PrevisBackend, cutout, read_kit

_HOMES = {
    "OpenAIBackend": "storyboard.backends.openai",
    "PrevisBackend": "storyboard.backends.previs",
    "cutout": "storyboard.backends.previs",
    "read_kit": "storyboard.backends.previs",
}

__all__ = ["FROM_STRUCTURE", "Backend", "OpenAIBackend", "PrevisBackend", "cutout", "read_kit"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
