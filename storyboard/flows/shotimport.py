"""An edited shot list taken back: what differs from what the program would write today is an edit, the rest is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from storyboard.errors import PictureError, ShotListError
from storyboard.flows.shotmerge import merged_rows
from storyboard.flows.shotrows import read_shot_rows
from storyboard.flows.shots import ShotsReport, current_shots
from storyboard.frames import State, examine
from storyboard.model import Noun, Quality, Shot, ShotList
from storyboard.project import Project, load_shots, read_lock, save_edits, save_text

_TABLES = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm"}
_OWN = {".yaml", ".yml"}
# They follow from others, or say again what another says.
_NOT_TOLD = {"id", "heading", "starts_at", "source"}


class CellChange(Noun):
    """What one column of a shot said, and says now."""

    column: str
    before: str
    after: str


class ShotChange(Noun):
    """A shot that was edited."""

    id: str
    number: str
    cells: tuple[CellChange, ...]


class ImportReport(Noun):
    """What an import did.

    Attributes:
        shots: The shots as they now stand.
        changed: The edited shots.
        added: Ids of new shots.
        removed: Ids of shots that were taken out.
        missing: Ids of shots that the file does not have; they were left alone.
        reordered: The shots are in another order now.
        stale: How many pictures are out of date now that were not.
        notes: What a person should know, a line each.
    """

    shots: ShotsReport
    changed: tuple[ShotChange, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reordered: bool = False
    stale: int = 0
    notes: tuple[str, ...] = ()


def import_shots(project: Project, file: Path) -> ImportReport:
    """Take an edited shot list back into shots.yaml, as if every edit had been made there by hand.

    Args:
        project: The open project.
        file: What `write_shots` wrote (.csv, .xlsx), edited; or a shots.yaml, which takes the place of the project's.

    Raises:
        ShotListError: The file cannot be read, or a cell of it cannot be used; nothing is changed.
    """
    kind = file.suffix.lower()
    if kind not in _TABLES | _OWN:
        raise ShotListError(
            f"A shot list cannot be read from {file.name!r:.60}",
            cure="Name a file that ends in .csv, .tsv, .xlsx or .yaml",
        )
    before = current_shots(project)
    stale = _stale(project, before.shot_list)
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    if kind in _OWN:
        text = _text_of(file)
        if text != project.layout.shots.read_text(encoding="utf-8-sig"):
            save_text(project.layout, text, project.bible.fps, file=str(file))
    else:
        lock = read_lock(project.layout)
        assert lock is not None  # There are shots.
        shown = before.shot_list
        rows = read_shot_rows(file, words=_words_of(shown.shots))
        plain = load_shots(project.layout, lock, project.bible.fps)
        merged = merged_rows(rows, file, shown=shown, plain=plain.shots, lock=lock, project=project)
        missing, notes = merged.missing, (*rows.notes, *merged.notes)
        if merged.shots != list(plain.shots):
            save_edits(project.layout, merged.shots, project.bible.fps)
    after = current_shots(project)
    old, new = ({shot.id: shot for shot in report.shot_list.shots} for report in (before, after))
    kept = [shot_id for shot_id in new if shot_id in old]
    return ImportReport(
        shots=after,
        changed=_changes(before.shot_list, after.shot_list, project),
        added=tuple(shot_id for shot_id in new if shot_id not in old),
        removed=tuple(shot_id for shot_id in old if shot_id not in new),
        missing=missing,
        reordered=kept != [shot_id for shot_id in old if shot_id in new],
        stale=len(_stale(project, after.shot_list) - stale),
        notes=notes,
    )


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ShotListError("There is no such file", cure="Check the name and the folder", file=file) from None
    except UnicodeDecodeError as error:
        raise ShotListError("Not UTF-8 text", cure="Save the file as UTF-8", file=file) from error
    except OSError as error:
        raise ShotListError(f"Cannot be read: {error.strerror}", file=file) from error


def _words_of(shots: Sequence[Shot]) -> list[str]:
    """Words with letters that tell code pages apart."""
    texts = (
        text for shot in shots for text in (shot.action.text, shot.location, *(line.text for line in shot.dialogue))
    )
    return list(dict.fromkeys(word for text in texts for word in text.split() if not word.isascii()))


def _changes(before: ShotList, after: ShotList, project: Project) -> tuple[ShotChange, ...]:
    from storyboard.boards import shot_cells

    fps = project.bible.fps
    scenes = {scene.id: scene for scene in after.scenes}
    old = {shot.id: shot for shot in before.shots}
    changes = []
    for shot in after.shots:
        was = old.get(shot.id)
        if was is None or was == shot:
            continue
        cells, now = shot_cells(was, scenes.get(was.scene), fps), shot_cells(shot, scenes.get(shot.scene), fps)
        told = [
            CellChange(column=name, before=cells[name], after=now[name])
            for name in cells
            if cells[name] != now[name] and name not in _NOT_TOLD
        ]
        if any(change.column == "duration_s" for change in told):
            told = [change for change in told if change.column != "duration_frames"]
        if told:
            changes.append(ShotChange(id=shot.id, number=shot.number, cells=tuple(told)))
    return tuple(changes)


def _stale(project: Project, shot_list: ShotList) -> frozenset[str]:
    """Ids of shots whose picture is out of date; nothing where that cannot be told."""
    drawn = project.layout.root / "frames" / "shot"
    if not drawn.is_dir():
        return frozenset()
    try:
        frames = examine(project, shot_list, backend="previs", quality=Quality.DRAFT)
    except PictureError:
        return frozenset()
    return frozenset(frame.shot.id for frame in frames if frame.state is State.STALE)


def import_json(report: ImportReport) -> Mapping[str, object]:
    """What an import did, as ``--json`` prints it."""
    return report.model_dump(mode="json", exclude={"shots"})
