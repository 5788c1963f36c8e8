"""A script broken down into shots: offline, by rules, the same every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from storyboard.breakdown.bounded import bounded
from storyboard.breakdown.compose import Composer
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.hour import tell_hours
from storyboard.breakdown.light import Skies
from storyboard.breakdown.llm.lines import SceneCut
from storyboard.breakdown.named_shots import SUNG, keep_what_rows_say
from storyboard.breakdown.numbering import display_number, row_numbers, setup_id
from storyboard.breakdown.pages import page_eighths
from storyboard.breakdown.people import Cast, all_elements
from storyboard.breakdown.reanchor import NewScene, Placement, heading_key, place
from storyboard.breakdown.reasons import LENGTHS, give_reasons
from storyboard.breakdown.scene_state import LIMB, Carry
from storyboard.breakdown.segment import SceneCutter
from storyboard.breakdown.sentences import normalised
from storyboard.breakdown.setups import number_setups, shared_pictures
from storyboard.breakdown.storytime import story_times
from storyboard.breakdown.timing import Clock, to_frames
from storyboard.breakdown.unnamed import unnamed_in
from storyboard.breakdown.voices import fold
from storyboard.model import (
    DEFAULT_LOOK,
    Bible,
    Diagnostic,
    Element,
    ElementKind,
    Framing,
    Interior,
    LookCalendar,
    Noun,
    Person,
    Scene,
    SceneSummary,
    Script,
    Severity,
    Shot,
    ShotList,
    ShotLock,
    Source,
    Subject,
    TransitionKind,
    scene_times,
)
from storyboard.script import collector_waits

_LISTED = 8


class Breakdown(Noun):
    """What a breakdown gives: the shots as they are now, and what to remember for the next reading."""

    shot_list: ShotList
    lock: ShotLock


@dataclass
class _SceneDrafts:
    scene: Scene
    drafts: list[Draft]


# Cuts a scene otherwise than the rules have.
Recut = Callable[[SceneCut], list[Draft]]


def break_down(
    script: Script, bible: Bible, *, previous: ShotLock | None = None, recut: Recut | None = None
) -> Breakdown:
    """Break a script into shots.

    Args:
        script: The script as read.
        bible: Names, aliases, looks, locations, timing, frame rate and numbering.
        previous: What the last breakdown remembered; shots that are still there keep their ids.
        recut: Called with each scene as the rules have cut it; gives the shots it is to have.

    Returns:
        The shot list in film order, and the lock to keep.
    """
    with collector_waits():
        return _break_down(script, bible, previous, recut)


def _break_down(script: Script, bible: Bible, previous: ShotLock | None, recut: Recut | None) -> Breakdown:
    script = bounded(script)
    cast = Cast(script, bible)
    diagnostics: list[Diagnostic] = []
    cut: list[_SceneDrafts] = []
    carry, skies = Carry(), Skies()
    for index, scene in enumerate(script.scenes):
        # What stands before the first heading is played before the first scene, in its place.
        elements = [*script.front, *scene.elements] if index == 0 else list(scene.elements)
        cutter = SceneCutter(scene, cast, bible.timing, carry, script.format)
        drafts = cutter.cut(elements)
        Composer(cast, exterior=scene.heading.interior in {Interior.EXT, Interior.BOTH}).compose(drafts)
        skies.light(scene, drafts)
        keep_what_rows_say(drafts)
        give_reasons(scene, drafts)
        tell_hours(scene, drafts)
        diagnostics += cutter.diagnostics
        cut.append(_SceneDrafts(scene, recut(SceneCut(scene, elements, drafts, cast)) if recut else drafts))
    _close(cut, carry)
    diagnostics += _nameless(script, cast)
    new_scenes = [
        NewScene(part.scene.id, heading_key(part.scene.heading.text), [_anchor(part, draft) for draft in part.drafts])
        for part in cut
    ]
    placement = place(new_scenes, previous)
    stories = story_times(script)
    summaries = tuple(
        SceneSummary(
            id=scene_id,
            number=part.scene.number,
            heading=part.scene.heading,
            line=part.scene.source.line,
            eighths=page_eighths(part.scene),
            story=stories[part.scene.id],
        )
        for part, scene_id in zip(cut, placement.scenes, strict=True)
    )
    shots = _shots(cut, placement, cast, bible, LookCalendar(scene_times(bible, summaries)), sung=script.format in SUNG)
    if not shots:
        diagnostics.append(
            Diagnostic(
                file=script.file,
                line=1,
                code="nothing-to-shoot",
                message="the script has no action and no dialogue",
                severity=Severity.WARNING,
            )
        )
    found = sorted((*script.diagnostics, *cast.diagnostics, *diagnostics), key=lambda item: item.line)
    people = _people(cast, dict(zip((part.scene.id for part in cut), placement.scenes, strict=True)))
    shot_list = ShotList(scenes=summaries, people=people, shots=shots, diagnostics=tuple(found))
    lock = ShotLock(
        script=script.file,
        script_sha256=script.sha256,
        scenes=summaries,
        people=people,
        shots=shots,
        anchors=placement.anchors,
        retired=placement.retired,
    )
    return Breakdown(shot_list=shot_list, lock=lock)


def _close(cut: list[_SceneDrafts], carry: Carry) -> None:
    """Hang on the last picture what still waits for one."""
    last = cut[-1].drafts[-1] if cut and cut[-1].drafts else None
    if last is None:
        return
    last.overlay += carry.overlay
    if carry.transition_in.joins:
        last.transition_out = TransitionKind.FADE_OUT


def _nameless(script: Script, cast: Cast) -> list[Diagnostic]:
    """Say once which people nobody will see, because the script gives them no name."""
    first: Element | None = None
    found: dict[str, None] = {}
    for element in all_elements(script):
        if element.kind is not ElementKind.ACTION:
            continue
        for words in unnamed_in(element.text):
            core = fold(words)
            bare = core.split(" ", 1)[-1]
            if core not in cast.names.canonical and bare not in cast.names.canonical:
                first = first or element
                found.setdefault(words)
    if first is None:
        return []
    listed = ", ".join([*list(found)[:_LISTED], *(["and others"] if len(found) > _LISTED else [])])
    return [
        Diagnostic(
            file=first.source.file,
            line=first.source.line,
            code="unnamed-people",
            message=f"{listed}: drawn only if you give them a name in CAPS",
            severity=Severity.INFO,
        )
    ]


def _anchor(part: _SceneDrafts, draft: Draft) -> str:
    words = draft.anchor or f"{part.scene.heading.text} {draft.cue.words if draft.cue else ''}"
    return "\n".join(filter(None, (normalised(line) for line in words.split("\n"))))


def _people(cast: Cast, scene_ids: dict[str, str]) -> tuple[Person, ...]:
    return tuple(
        person.model_copy(update={"scenes": tuple(scene_ids.get(scene, scene) for scene in person.scenes)})
        for person in cast.people()
    )


def _shots(
    cut: list[_SceneDrafts],
    placement: Placement,
    cast: Cast,
    bible: Bible,
    calendar: LookCalendar,
    *,
    sung: bool,
) -> tuple[Shot, ...]:
    clock = Clock(bible.fps) if sung else None
    shots: list[Shot] = []
    places: dict[str, str] = {}
    order = 0
    # Rows say what their shots are called, where the project has not chosen another way of counting.
    rows = [(part.scene.number, draft.number) for part in cut for draft in part.drafts]
    own_numbers = row_numbers(rows) if bible.numbering == "letters" else [""] * len(rows)
    for part, scene_id, ids in zip(cut, placement.scenes, placement.shots, strict=True):
        setups = number_setups(part.drafts)
        shared = shared_pictures(part.drafts)
        for position, draft in enumerate(part.drafts):
            picture = shared[position]
            place = draft.place or part.scene
            if place.id not in places:
                places[place.id] = _location(place, bible)
            shots.append(
                _shot(
                    draft,
                    part.scene,
                    cast,
                    bible,
                    calendar,
                    identifier=ids[position],
                    scene_id=scene_id,
                    location=_known_place(draft.row_place, bible) or places[place.id],
                    order=order,
                    number=own_numbers[order]
                    or display_number(part.scene.number, position, ids[position], bible.numbering),
                    setup=setup_id(scene_id, setups[position]),
                    frame_from=None if picture is None else ids[picture],
                    clock=clock,
                )
            )
            order += 1
    return tuple(shots)


def _shot(
    draft: Draft,
    scene: Scene,
    cast: Cast,
    bible: Bible,
    calendar: LookCalendar,
    *,
    identifier: str,
    scene_id: str,
    location: str,
    order: int,
    number: str,
    setup: str,
    frame_from: str | None,
    clock: Clock | None,
) -> Shot:
    subjects = tuple(_with_look(subject, draft.place or scene, bible, calendar) for subject in draft.subjects)
    for subject in subjects:
        if subject.on_screen:
            cast.seen(subject.character, scene.id)
    seconds, basis = draft.natural_seconds(bible.timing)
    if draft.cue and draft.cue.seconds:
        seconds, basis = draft.cue.seconds, "cue"
    provenance = dict(draft.provenance)
    provenance["duration"] = LENGTHS.get(basis, basis)
    if frame_from:
        provenance["frame_from"] = "the voice goes on over it" if draft.holds else "cut back to the same state"
    place = draft.place or scene
    heading = place.heading
    if draft.place and not provenance["location"].startswith("intercut"):
        provenance["location"] = f"intercut: where they were in scene {draft.place.number}"
    return Shot(
        id=identifier,
        scene=scene_id,
        number=number,
        order=order,
        setup=setup,
        frame_from=frame_from,
        source=Source(file=scene.source.file, line=draft.line, line_end=max(draft.line, draft.line_end)),
        interior=heading.interior,
        location=location,
        sub_location="" if draft.row_place else heading.sub_place,
        time=draft.hour or heading.time,
        size=draft.size,
        angle=draft.angle,
        lens=draft.lens,
        movement=draft.movement,
        framing=draft.framing,
        light=draft.light,
        subjects=subjects,
        props=_props(draft, bible),
        action=draft.parts,
        dialogue=tuple(draft.lines),
        frame_text=tuple(draft.written),
        overlay_text=tuple(draft.overlay),
        sound=tuple(dict.fromkeys(draft.sounds)),
        transition_in=draft.transition_in,
        transition_out=draft.transition_out,
        duration_frames=clock.frames(seconds) if clock else to_frames(seconds, bible.fps),
        duration_basis=basis,
        note=". ".join(part.rstrip(".") for part in dict.fromkeys(draft.note)),
        provenance=provenance,
    )


def _with_look(subject: Subject, scene: Scene, bible: Bible, calendar: LookCalendar) -> Subject:
    character = bible.character(subject.character) if subject.look == DEFAULT_LOOK else None
    look = calendar.name_of_look(character, scene.number) if character else DEFAULT_LOOK
    return subject.model_copy(update={"look": look}) if look != DEFAULT_LOOK else subject


def _location(scene: Scene, bible: Bible) -> str:
    heading = scene.heading
    whole = bible.location(f"{heading.place} - {heading.sub_place}")
    return whole.name if whole else _known_place(heading.place, bible)


def _known_place(name: str, bible: Bible) -> str:
    known = bible.location(name) if name else None
    return known.name if known else name


def _props(draft: Draft, bible: Bible) -> tuple[str, ...]:
    """The bible's props that the action names, and what an insert shows."""
    words = f" {normalised(f'{draft.insert_of} {draft.text}')} "
    found = [
        prop.name for prop in bible.props if any(_names(words, normalised(word)) for word in (prop.name, *prop.aliases))
    ]
    found += [prop for prop in draft.row_props if prop not in found]
    if draft.framing is Framing.INSERT and draft.insert_of:
        thing = normalised(draft.insert_of)
        if LIMB.search(thing):
            return tuple(found)
        for article in ("the ", "a ", "an ", "his ", "her ", "their "):
            thing = thing.removeprefix(article)
        if thing and not any(_names(f" {thing} ", normalised(name)) for name in found):
            found.append(thing)
    return tuple(found)


def _names(words: str, prop: str) -> bool:
    return bool(prop) and (f" {prop} " in words or f" {prop}s " in words)
