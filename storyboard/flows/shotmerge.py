"""The rows of an edited table laid over the shots: edits, new shots between their neighbours, the order of the rows."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storyboard.boards import WORKED_OUT, CellError, read_cells, shot_cells
from storyboard.errors import SelectionError, ShotListError
from storyboard.flows.samecell import same_cell
from storyboard.flows.shotrows import ShotRow, ShotRows
from storyboard.frames import find_shot
from storyboard.model import SHOT_ID, SceneSummary, Shot, ShotList, ShotLock
from storyboard.project import Project, apply_fields, read_duration, shot_by_hand

_LENGTHS = ("duration_s", "duration_frames")
# The field of a column where they are called differently.
_COLUMNS = {"subjects": "people", "duration": "duration_s"}


@dataclass
class Merged:
    """The shots in their new order, the ids that the file does not have, and notes for a person."""

    shots: list[Shot]
    missing: tuple[str, ...]
    notes: list[str] = field(default_factory=list)


def merged_rows(
    rows: ShotRows, file: Path, *, shown: ShotList, plain: Sequence[Shot], lock: ShotLock, project: Project
) -> Merged:
    """Lay the rows of a file over the shots.

    Args:
        rows: The rows.
        file: Their file, for errors.
        shown: The shots as an export shows them; a cell that says the same is no edit.
        plain: The same shots as they stand in shots.yaml.
        lock: What was last generated.
        project: The open project.

    Raises:
        ShotListError: A row or a cell cannot be used.
    """
    return _Merge(rows, file, shown, plain, lock, project).result()


class _Merge:
    def __init__(
        self, rows: ShotRows, file: Path, shown: ShotList, plain: Sequence[Shot], lock: ShotLock, project: Project
    ) -> None:
        self.rows, self.file, self.lock, self.project = rows, file, lock, project
        self.fps = project.bible.fps
        self.shown = {shot.id: shot for shot in shown.shots}
        self.plain = {shot.id: shot for shot in plain}
        self.scenes = {scene.id: scene for scene in shown.scenes}
        self.notes: list[str] = []
        self.not_taken: set[str] = set()
        self.people = {subject.character for shot in plain for subject in shot.subjects}
        self.people |= {name for person in shown.people for name in (person.name, *person.aliases)}
        self.people |= {person.name for person in project.bible.characters}

    def result(self) -> Merged:
        self._check_ids()
        self._see_whether_it_is_old()
        listed: list[tuple[ShotRow, Shot | None]] = [
            (row, self._edited(row) if row.shot_id else None) for row in self.rows.rows
        ]
        missing = [shot_id for shot_id in self.plain if all(row.shot_id != shot_id for row, _ in listed)]
        return Merged(self._in_order(listed, missing), tuple(missing), self.notes)

    def _check_ids(self) -> None:
        seen: dict[str, int] = {}
        for row in self.rows.rows:
            if not row.shot_id:
                continue
            if row.shot_id in seen:
                raise self._error(
                    row, "id", f"{row.shot_id} stands in row {seen[row.shot_id]} too",
                    cure="Empty the id of the new one: it gets one of its own",
                )  # fmt: skip
            seen[row.shot_id] = row.line
            if row.shot_id in self.plain:
                continue
            what = f"there is no shot {row.shot_id!r:.40}"
            if row.shot_id in self.lock.retired:
                what = f"{row.shot_id} is gone from the script"
            elif any(shot.id == row.shot_id for shot in self.lock.shots):
                what = f"{row.shot_id} was taken out of shots.yaml"
            near = difflib.get_close_matches(row.shot_id, self.plain, n=1, cutoff=0.85)
            hint = f"Did you mean {near[0]}? " if near and not SHOT_ID.fullmatch(row.shot_id) else ""
            raise self._error(row, "id", what, cure=f"{hint}Leave the id of a new shot empty, or take the row out")

    def _see_whether_it_is_old(self) -> None:
        """An export from before the script changed has the numbers of that time; they are nobody's wish."""
        known = [(row, self._cells(self.shown[row.shot_id])) for row in self.rows.rows if row.shot_id]
        if any(not same_cell(today["source"], row.cells.get("source", "") or today["source"]) for row, today in known):
            self.not_taken = {"number", "scene"}
            self.notes.append(
                f"{self.file.name} is older than the script: its columns number and scene are not taken; "
                "where the list and the script both changed, the list wins"
            )
            return
        numbers = [not same_cell(today["number"], row.cells.get("number", today["number"])) for row, today in known]
        if len(numbers) > 2 and sum(numbers) * 2 > len(numbers):
            self.not_taken = {"number"}
            self.notes.append(f"{self.file.name} numbers the shots in another way; its column number is not taken")

    def _edited(self, row: ShotRow) -> Shot:
        """The shot of a row, with what differs from an export of today."""
        shot = self.plain[row.shot_id]
        today = self._cells(self.shown[row.shot_id])
        page = self.rows.code_page
        cells = {name: text for name, text in row.cells.items() if name not in self.not_taken}
        edited = {name: text for name, text in cells.items() if not same_cell(today[name], text, code_page=page)}
        for name in [name for name in edited if name in WORKED_OUT]:
            if name == "heading":
                self._note(row, f"{self.rows.places[name]} is the script's: change it there, or the shot's location")
            del edited[name]
        if not edited:
            return shot
        changed = self._with(row, shot, edited)
        same = changed.model_copy(update={"duration_basis": shot.duration_basis}) == shot
        return shot if same else changed

    def _with(self, row: ShotRow, shot: Shot, edited: Mapping[str, str]) -> Shot:
        edited = self._one_length(row, dict(edited))
        try:
            fields = read_cells(edited, shot)
        except CellError as problem:
            raise self._error(row, problem.column, str(problem)) from problem
        values: dict[str, Any] = {}
        for name, (column, value) in fields.items():
            values[name] = value
            if name == "scene":
                values[name] = self._scene(row, str(value or ""))
            elif name == "frame_from" and value:
                values[name] = self._lender(row, str(value), shot)
            elif name == "number" and value is None:
                values[name] = next((made.number for made in self.lock.shots if made.id == shot.id), shot.number)
            elif name == "subjects":
                self._check_people(row, column, [entry["character"] for entry in value])
        try:
            return apply_fields(shot, values, self.fps)
        except ValueError as problem:
            name, _, what = str(problem).partition(": ")
            name = name.partition(".")[0]
            column = fields[name][0] if name in fields else _COLUMNS.get(name, name)
            raise self._error(row, column, what) from problem

    def _one_length(self, row: ShotRow, edited: dict[str, str]) -> dict[str, str]:
        """The edits with one of the two lengths at most."""
        lengths = [name for name in _LENGTHS if edited.get(name, "").strip()]
        if not lengths:
            return edited
        try:
            frames = [
                read_duration(f"{edited[name].strip()}{'f' if name == _LENGTHS[1] else ''}", self.fps)
                for name in lengths
            ]
        except ValueError:
            frames = []  # Said with its column when the cell is read.
        if len(set(frames)) > 1:
            raise self._error(
                row, lengths[0], f"{edited[lengths[0]].strip()} seconds are not {edited[lengths[1]].strip()} frames",
                cure="Change one of the two columns",
            )  # fmt: skip
        if frames and len(lengths) == 2:
            lengths = lengths[1:]
        return {name: text for name, text in edited.items() if name not in _LENGTHS or name in lengths}

    def _scene(self, row: ShotRow, written: str) -> str:
        if written in self.scenes:
            return written
        found = [scene.id for scene in self.scenes.values() if same_cell(scene.number, written)]
        if len(found) == 1:
            return found[0]
        if found:
            raise self._error(
                row, "scene", f"several scenes have the number {written}", cure=f"Write {' or '.join(found)}"
            )
        known = ", ".join([scene.number or scene.id for scene in self.scenes.values()][:12])
        raise self._error(row, "scene", f"there is no scene {written!r:.40}", cure=f"Known: {known}")

    def _lender(self, row: ShotRow, written: str, shot: Shot) -> str:
        try:
            lender = find_shot(list(self.plain.values()), written)
        except SelectionError as problem:
            raise self._error(row, "frame_from", f"there is no shot {written!r:.40}", cure=problem.cure) from problem
        if lender.id == shot.id:
            raise self._error(row, "frame_from", "a shot cannot use its own picture", cure="Leave the cell empty")
        return lender.id

    def _check_people(self, row: ShotRow, column: str, names: Sequence[str]) -> None:
        for name in names:
            if name not in self.people:
                near = difflib.get_close_matches(name, self.people, n=1)
                hint = f"Did you mean {near[0]}?" if near else "A new face?"
                self._note(row, f"{self.rows.places[column]}: {name!r:.60} is nobody known so far. {hint}")

    def _in_order(self, listed: Sequence[tuple[ShotRow, Shot | None]], missing: Sequence[str]) -> list[Shot]:
        order: list[tuple[ShotRow | None, Shot | None]] = list(listed)
        ids = list(self.plain)
        for shot_id in missing:
            # Behind the shot that it stood behind.
            before = set(ids[: ids.index(shot_id)])
            at = max((index + 1 for index, (_, shot) in enumerate(order) if shot and shot.id in before), default=0)
            if before:
                last = ids[ids.index(shot_id) - 1]
                at = next((index + 1 for index, (_, shot) in enumerate(order) if shot and shot.id == last), at)
            order.insert(at, (None, self.plain[shot_id]))
        shots = self._new_shots(order)
        return [shot.model_copy(update={"order": index}) for index, shot in enumerate(shots)]

    def _new_shots(self, order: Sequence[tuple[ShotRow | None, Shot | None]]) -> list[Shot]:
        scenes = [shot.scene if shot else "" for _, shot in order]
        for index, (row, shot) in enumerate(order):
            if shot is None:
                assert row is not None
                written = row.cells.get("scene", "").strip()
                after = next((scene for scene in scenes[index + 1 :] if scene), "")
                scenes[index] = self._scene(row, written) if written else scenes[index - 1] if index else after
        ids = self._new_ids([shot.id if shot else "" for _, shot in order], scenes)
        shots: list[Shot] = []
        for index, (row, shot) in enumerate(order):
            made = shot
            if made is None:
                assert row is not None
                near = [*reversed(shots), *(each for _, each in order[index:] if each)]
                made = self._made(row, ids[index], scenes[index], near)
            shots.append(made)
        return shots

    def _made(self, row: ShotRow, shot_id: str, scene: str, near: Sequence[Shot]) -> Shot:
        neighbour = next((shot for shot in near if shot.scene == scene), None)
        entry = {"id": shot_id, "scene": scene}
        blank = shot_by_hand(
            entry, [neighbour] if neighbour else [], self.fps, file=self.project.layout.shots.name, line=1
        )
        today = self._cells(blank)
        cells = {name: text for name, text in row.cells.items() if name not in WORKED_OUT and name != "scene"}
        edited = {name: text for name, text in cells.items() if text.strip() and not same_cell(today[name], text)}
        return self._with(row, blank, edited) if edited else blank

    def _new_ids(self, ids: Sequence[str], scenes: Sequence[str]) -> list[str]:
        """The ids with every empty one filled: between those of its neighbours in the scene, never one that was used."""
        from storyboard.breakdown import free_numbers

        used = {*self.lock.retired, *self.plain, *(shot.id for shot in self.lock.shots)}
        # A shot that somebody made and took out again has left its takes, which must not come back under another.
        taken_folder = self.project.layout.root / "frames" / "shot"
        if taken_folder.is_dir():
            used |= {path.name for path in taken_folder.iterdir()}
        result = list(ids)
        at = 0
        while at < len(result):
            if result[at]:
                at += 1
                continue
            scene, end = scenes[at], at
            while end < len(result) and not result[end] and scenes[end] == scene:
                end += 1
            before = next((_number(one) for one in reversed(result[:at]) if _of(one, scene)), 0)
            after = next((_number(one) for one in result[end:] if _of(one, scene)), None)
            numbers = free_numbers(before, after, end - at, {_number(one) for one in used if _of(one, scene)})
            result[at:end] = [f"{scene}_{number:04d}" for number in numbers]
            used |= set(result[at:end])
            at = end
        return result

    def _cells(self, shot: Shot) -> dict[str, str]:
        scene: SceneSummary | None = self.scenes.get(shot.scene)
        return shot_cells(shot, scene, self.fps)

    def _note(self, row: ShotRow, text: str) -> None:
        self.notes.append(f"{self.file.name}:{row.line}: {text}")

    def _error(self, row: ShotRow, column: str, what: str, *, cure: str = "") -> ShotListError:
        place = self.rows.places.get(column, f"column {column}")
        shot = f", shot {row.shot_id}" if row.shot_id and column != "id" else ""
        return ShotListError(f"{place}{shot}: {what}", cure=cure, file=self.file, line=row.line)


def _of(shot_id: str, scene: str) -> bool:
    return SHOT_ID.fullmatch(shot_id) is not None and shot_id.rpartition("_")[0] == scene


def _number(shot_id: str) -> int:
    return int(shot_id.rpartition("_")[2])
