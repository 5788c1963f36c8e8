"""The shot list on disk: what the program generated (the lock) under what people changed (shots.yaml)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from storyboard.errors import ShotListError
from storyboard.model import Shot, ShotList, ShotLock, Source
from storyboard.project.files import write_atomically
from storyboard.project.layout import Layout
from storyboard.project.shotcache import cached, remember
from storyboard.project.shotfields import ALWAYS, EDITABLE, Fields, apply_fields, fields_of
from storyboard.project.shotfile import ShotFile
from storyboard.project.validation import unknown_key


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
    _write_shots(layout, written, shots, fps)
    write_atomically(layout.lock, _lock_bytes(lock))
    return ShotList(scenes=lock.scenes, people=lock.people, shots=_in_order(shots))


def save_edits(layout: Layout, shots: Sequence[Shot], fps: Fraction) -> None:
    """Write changed shots into shots.yaml; only the blocks of shots that changed are rewritten."""
    _write_shots(layout, _read_written(layout), shots, fps)


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
        base = generated.get(entry["id"]) or _blank(entry, shots, file=file, line=written.places[path][0])
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
    shots: list[Shot] = []
    for shot in generated:
        if shot.id in removed:
            continue
        edits = (
            hand_edits(entries[shot.id], old_generated[shot.id], fps)
            if shot.id in entries and shot.id in old_generated
            else {}
        )
        edits.pop("scene", None)
        shots.append(apply_fields(shot, edits, fps) if edits else shot)
    # Shots made by hand follow the shot they were put behind, as long as that one and their scene still exist.
    scenes = {shot.scene for shot in generated}
    before = ""
    for entry in written.fields:
        shot_id = entry["id"]
        if (
            shot_id not in old_generated
            and merged[shot_id].scene in scenes
            and all(shot.id != shot_id for shot in shots)
        ):
            places = [index for index, shot in enumerate(shots) if shot.id == before]
            shots.insert(places[0] + 1 if places else 0, merged[shot_id])
        before = shot_id
    return shots


def _blank(entry: Fields, before: Sequence[Shot], *, file: str, line: int) -> Shot:
    """A shot that a person put in: it starts from the place of the shot before it."""
    values: dict[str, Any] = {"scene": entry.get("scene") or (before[-1].scene if before else "")}
    if before and before[-1].scene == values["scene"]:
        values |= before[-1].model_dump(include={"interior", "location", "sub_location", "time"})
    try:
        return Shot(
            id=entry["id"],
            number=entry["id"],
            source=Source(file=file, line=line, line_end=line),
            duration_frames=48,
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


def _write_shots(layout: Layout, written: ShotFile | None, shots: Sequence[Shot], fps: Fraction) -> None:
    file = written or ShotFile([], {}, "")
    comments = {shot.id: f"{shot.number}  {shot.source.file}:{shot.source.line}" for shot in shots}
    fields = [fields_of(shot, fps) for shot in shots]
    text = file.rewritten(fields, comments)
    if text != file.text:
        write_atomically(layout.shots, text.encode("utf-8"))
    remember(layout.cache, text, ShotFile(fields, {}, text))


def _in_order(shots: Sequence[Shot]) -> tuple[Shot, ...]:
    return tuple(
        shot if shot.order == index else shot.model_copy(update={"order": index}) for index, shot in enumerate(shots)
    )


def _lock_bytes(lock: ShotLock) -> bytes:
    plain = lock.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    plain["schema"] = lock.schema_
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "backslashreplace")
