"""shots.csv: the bundle for people who work from a table."""

from __future__ import annotations

import csv
import io

from storyboard.boards import safe_cell
from storyboard.bundles.manifest import Manifest, ShotEntry

COLUMNS = (
    "order",
    "number",
    "id",
    "scene",
    "heading",
    "status",
    "start",
    "end",
    "duration_frames",
    "duration_seconds",
    "motion_prompt",
    "negative_prompt",
    "size",
    "angle",
    "framing",
    "camera",
    "characters",
    "dialogue",
    "transition_out",
    "source",
)


def csv_bytes(manifest: Manifest) -> bytes:
    """The table; UTF-8 with the mark that makes spreadsheets read it as such."""
    headings = {scene.id: scene.heading for scene in manifest.scenes}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for shot in manifest.shots:
        writer.writerow([safe_cell(cell) for cell in _row(shot, headings.get(shot.scene, ""))])
    return text.getvalue().encode("utf-8-sig", "replace")


def _row(shot: ShotEntry, heading: str) -> tuple[str, ...]:
    return (
        str(shot.order),
        shot.number,
        shot.id,
        shot.scene,
        heading,
        shot.status,
        shot.start.file if shot.start else "",
        shot.end.file if shot.end else "",
        str(shot.duration_frames),
        f"{shot.duration_seconds:.3f}",
        shot.motion_prompt,
        shot.negative_prompt,
        str(shot.size),
        shot.angle,
        shot.framing,
        shot.camera.words,
        ", ".join(subject.character for subject in shot.subjects if subject.on_screen),
        " / ".join(f"{line.character}: {line.text}" for line in shot.dialogue),
        str(shot.transition.out),
        f"{shot.source.file}:{shot.source.line}",
    )
