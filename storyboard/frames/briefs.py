"""How pictures of no single shot stand: anchors, sheets, plates, cards, posters, comic pages, other formats of a shot."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from storyboard.frames.inputs import BIBLE, SHOT, Input, shortened
from storyboard.frames.places import Places
from storyboard.frames.reasons import changes
from storyboard.frames.state import SlotFrame, State
from storyboard.model import (
    DEFAULT_LOOK,
    Brief,
    FramePrompt,
    Noun,
    Quality,
    Role,
    Slot,
    SlotKind,
    Take,
)
from storyboard.project import Problem, Project, rank, wanted_rank
from storyboard.prompts import Guide, Picture, brief_prompt, choose_brief_references, look_in

_HASH_LENGTH = 16
_LOOK_FIELDS = ("wardrobe", "age", "state", "injury")


class Wanted(Noun):
    """A picture of no single shot that somebody asks for.

    Attributes:
        brief: What it shows.
        size: Width and height in pixels.
        look: For a character, which look; empty for the default.
        targets: What it is made from.
    """

    slot: Slot
    brief: Brief
    size: tuple[int, int]
    look: str = ""
    targets: tuple[Guide, ...] = ()


class BriefExamination:
    """Looks at slots that belong to no shot, as the bible is now.

    Args:
        project: The open project.
        backend: Name of the backend that would draw; with `quality` it decides which takes do.
        quality: The pass that is wanted.
        max_references: How many reference pictures the backend takes.
        looks_at: The kinds of reference picture the backend makes use of.
    """

    def __init__(
        self,
        project: Project,
        *,
        backend: str,
        quality: Quality,
        max_references: int = 16,
        looks_at: Collection[Role] = frozenset(Role),
    ) -> None:
        self._project, self._quality = project, quality
        self._max, self._looks_at = max_references, looks_at
        self._wanted = wanted_rank(backend, quality)
        self._places = Places(project)

    def at(self, wanted: Wanted) -> SlotFrame:
        """How one picture stands, and the prompt that would draw it today.

        Raises:
            PictureError: A reference picture is missing.
        """
        project, brief = self._project, wanted.brief
        chosen = choose_brief_references(
            brief,
            project.bible,
            project.root,
            hash_file=project.hash_file,
            look=wanted.look,
            targets=wanted.targets,
            limit=self._max,
            looks_at=self._looks_at,
        )
        found = list(brief_inputs(wanted, project, chosen.pictures))
        inputs = {one.name: one.value for one in found if one.value}
        text = brief_prompt(brief, project.bible, chosen.references, size=wanted.size, look=wanted.look)
        take = self._standing_take(wanted.slot)
        problem = project.takes.problem(wanted.slot)
        enough = [one for one in project.takes.takes(wanted.slot) if self._does(one, inputs)]
        is_current = take is not None and any(one.number == take.number for one in enough)
        judged = self._judge(take, inputs, {one.name: one for one in found}, problem)
        state, reasons = (State.CURRENT, ()) if is_current else judged
        return SlotFrame(
            slot=wanted.slot,
            state=state,
            reasons=reasons,
            take=take,
            current_takes=len(enough),
            problem=problem,
            prompt=FramePrompt(
                slot=wanted.slot,
                text=text,
                references=chosen.references,
                size=wanted.size,
                quality=self._quality,
                brief=brief,
            ),
            inputs=inputs,
            unreferenced=chosen.unreferenced,
            dropped=chosen.dropped,
        )

    def _standing_take(self, slot: Slot) -> Take | None:
        """The pick where it is good enough, else the best take that is, else the pick after all."""
        pick = self._project.takes.pick(slot)
        if pick is None or rank(pick) >= self._wanted:
            return pick
        enough = [take for take in self._project.takes.takes(slot) if rank(take) >= self._wanted]
        return max(enough, key=lambda take: (rank(take), take.number), default=pick)

    def _does(self, take: Take, inputs: dict[str, str]) -> bool:
        if rank(take) < self._wanted:
            return False
        return take.receipt.origin == "imported" or not changes(take.receipt.inputs, inputs)

    def _judge(
        self, take: Take | None, inputs: dict[str, str], found: dict[str, Input], problem: Problem | None
    ) -> tuple[State, tuple[str, ...]]:
        if problem is not None and not changes(problem.inputs, inputs):
            return State(problem.state), (problem.message,)
        if take is None:
            return State.MISSING, ("nothing is drawn yet",)
        if rank(take) < self._wanted:
            quality = "previs" if take.receipt.backend == "previs" else take.receipt.quality
            return State.MISSING, (f"there is only a {quality} take",)

        def where(name: str) -> str:
            one = found.get(name)
            return self._places.in_bible(one.path) if one is not None and one.file == BIBLE else ""

        return State.STALE, changes(take.receipt.inputs, inputs, where=where)


def brief_inputs(wanted: Wanted, project: Project, pictures: Collection[Picture]) -> Iterator[Input]:
    """What a picture of no single shot depends on, each under a name a person understands; a fixed order.

    Args:
        wanted: The picture.
        project: Gives bible and style.
        pictures: The pictures that go along, whoever the artist is.
    """
    brief, bible = wanted.brief, project.bible
    yield from _subject(wanted, project)
    yield Input("words", shortened(" / ".join(brief.words)), SHOT, ())
    yield Input("style", shortened(bible.style.text), BIBLE, ("style", "text"))
    yield Input("what to avoid", shortened("; ".join(bible.style.avoid)), BIBLE, ("style", "avoid"))
    yield Input("the film's wording", shortened(bible.wording.add), BIBLE, ("wording", "add"))
    yield Input("format", "x".join(str(side) for side in wanted.size), BIBLE, ("format",))
    if brief.kind is SlotKind.COMIC:
        for shot in brief.shots:
            number = shot.number or shot.id
            said = " / ".join(f"{line.character}: {line.text}" for line in shot.dialogue)
            yield Input(f"the words of {number}", shortened(said), SHOT, ())
            yield Input(f"the captions of {number}", shortened(" / ".join(shot.overlay_text)), SHOT, ())
    hashes: dict[str, list[str]] = {}
    for picture in pictures:
        hashes.setdefault(_name_of(picture), []).append(picture.sha256[:_HASH_LENGTH])
    for name, values in hashes.items():
        yield Input(name, " ".join(values), BIBLE, ())


def _subject(wanted: Wanted, project: Project) -> Iterator[Input]:
    brief, bible = wanted.brief, project.bible
    section = {SlotKind.CHARACTER: "characters", SlotKind.LOCATION: "locations", SlotKind.PROP: "props"}.get(brief.kind)
    if section:
        path = (section, brief.name, "description")
        yield Input(f"{brief.name}'s description", shortened(brief.description), BIBLE, path)
    else:
        yield Input("what it shows", shortened(brief.description), SHOT, ())
    if brief.kind is SlotKind.LOCATION:
        yield Input("time", str(brief.time), SHOT, ())
        yield Input("interior", str(brief.interior), SHOT, ())
    if brief.kind is SlotKind.CHARACTER:
        yield from _look(brief.name, wanted.look, project)
    for name in brief.people:
        character = bible.character(name)
        described = shortened(character.description) if character else ""
        yield Input(f"{name}'s description", described, BIBLE, ("characters", name, "description"))
        yield from _look(name, look_in(brief, name), project)


def _look(name: str, look_name: str, project: Project) -> Iterator[Input]:
    character = project.bible.character(name)
    if character is not None:
        look = character.look(look_name or DEFAULT_LOOK)
        for field in _LOOK_FIELDS:
            path = ("characters", character.name, "looks", look.name, field)
            yield Input(f"{character.name}'s {field}", shortened(getattr(look, field)), BIBLE, path)


def _name_of(picture: Picture) -> str:
    match picture.role:
        case Role.TARGET:
            return f"the picture of {picture.name}"
        case Role.CHARACTER:
            return f"the picture of {picture.name}"
        case Role.LOCATION:
            return f"the picture of the place {picture.name}"
        case Role.PROP:
            return f"the picture of the prop {picture.name}"
        case _:
            return "the picture of the style"


def source_of(project: Project, slot: Slot) -> Path | None:
    """The photo or drawing that the picture in a slot was made from, if it was from one that is still there."""
    take = project.takes.pick(slot)
    used = next((one for one in take.receipt.references if one.role is Role.TARGET), None) if take else None
    path = project.root / used.path if used else None
    return path if path is not None and path.is_file() else None
