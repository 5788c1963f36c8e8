"""What the previs artist draws with: every character cut out of their picture, where a person can look at it."""

from __future__ import annotations

import json
from pathlib import Path

from storyboard.errors import PictureError
from storyboard.media import png_bytes
from storyboard.model import CastRow, Noun, Progress, Roster
from storyboard.project import Project, write_atomically


class Cutout(Noun):
    """A picture with its background taken away; `doubtful` says what is wrong with it, if anything."""

    path: Path
    doubtful: str = ""


def with_cutouts(project: Project, roster: Roster, *, progress: Progress) -> Roster:
    """The roster with the cut-out of everybody who has a picture; a doubtful one is said, and once what would help."""
    made = roster.model_copy(update={"people": tuple(_row(project, row, progress) for row in roster.people)})
    if any(row.cutout_doubt for row in made.people) and (offer := offer_of_nets()):
        progress.note(offer)
    return made


def offer_of_nets() -> str:
    """What to say once of the nets when a cut-out is doubtful; empty when they are in use already."""
    from storyboard.backends import nets_are_there, nets_trouble

    if nets_are_there():
        return ""
    return nets_trouble() or (
        "Busy backgrounds: `storyboard doctor --nets` fetches four small nets (7 MB, once, Apache-2.0) that cut people "
        "out of them; everything stays on this machine"
    )


def _row(project: Project, row: CastRow, progress: Progress) -> CastRow:
    pictures = next((look.pictures for look in row.looks if look.pictures), ())
    if not pictures or pictures[0].missing:
        return row
    try:
        made = cutout_of(project, pictures[0].path, row.name)
    except PictureError as error:
        progress.note(str(error))
        return row
    if made.doubtful:
        progress.note(f"{row.name}: {made.doubtful} (cut-out: {project.layout.relative(made.path)})")
    return row.model_copy(update={"cutout": made.path, "cutout_doubt": made.doubtful})


def cutout_of(project: Project, picture: Path, name: str) -> Cutout:
    """The cut-out of a picture; made once, for it is kept under the picture's hash.

    Raises:
        PictureError: The picture cannot be read.
        ProjectError: The cut-out cannot be kept.
    """
    from storyboard.backends import kit_stamp, shown_cutout

    mask = project.masks.get(picture)
    digest = project.hash_file(picture)[:32] + (f"-{project.hash_file(mask)[:16]}" if mask else "")
    path = project.layout.cache / "cutouts" / f"{digest}-{kit_stamp()}.png"
    facts = path.with_suffix(".json")
    try:
        if path.is_file():
            return Cutout(path=path, doubtful=str(json.loads(facts.read_text(encoding="utf-8"))["doubtful"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass  # Not whole: it is made again.
    shown, doubtful = shown_cutout(picture, name, mask)
    write_atomically(path, png_bytes(shown))
    write_atomically(facts, json.dumps({"schema": 1, "doubtful": doubtful}).encode("utf-8"))
    project.layout.explain_state()
    return Cutout(path=path, doubtful=doubtful)
