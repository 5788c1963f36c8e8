"""People, places and things of a film by name, and the reference pictures that can be made of them."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from storyboard.errors import InputError, SelectionError
from storyboard.frames import Wanted, source_of
from storyboard.model import (
    DEFAULT_LOOK,
    Action,
    Angle,
    Bible,
    Brief,
    Character,
    Framing,
    Interior,
    Location,
    Noun,
    Prop,
    Role,
    Shot,
    ShotList,
    Size,
    Slot,
    SlotKind,
    TimeOfDay,
    slot_word,
)
from storyboard.project import Project
from storyboard.prompts import Guide

# Of a person stands the whole body; a sheet has four of them side by side and the heads below.
_SIZES = {(SlotKind.CHARACTER, "anchor"): (1024, 1536), (SlotKind.PROP, "anchor"): (1024, 1024)}
_SHEET = (1536, 1024)
SECTIONS = {SlotKind.CHARACTER: "characters", SlotKind.LOCATION: "locations", SlotKind.PROP: "props"}


class Subject(Noun):
    """Somebody or something that must look the same from picture to picture.

    Attributes:
        name: As the bible spells it, else the script.
        known: It stands in the bible.
        seen: It can be seen in the film.
        references: Its pictures, as written in the bible.
        shots: Those in which it is seen.
    """

    kind: SlotKind
    name: str
    known: bool
    seen: bool
    description: str = ""
    references: tuple[str, ...] = ()
    shots: tuple[Shot, ...] = ()

    @property
    def section(self) -> str:
        """Where the bible speaks of it."""
        return SECTIONS[self.kind]


def all_subjects(project: Project, shot_list: ShotList) -> tuple[Subject, ...]:
    """Everybody and everything that the film or its bible knows: people, places, things."""
    bible, shots = project.bible, shot_list.shots
    found: dict[tuple[SlotKind, str], Subject] = {}

    def add(kind: SlotKind, name: str, entry: Character | Location | Prop | None, seen_in: Sequence[Shot]) -> None:
        spelt = entry.name if entry else name
        before = found.get((kind, spelt))
        together = tuple({shot.id: shot for shot in (*(before.shots if before else ()), *seen_in)}.values())
        found[kind, spelt] = Subject(
            kind=kind,
            name=spelt,
            known=entry is not None,
            seen=bool(together),
            description=entry.description if entry else "",
            references=_references(entry),
            shots=together,
        )

    people = dict.fromkeys(
        [
            *(person.name for person in shot_list.people),
            *(one.character for shot in shots for one in shot.subjects),
            *(one.name for one in bible.characters),
        ]
    )
    for name in people:
        shown = [shot for shot in shots if any(one.character == name for one in shot.visible)]
        add(SlotKind.CHARACTER, name, bible.character(name), shown)
    places = dict.fromkeys(
        [*(shot.location for shot in shots if shot.location), *(one.name for one in bible.locations)]
    )
    for name in places:
        add(SlotKind.LOCATION, name, bible.location(name), [shot for shot in shots if shot.location == name])
    for prop in bible.props:
        add(SlotKind.PROP, prop.name, prop, [shot for shot in shots if _shows(shot, prop.name, bible)])
    return tuple(found.values())


def _references(entry: Character | Location | Prop | None) -> tuple[str, ...]:
    if isinstance(entry, Character):
        return entry.look(DEFAULT_LOOK).references
    return entry.references if entry else ()


def _shows(shot: Shot, name: str, bible: Bible) -> bool:
    return any((prop := bible.prop(word)) is not None and prop.name == name for word in shot.props)


def find_subject(project: Project, shot_list: ShotList, name: str, *, kind: SlotKind | None = None) -> Subject:
    """Who or what a name means; people go before places, places before things.

    Raises:
        SelectionError: There is nobody and nothing of that name.
    """
    every = [one for one in all_subjects(project, shot_list) if kind in {None, one.kind}]
    folded = name.strip().rstrip(".").casefold()
    for one in every:
        if one.name.rstrip(".").casefold() == folded:
            return one
    for entry in _by_alias(project.bible, name.strip()):
        for one in every:
            if (one.section, one.name) == entry:
                return one
    what = str(kind) if kind else "person, place or thing"
    names = [one.name for one in every]
    near = difflib.get_close_matches(folded, [known.casefold() for known in names], n=1)
    spelt = next((known for known in names if near and known.casefold() == near[0]), "")
    cure = f"Did you mean {spelt}?" if spelt else f"Known: {', '.join(names[:12]) or 'nobody'}"
    raise SelectionError(f"The film has no {what} called {name!r:.60}", cure=cure)


def _by_alias(bible: Bible, name: str) -> list[tuple[str, str]]:
    entries = (
        ("characters", bible.character(name)),
        ("locations", bible.location(name)),
        ("props", bible.prop(name)),
    )
    return [(section, entry.name) for section, entry in entries if entry is not None]


def anchor_of(project: Project, subject: Subject, *, look: str = "", source: Path | None = None) -> Wanted:
    """The picture that all others of somebody or something are held against.

    Args:
        project: The open project.
        subject: Of whom or what.
        look: For a character, another look than the default.
        source: A photo or drawing to make it from; without one, that of the take in use, if it was made from one.

    Raises:
        InputError: There is neither a description nor a source, so that it would be made up; or no such look.
    """
    part = "plate" if subject.kind is SlotKind.LOCATION else "anchor"
    own_look = look if look != DEFAULT_LOOK else ""
    slot = slot_of(subject, part, look=own_look)
    _check_look(project, subject, own_look)
    made_from = source or source_of(project, slot)
    if made_from is None and not _is_described(project, subject, own_look):
        keys = f"looks: {own_look}: wardrobe" if own_look else "description"
        raise InputError(
            f"{subject.name}{f', look {own_look},' if own_look else ''} has no description, and nothing is made up",
            why=_told(project, subject),
            cure=f"Write one under {subject.section}: {subject.name}: {keys}: in {project.layout.bible.name}, "
            "or start from a picture: --from IMAGE",
        )
    if own_look and made_from is None and not subject.references:
        raise InputError(
            f"{subject.name} has no anchor yet whose face another look could keep",
            cure=f"First: storyboard cast --make {_quoted(subject.name)}",
        )
    time, interior = _usual(subject)
    brief = Brief(
        kind=subject.kind,
        part=part,
        name=subject.name,
        description=subject.description,
        interior=interior,
        time=time,
        shots=_scene_of(subject) if subject.kind is SlotKind.LOCATION else (),
    )
    targets = (Guide(role=Role.TARGET, name="the original", path=made_from),) if made_from else ()
    size = _SIZES.get((subject.kind, part), project.bible.format.draw)
    return Wanted(slot=slot, brief=brief, size=size, look=own_look, targets=targets)


def sheet_of(project: Project, subject: Subject, *, look: str = "") -> Wanted:
    """Several views in one picture, turned from the approved anchor.

    Raises:
        InputError: There is no approved anchor, or no sheet of such a subject.
    """
    if subject.kind is SlotKind.LOCATION:
        raise InputError("A place has a plate and no sheet", cure=f"storyboard cast --make {_quoted(subject.name)}")
    own_look = look if look != DEFAULT_LOOK else ""
    _check_look(project, subject, own_look)
    if not subject.references:
        raise InputError(
            f"{subject.name} has no approved anchor yet, and a sheet is turned from it",
            cure=f"storyboard cast --make {_quoted(subject.name)}, look at it, then: storyboard pick {_quoted(subject.name)} 1",
        )
    brief = Brief(kind=subject.kind, part="sheet", name=subject.name, description=subject.description)
    return Wanted(slot=slot_of(subject, "sheet", look=own_look), brief=brief, size=_SHEET, look=own_look)


def slot_of(subject: Subject, part: str, *, look: str = "") -> Slot:
    """Where its pictures lie: ``character/MARA/anchor``, ``character/MARA/anchor-soaked``.

    Raises:
        InputError: The name is too long for a folder.
    """
    own = f"{part}-{slot_word(look)}" if look and look != DEFAULT_LOOK else part
    try:
        return Slot.named(subject.kind, subject.name, own)
    except ValueError as error:
        raise InputError(
            f"{subject.name!r:.60} is too long a name for a folder", cure="Give it a shorter one, this one as an alias"
        ) from error


def _check_look(project: Project, subject: Subject, look: str) -> None:
    if not look:
        return
    character = project.bible.character(subject.name) if subject.kind is SlotKind.CHARACTER else None
    known = [one.name for one in character.looks] if character else []
    if look not in known:
        raise InputError(
            f"{subject.name} has no look {look!r:.40} in the bible",
            cure=f"Write it under {subject.section}: {subject.name}: looks: {look}: wardrobe: ..."
            + (f" Known: {', '.join(known)}" if known else ""),
        )


def _is_described(project: Project, subject: Subject, look: str) -> bool:
    character = project.bible.character(subject.name) if subject.kind is SlotKind.CHARACTER else None
    if look and character:
        worn = character.look(look)
        return any(text.strip() for text in (worn.wardrobe, worn.age, worn.state, worn.injury))
    return bool(subject.description.strip())


def _told(project: Project, subject: Subject) -> str:
    """What the script says of it, to be taken over by hand or not."""
    if subject.kind is SlotKind.CHARACTER:
        from storyboard.flows.cast import read_roster

        row = next((one for one in read_roster(project).people if one.name == subject.name), None)
        told = "; ".join(f"{one.what}: {one.text}" for one in row.found) if row else ""
    else:
        told = " ".join(subject.shots[0].action.text.split()) if subject.shots else ""
    where = f" ({subject.shots[0].source.file}:{subject.shots[0].source.line})" if subject.shots else ""
    return f"The script says{where}: {told[:300]}" if told else ""


def _usual(subject: Subject) -> tuple[TimeOfDay, Interior]:
    if not subject.shots:
        return TimeOfDay.DAY, Interior.UNKNOWN
    return Counter((shot.time, shot.interior) for shot in subject.shots).most_common(1)[0][0]


def _scene_of(subject: Subject) -> tuple[Shot, ...]:
    """A shot that plays in a place at its usual time, emptied of what happens there."""
    usual = _usual(subject)
    here = [shot for shot in subject.shots if (shot.time, shot.interior) == usual]
    if not here:
        return ()
    return (emptied(here[0]),)


def emptied(shot: Shot) -> Shot:
    """The place of a shot, in a wide, without what happens there."""
    plain = {"size": Size.WS, "angle": Angle.EYE, "framing": Framing.SINGLE, "lens": "", "light": ""}
    nothing = dict.fromkeys(("subjects", "props", "dialogue", "frame_text", "overlay_text", "sound"), ())
    return shot.model_copy(update={**plain, **nothing, "action": Action()})


def _quoted(name: str) -> str:
    return name if name.isalnum() else f'"{name}"'
