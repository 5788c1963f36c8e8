"""Artists: every module here turns a `FramePrompt` into image bytes behind one small Protocol."""

from storyboard.backends.base import Backend

__all__ = ["Backend"]
