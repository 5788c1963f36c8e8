"""Choosing takes and bringing in pictures of one's own."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from storyboard.errors import InputError, PictureError, SelectionError
from storyboard.flows.frames import frames_of
from storyboard.flows.shots import current_shots
from storyboard.frames import INPUTS_SCHEMA, find_shot
from storyboard.media import open_picture, point_of_interest, sha256_of
from storyboard.model import Landmarks, Noun, Quality, Shot, ShotList, Slot, Take
from storyboard.project import Project

_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
# Programs put the account's name, a part of the prompt and a number around it.
_ID_IN_NAME = re.compile(r"(?<![a-zA-Z0-9])s\d{3,12}[a-zA-Z]{0,12}_\d{4,9}(?![a-zA-Z0-9])", re.IGNORECASE)
_LIKE_A_NUMBER = re.compile(r"s?\d[\w.-]*", re.IGNORECASE)
_SUFFIXES = {".png", ".jpg", ".jpeg", ".webp"}


def pick_take(project: Project, shot_name: str, number: int, *, part: str = "start") -> Take:
    """Make a take the one that stands for its shot.

    Raises:
        SelectionError: No such shot, or it has no such take.
    """
    shot = find_shot(current_shots(project).shot_list.shots, shot_name)
    slot = Slot.shot(shot.id, part)
    take = project.takes.take(slot, number)
    project.takes.set_pick(slot, number)
    return take


def pick_take_of(project: Project, name: str, number: int, *, part: str = "start") -> Take | None:
    """As `pick_take`, where the name may be that of a slot too (``poster/film/poster``); None where it is neither.

    Raises:
        SelectionError: It has no such take; or it is written like a shot's number and there is none.
    """
    try:
        shot = find_shot(current_shots(project).shot_list.shots, name)
    except SelectionError:
        if _LIKE_A_NUMBER.fullmatch(name):
            raise
        slot = _slot_called(name)
    else:
        slot = Slot.shot(shot.id, part)
    if slot is None:
        return None
    take = project.takes.take(slot, number)
    project.takes.set_pick(slot, number)
    return take


def _slot_called(name: str) -> Slot | None:
    try:
        return Slot.parse(name)
    except ValueError:
        return None


def import_picture(project: Project, shot_name: str, picture: Path, *, part: str = "start") -> Take:
    """Take a picture of the user's own as a take of a shot, and pick it; its bytes are kept as they are.

    Raises:
        SelectionError: No such shot.
        PictureError: Not a picture that can be used.
    """
    shot_list = current_shots(project).shot_list
    return _import(project, shot_list, find_shot(shot_list.shots, shot_name), picture, part)


class FolderImport(Noun):
    """What was taken in of a folder, and the names of the pictures that no shot is called by."""

    takes: tuple[Take, ...]
    left: tuple[str, ...] = ()


def import_folder(project: Project, folder: Path, *, part: str = "start") -> FolderImport:
    """Take in every picture of a folder that has a shot's id in its name (``s001_0020.png``, ``me_s001_0020_v2.jpg``).

    A name that is only the shot's number (``1B.jpg``) will do too. Of several pictures for one shot, each becomes a
    take; the last by name is the pick.

    Raises:
        InputError: The folder is not there, or no picture in it is named after a shot.
        PictureError: One of them cannot be used; then none is taken.
    """
    if not folder.is_dir():
        raise InputError("No such folder", cure="Give the folder that holds the pictures", file=folder)
    shot_list = current_shots(project).shot_list
    found: list[tuple[Shot, Path]] = []
    left: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _SUFFIXES:
            shot = _shot_named_in(path.stem, shot_list.shots)
            if shot is not None:
                found.append((shot, path))
            else:
                left.append(path.name)
    if not found:
        raise InputError(
            "No picture in it is named after a shot", cure="Name them like s001_0020.png or 1B.png", file=folder
        )
    for _, path in found:
        open_picture(path)
    takes = tuple(_import(project, shot_list, shot, path, part) for shot, path in found)
    return FolderImport(takes=takes, left=tuple(left))


def _shot_named_in(name: str, shots: Sequence[Shot]) -> Shot | None:
    """The shot whose id stands in a file's name; or whose id or number is the whole of it."""
    with contextlib.suppress(SelectionError):
        return find_shot(shots, name)
    ids = {match[0].casefold() for match in _ID_IN_NAME.finditer(name)}
    named = [shot for shot in shots if shot.id.casefold() in ids]
    return named[0] if len(named) == 1 else None


def _import(project: Project, shot_list: ShotList, shot: Shot, picture: Path, part: str) -> Take:
    from PIL import Image

    # Decoded to be checked and looked at; what is kept are the bytes the user gave.
    opened_picture = open_picture(picture)
    width, height = opened_picture.size
    focus = point_of_interest(opened_picture)
    image = picture.read_bytes()
    with Image.open(io.BytesIO(image)) as opened:
        media_type = _MEDIA_TYPES.get(opened.format or "")
    if media_type is None:
        raise PictureError("Not a PNG, JPEG or WebP picture", cure="Save it as PNG", file=picture)
    inputs = next((frame.inputs for frame in frames_of(project, shot_list) if frame.shot.id == shot.id), {})
    slot = Slot.shot(shot.id, part)
    take = project.takes.add(
        slot,
        image,
        media_type,
        {
            "sha256": sha256_of(picture),
            "origin": "imported",
            "quality": Quality.FINAL,
            "width": width,
            "height": height,
            "inputs_schema": INPUTS_SCHEMA,
            "inputs": inputs,
            "landmarks": Landmarks(focus=focus),
            "created": datetime.now(UTC),
            "program": f"storyboard {version('storyboard')}",
        },
    )
    project.takes.set_pick(slot, take.number)
    return take
