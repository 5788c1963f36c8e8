"""Which shots need a last picture of their own."""

from __future__ import annotations

from storyboard.model import Shot


def why_an_end(shot: Shot) -> str:
    """Why the last picture of a shot cannot be told from its first; empty where it can.

    Somebody comes or goes, or something has become of them by then. Where only the camera moves, words or a crop of the
    first picture say as much, and cost nothing.
    """
    for subject in shot.visible:
        if subject.in_start != subject.in_end:
            return f"{subject.character} {'enters' if subject.in_end else 'leaves'}"
    start, end = (text.strip().casefold() for text in (shot.action.start, shot.action.end))
    return f"at the end: {shot.action.end.strip()}" if end and end != start else ""
