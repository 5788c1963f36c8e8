"""The shot list on disk: what the program generated (the lock) under what people changed (shots.yaml)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from storyboard.errors import ShotListError
from storyboard.model import Shot, ShotList, ShotLock, Source, frames_of
from storyboard.project.files import write_atomically
from storyboard.project.layout import Layout
from storyboard.project.shotcache import cached, remember
from storyboard.project.shotfields import ALWAYS, EDITABLE, Fields, apply_fields, fields_of
from storyboard.project.shotfile import ShotFile
from storyboard.project.shotorder import moved_by_hand, put_back
from storyboard.project.validation import unknown_key

# How long a shot made by hand is that says nothing about it.
_SECONDS = 2
# What it takes from the shot before it, where that is of the same scene.
_FROM_BEFORE = ("interior", "location", "sub_location", "time")


def read_lock(layout: Layout) -> ShotLock | None:
    """What was last generated; None before the first breakdown.

    Raises:
        ShotListError: The file is damaged or was written by a newer program.
    """
    try:
        text = layout.lock.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ShotListError("Cannot be read", file=layout.lock) from error
    try:
        lock = ShotLock.model_validate_json(text)
    except ValidationError as error:
        raise ShotListError(
            "The file is damaged",
            why="It is written by the program and kept beside the shot list",
            cure="Bring it back from a backup or from git; deleting it gives the shots new ids",
            file=layout.lock,
        ) from error
    if lock.schema_ > 1:
        raise ShotListError("Written by a newer storyboard", cure="Update storyboard", file=layout.lock)
    return lock


def load_shots(layout: Layout, lock: ShotLock, fps: Fraction) -> ShotList:
    """The shot list as it stands: generated, with people's edits on top, in the order of shots.yaml.

    Raises:
        ShotListError: A field of shots.yaml cannot be used.
    """
    written = _read_written(layout)
    shots = lock.shots if written is None else _merged_with_places(layout, written, lock, fps)
    return ShotList(scenes=lock.scenes, people=lock.people, shots=_in_order(shots))


def save_breakdown(layout: Layout, lock: ShotLock, previous: ShotLock | None, fps: Fraction) -> ShotList:
    """Write what was generated anew; edits made by hand to the previous list are carried over.

    Returns:
        The shot list as it now stands.
    """
    written = _read_written(layout)
    generated = list(lock.shots)
    shots: Sequence[Shot] = generated
    if written is not None and previous is not None:
        shots = _carry_over(layout, written, previous, generated, fps)
    # The people's file first: if the program dies between the two, the old lock still tells edits from its own words.
    _write_shots(layout, written, shots, lock, fps)
    write_atomically(layout.lock, _lock_bytes(lock))
    return ShotList(scenes=lock.scenes, people=lock.people, shots=_in_order(shots))


def save_edits(layout: Layout, shots: Sequence[Shot], fps: Fraction) -> None:
    """Write changed shots into shots.yaml; only the blocks of shots that changed are rewritten."""
    _write_shots(layout, _read_written(layout), shots, read_lock(layout) or ShotLock(), fps)


def save_text(layout: Layout, text: str, fps: Fraction, *, file: str) -> ShotList:
    """Put the text of a shots.yaml from elsewhere in the place of this project's.

    Args:
        layout: The project.
        text: The whole text.
        fps: Frames a second.
        file: What it is called in errors.

    Raises:
        ShotListError: A field of it cannot be used, or an id of it is one that was given up; nothing is written.
    """
    lock = read_lock(layout) or ShotLock()
    cure = "Give a shots.yaml; a new film is made of a list with: storyboard new DIR --script FILE"
    written = ShotFile.parse(text, file=file, cure=cure)
    retired = set(lock.retired)
    for index, entry in enumerate(written.fields):
        if entry["id"] in retired:
            raise ShotListError(
                f"The shot {entry['id']} is gone from the script, and its id is not used again",
                cure="Take it out, or give it an id that was never used",
                file=file,
                line=written.places["shots", index][0],
            )
    shots = _merged(written, lock, fps, file=file)
    write_atomically(layout.shots, text.encode("utf-8"))
    return ShotList(scenes=lock.scenes, people=lock.people, shots=_in_order(shots))


def hand_edits(entry: Fields, generated: Shot, fps: Fraction) -> Fields:
    """The fields of a block that differ from what was generated; a field taken out of the block counts as None."""
    before = fields_of(generated, fps)
    edits = {name: value for name, value in entry.items() if name != "id" and before.get(name) != value}
    edits.update({name: None for name in before if name not in entry and name not in ALWAYS})
    return edits


def _read_written(layout: Layout) -> ShotFile | None:
    try:
        text = layout.shots.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ShotListError("Not UTF-8 text", cure="Save the file as UTF-8", file=layout.shots) from error
    except OSError as error:
        raise ShotListError(f"Cannot be read: {error.strerror}", file=layout.shots) from error
    return cached(layout.cache, text) or ShotFile.parse(text, file=str(layout.shots))


def _merged_with_places(layout: Layout, written: ShotFile, lock: ShotLock, fps: Fraction) -> Sequence[Shot]:
    """The merged shots; a mistake is looked up in the text itself, so that the error can name its line and column."""
    try:
        shots = _merged(written, lock, fps, file=str(layout.shots))
    except (ShotListError, KeyError):
        if written.complete:
            raise
        return _merged(ShotFile.parse(written.text, file=str(layout.shots)), lock, fps, file=str(layout.shots))
    if written.complete:
        remember(layout.cache, written.text, written)
    return shots


def _merged(written: ShotFile, lock: ShotLock, fps: Fraction, *, file: str) -> list[Shot]:
    generated = {shot.id: shot for shot in lock.shots}
    scenes = {scene.id for scene in lock.scenes}
    shots: list[Shot] = []
    for index, entry in enumerate(written.fields):
        path = ("shots", index)
        _check_keys(entry, written, path, file)
        base = generated.get(entry["id"]) or shot_by_hand(entry, shots, fps, file=file, line=written.places[path][0])
        edits = hand_edits(entry, base, fps)
        try:
            shot = apply_fields(base, edits, fps) if edits else base
        except ValueError as problem:
            name = str(problem).partition(":")[0].partition(".")[0]
            line, column = written.places.get((*path, name), written.places[path])
            raise ShotListError(f"Shot {entry['id']}, {problem}", file=file, line=line, column=column) from problem
        if shot.scene not in scenes:
            line, column = written.places.get((*path, "scene"), written.places[path])
            raise ShotListError(
                f"Shot {shot.id}: there is no scene {shot.scene!r:.40}",
                cure=f"Known: {', '.join(sorted(scenes)[:8])}",
                file=file,
                line=line,
                column=column,
            )
        shots.append(shot)
    return shots


def _carry_over(
    layout: Layout, written: ShotFile, previous: ShotLock, generated: list[Shot], fps: Fraction
) -> list[Shot]:
    old_generated = {shot.id: shot for shot in previous.shots}
    entries = {entry["id"]: entry for entry in written.fields}
    removed = set(old_generated) - set(entries)
    merged = {shot.id: shot for shot in _merged_with_places(layout, written, previous, fps)}
    scenes = {shot.scene for shot in generated}
    shots: list[Shot] = []
    for shot in generated:
        if shot.id in removed:
            continue
        edits = (
            hand_edits(entries[shot.id], old_generated[shot.id], fps)
            if shot.id in entries and shot.id in old_generated
            else {}
        )
        if edits.get("scene") not in scenes:
            edits.pop("scene", None)
        shots.append(apply_fields(shot, edits, fps) if edits else shot)
    order = list(entries)
    moved = moved_by_hand(order, [shot.id for shot in previous.shots])
    placed = {shot.id: shot for shot in shots if shot.id in moved}
    known = set(old_generated) | {shot.id for shot in shots}
    placed |= {shot_id: shot for shot_id, shot in merged.items() if shot_id not in known and shot.scene in scenes}
    return put_back([shot for shot in shots if shot.id not in moved], placed, order)


def shot_by_hand(entry: Fields, before: Sequence[Shot], fps: Fraction, *, file: str, line: int) -> Shot:
    """A shot that a person put in: it starts from the place of the shot before it.

    Args:
        entry: Its fields; the id and the scene are looked at.
        before: The shots before it.
        fps: Frames a second.
        file: The file it was put into.
        line: The line it begins on.

    Raises:
        ShotListError: Its id is none.
    """
    values: dict[str, Any] = {"scene": entry.get("scene") or (before[-1].scene if before else "")}
    if before and before[-1].scene == values["scene"]:
        values |= before[-1].model_dump(include=set(_FROM_BEFORE))
    try:
        return Shot(
            id=entry["id"],
            number=_own_number(entry["id"]),
            source=Source(file=Path(file).name, line=line, line_end=line),
            duration_frames=frames_of(_SECONDS, fps),
            duration_basis="hand",
            **values,
        )
    except ValidationError as problem:
        message = str(problem.errors()[0]["msg"]).removeprefix("Value error, ")
        raise ShotListError(message, file=file, line=line) from problem


def _check_keys(entry: Fields, written: ShotFile, path: tuple[str | int, ...], file: str) -> None:
    for key in entry:
        if key != "id" and key not in EDITABLE:
            line, column = written.places[(*path, key)]
            raise unknown_key((entry["id"], key), EDITABLE, file=file, line=line, column=column, error=ShotListError)


def _write_shots(
    layout: Layout, written: ShotFile | None, shots: Sequence[Shot], lock: ShotLock, fps: Fraction
) -> None:
    file = written or ShotFile([], {}, "")
    generated = {shot.id: shot for shot in lock.shots}
    entries = {entry["id"]: entry for entry in file.fields}
    comments = {
        shot.id: f"{shot.number}  {shot.source.file}:{shot.source.line}" for shot in shots if shot.id in generated
    }
    fields = [_fields(shot, generated.get(shot.id), entries.get(shot.id), fps) for shot in shots]
    text = file.rewritten(fields, comments)
    if text != file.text:
        write_atomically(layout.shots, text.encode("utf-8"))
    remember(layout.cache, text, ShotFile(fields, {}, text))


def _fields(shot: Shot, generated: Shot | None, entry: Fields | None, fps: Fraction) -> Fields:
    """The fields to write for a shot; those that stand there, however somebody spelt them, where they mean it already."""
    fields = fields_of(shot, fps)
    if shot.number != (generated.number if generated else _own_number(shot.id)):
        # Numbers are the program's affair, and stand behind the id; only somebody's own is a field.
        head = {name: fields.pop(name) for name in ALWAYS}
        fields = {**head, "number": shot.number, **fields}
    if entry is None or entry == fields:
        return fields
    try:
        if generated is None:
            return entry if _says_all(entry, fields, shot, fps) else fields
        edits = hand_edits(entry, generated, fps)
        meant = apply_fields(generated, edits, fps) if edits else generated
    except ValueError:
        return fields
    return entry if _same(meant, shot) else fields


def _says_all(entry: Fields, fields: Fields, shot: Shot, fps: Fraction) -> bool:
    """Whether the block of a shot made by hand means this shot; what it leaves out comes from the shot before it."""
    plain = fields_of(
        Shot(id=shot.id, scene=shot.scene, source=shot.source, duration_frames=frames_of(_SECONDS, fps)), fps
    )
    unsaid = {name: value for name, value in fields.items() if name not in entry and name not in _FROM_BEFORE}
    if any(plain.get(name) != value for name, value in unsaid.items()):
        return False
    return _same(apply_fields(shot, {name: value for name, value in entry.items() if name != "id"}, fps), shot)


def _same(one: Shot, other: Shot) -> bool:
    return one.model_copy(update={"order": other.order, "duration_basis": other.duration_basis}) == other


def _own_number(shot_id: str) -> str:
    """What a shot made by hand is called as long as nobody says otherwise."""
    scene, _, number = shot_id.partition("_")
    return f"{scene[1:].lstrip('0') or '0'}-{number}"


def _in_order(shots: Sequence[Shot]) -> tuple[Shot, ...]:
    return tuple(
        shot if shot.order == index else shot.model_copy(update={"order": index}) for index, shot in enumerate(shots)
    )


def _lock_bytes(lock: ShotLock) -> bytes:
    plain = lock.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    plain["schema"] = lock.schema_
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "backslashreplace")
