"""Reference pictures made to order, and approved: from a description or a photo to the anchor, from the anchor a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from storyboard.errors import InputError, ProjectError
from storyboard.flows.frames import FrameOptions, FramePlan
from storyboard.flows.shots import current_shots
from storyboard.flows.subjects import Subject, anchor_of, find_subject, sheet_of, slot_of
from storyboard.flows.wanted import draw_wanted, plan_wanted
from storyboard.frames import DrawReport, Wanted
from storyboard.media import open_picture, sha256_of
from storyboard.model import DEFAULT_LOOK, Noun, Progress, SlotKind, Take, slot_word
from storyboard.project import Project, set_in_bible, write_new

_REFS = "refs"
_MOST_COPIES = 1000


class Making(Noun):
    """One reference picture to be made.

    Attributes:
        name: Of whom or what; a character, a location or a prop.
        source: A photo or drawing to make it from.
        look: For a character, another look than the default.
        sheet: The sheet instead of the anchor.
    """

    name: str
    source: Path | None = None
    look: str = ""
    sheet: bool = False


class Approved(Noun):
    """A take that has become a reference: the copy, and what was written into the bible."""

    take: Take
    path: Path
    key: tuple[str, ...]
    references: tuple[str, ...]

    @property
    def said(self) -> str:
        """What was written, as it stands in storyboard.yaml."""
        return f"{': '.join(self.key)}: [{', '.join(self.references)}]"


def plan_making(project: Project, makings: Sequence[Making], options: FrameOptions) -> FramePlan:
    """What making them would cost; spends nothing and writes nothing.

    Raises:
        SelectionError: Nobody and nothing of that name is in the film.
        InputError: A description, an anchor or a look is missing.
        PictureError: The picture to start from cannot be used.
    """
    wanted = [_wanted(project, making) for making in makings]
    return plan_wanted(project, wanted, options, chosen=True)


def draw_making(
    project: Project, makings: Sequence[Making], options: FrameOptions, *, progress: Progress | None = None
) -> DrawReport:
    """Make them, as takes to pick from. A picture they start from is copied into refs/ first.

    Raises:
        StoryboardError: As `plan_making` and `storyboard.flows.wanted.draw_wanted` say.
    """
    wanted = [_with_kept_source(project, _wanted(project, making)) for making in makings]
    return draw_wanted(project, wanted, options, chosen=True, progress=progress)


def _wanted(project: Project, making: Making) -> Wanted:
    shot_list = current_shots(project).shot_list
    kind = SlotKind.CHARACTER if making.look else None
    subject = find_subject(project, shot_list, making.name, kind=kind)
    if making.source is not None:
        open_picture(making.source)
    if not making.sheet:
        return anchor_of(project, subject, look=making.look, source=making.source)
    if making.source is not None:
        raise InputError("A sheet is turned from the approved anchor", cure="Leave --from out, or leave --sheet out")
    return sheet_of(project, subject, look=making.look)


def _with_kept_source(project: Project, wanted: Wanted) -> Wanted:
    """Its source inside the project, where the take can be made from it again."""
    if not wanted.targets:
        return wanted
    target = wanted.targets[0]
    if target.path.resolve().is_relative_to(project.root.resolve()):
        return wanted
    stem = f"{_file_word(wanted.brief.name)}{f'-{_file_word(wanted.look)}' if wanted.look else ''}-original"
    kept = _copied(project, target.path, stem)
    return wanted.model_copy(update={"targets": (target.model_copy(update={"path": kept}),)})


def approve_reference(project: Project, name: str, number: int, *, sheet: bool = False, look: str = "") -> Approved:
    """Make a take the reference that every picture is held against; what was the reference stays behind it.

    The take's bytes are copied into refs/ under a free name, and the copy is written first into ``references:`` (or
    ``sheets:``) of its entry in storyboard.yaml, which is made where the bible has none.

    Raises:
        SelectionError: Nobody of that name, or no such take.
        BibleError: storyboard.yaml cannot be edited safely; it says what to write by hand.
    """
    shot_list = current_shots(project).shot_list
    subject = find_subject(project, shot_list, name, kind=SlotKind.CHARACTER if look else None)
    part = "plate" if subject.kind is SlotKind.LOCATION else "sheet" if sheet else "anchor"
    if sheet and subject.kind is SlotKind.LOCATION:
        raise InputError("A place has a plate and no sheet", cure="Leave --sheet out")
    slot = slot_of(subject, part, look=look)
    take = project.takes.take(slot, number)
    key, before = _entry(project, subject, sheet=sheet, look=look)
    middle = f"-{_file_word(look)}" if look and look != DEFAULT_LOOK else ""
    copied = _copied(project, take.path, f"{_file_word(subject.name)}{middle}-{part}")
    written = copied.relative_to(project.root).as_posix()
    # A thing has one list: its anchor first, other views behind it.
    behind = sheet and subject.kind is SlotKind.PROP
    references = tuple(dict.fromkeys((*before, written) if behind else (written, *before)))
    set_in_bible(project.layout.bible, key, references)
    project.takes.set_pick(slot, number)
    return Approved(take=take, path=copied, key=key, references=references)


def _entry(project: Project, subject: Subject, *, sheet: bool, look: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The key of the bible that lists such pictures, and what it lists now."""
    entry = (subject.section, subject.name)
    character = project.bible.character(subject.name) if subject.kind is SlotKind.CHARACTER else None
    if sheet and subject.kind is SlotKind.CHARACTER:
        return (*entry, "sheets"), character.sheets if character else ()
    name = look or DEFAULT_LOOK
    own = next((one for one in character.looks if one.name == name), None) if character else None
    if name != DEFAULT_LOOK or (own and own.references):
        return (*entry, "looks", name, "references"), own.references if own else ()
    return (*entry, "references"), subject.references


def _copied(project: Project, picture: Path, stem: str) -> Path:
    """A copy in refs/ under a name nobody has; one of the same bytes that is there already will do."""
    data = picture.read_bytes()
    for number in range(1, _MOST_COPIES):
        path = project.root / _REFS / f"{stem}{f'-{number}' if number > 1 else ''}{picture.suffix.lower()}"
        if write_new(path, data) or sha256_of(path) == sha256_of(picture):
            return path
    raise ProjectError("There are too many pictures of that name", cure="Clear refs/ out", file=project.root / _REFS)


def _file_word(name: str) -> str:
    return slot_word(name).replace(" ", "-")
