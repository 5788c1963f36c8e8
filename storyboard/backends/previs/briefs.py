"""Pictures of no single shot, drawn from structure: which draughtsman draws which, from which references."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.comic import Panel, draw_page
from storyboard.backends.previs.expression import can_change
from storyboard.backends.previs.insert import prop_for
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.portrait import draw_anchor, draw_known_thing, draw_sheet, draw_thing, draw_thing_sheet
from storyboard.backends.previs.propkit import PropKit, PropShelf
from storyboard.backends.previs.props import thing
from storyboard.backends.previs.shelf import KitShelf
from storyboard.backends.previs.stand_in import stand_in
from storyboard.backends.previs.titles import draw_over, draw_title, unreadable
from storyboard.backends.previs.wardrobe import Told, Wardrobe
from storyboard.backends.previs.wordcolours import colours_told
from storyboard.errors import DrawingRefused
from storyboard.media import open_picture
from storyboard.model import (
    Brief,
    Facing,
    FramePrompt,
    Landmarks,
    Role,
    Shot,
    Size,
    Slot,
    SlotKind,
    Source,
    Staging,
    Subject,
)

Drawn = tuple[Array, Landmarks, tuple[str, ...]]
# Draws a prompt's shot, as the backend does.
DrawShot = Callable[[FramePrompt], Drawn]

_STAND = {
    1: (Staging.CENTRE,),
    2: (Staging.LEFT, Staging.RIGHT),
    3: (Staging.FAR_LEFT, Staging.CENTRE, Staging.FAR_RIGHT),
}
_ONE_VIEW = (
    "{name}: previs knows one view, so that three-quarter, side and back are guesses; a paid backend turns the figure"
)


def draw_brief(prompt: FramePrompt, kits: KitShelf, props: PropShelf, draw_shot: DrawShot) -> Drawn:
    """Draw what a prompt's brief asks for.

    Args:
        prompt: What is wanted; its `brief`, `references` and `size` decide.
        kits: Learns references of people.
        props: Learns references of things.
        draw_shot: Draws the set or the people of a shot.

    Returns:
        The picture as RGB, uint8, its landmarks, and what a person should know of it.

    Raises:
        DrawingRefused: The prompt has no brief, or one that lacks what is to be drawn.
        PictureError: A reference cannot be read.
    """
    brief = prompt.brief
    if brief is None:
        raise DrawingRefused("There is neither a shot nor a brief to draw", code="no_shot")
    match brief.kind:
        case SlotKind.CHARACTER:
            return _character(prompt, brief, kits)
        case SlotKind.PROP:
            return _thing(prompt, brief, props)
        case SlotKind.LOCATION:
            pixels, landmarks, _ = draw_shot(_empty_set(prompt, brief))
            return pixels, landmarks, _of_no_photo(prompt)
        case SlotKind.CARD:
            pixels, _, _ = draw_shot(_empty_set(prompt, brief))
            return draw_title(pixels, brief.words), Landmarks(focus=(0.5, 0.5)), unreadable(brief.words)
        case SlotKind.POSTER:
            pixels, landmarks, warnings = draw_shot(_group(prompt, brief))
            return draw_over(pixels, landmarks, brief.words), landmarks, (*warnings, *unreadable(brief.words))
        case SlotKind.EXPANSION if brief.shots:
            shot = brief.shots[0]
            return draw_shot(prompt.model_copy(update={"shot": shot, "slot": Slot.shot(shot.id, brief.part)}))
        case SlotKind.COMIC if brief.shots:
            return _page(prompt, brief)
        case _:
            raise DrawingRefused(f"previs cannot draw a {brief.kind}", cure="Use another backend", code="no_shot")


def _character(prompt: FramePrompt, brief: Brief, kits: KitShelf) -> Drawn:
    kit, warnings = _kit(prompt, brief, kits)
    if brief.part == "sheet":
        pixels, landmarks = draw_sheet(kit, prompt.size)
        stiff = (
            ()
            if can_change(kit)
            else (f"{brief.name}: no expressions, as the picture does not show all of the figure",)
        )
        return pixels, landmarks, (*warnings, *stiff, _ONE_VIEW.format(name=brief.name))
    pixels, landmarks = draw_anchor(kit, prompt.size)
    return pixels, landmarks, warnings


def _kit(prompt: FramePrompt, brief: Brief, kits: KitShelf) -> tuple[Kit, tuple[str, ...]]:
    reference = next((one for one in prompt.references if one.role is Role.TARGET), None)
    reference = reference or next((one for one in prompt.references if one.role is Role.CHARACTER), None)
    if reference is not None:
        kit = kits.kit(reference.path, brief.name, reference.sha256)
        doubts = (f"{brief.name}: {kit.doubtful}",) if kit.doubtful else ()
        if not kit.full:
            doubts = (*doubts, f"{brief.name}: the picture does not show all of the figure; its body is a guess")
        if brief.part != "sheet" and reference.role is Role.CHARACTER:
            # Their picture shows another look than the one that is asked for.
            said = _said(prompt)
            told = Told(wears=said.get("Wears", ""), state=said.get("State", ""), other_clothes=True)
            kit, doubt = Wardrobe().dressed(kit, told)
            doubts = (*doubts, f"{brief.name}: {doubt}")
        return kit, doubts
    said = _said(prompt)
    worn = colours_told("; ".join(said[label] for label in ("Wears", "Looks") if label in said))
    colours = "in colours that its description names" if worn.known else "in colours of its own"
    return stand_in(brief.name, worn), (
        f"{brief.name}: a neutral stand-in {colours}, no likeness: previs draws faces only from pictures (--from IMAGE)",
    )


def _said(prompt: FramePrompt) -> dict[str, str]:
    """What the prompt says of clothes, of looks in general and of a state, each by its label."""
    lines = [line.partition(": ") for line in prompt.text.splitlines()]
    return {label: text for label, _, text in lines if label in {"Wears", "Looks", "State"}}


def _thing(prompt: FramePrompt, brief: Brief, props: PropShelf) -> Drawn:
    reference = next((one for one in prompt.references if one.role in {Role.TARGET, Role.PROP}), None)
    if reference is None:
        return _known_thing(prompt, brief)
    kit: PropKit = props.kit(reference.path, brief.name, reference.sha256)
    doubts = (f"{brief.name}: {kit.doubtful}",) if kit.doubtful else ()
    if brief.part == "sheet":
        pixels, landmarks = draw_thing_sheet(kit, prompt.size)
        return pixels, landmarks, (*doubts, _ONE_VIEW.format(name=brief.name))
    pixels, landmarks = draw_thing(kit, prompt.size)
    return pixels, landmarks, doubts


def _known_thing(prompt: FramePrompt, brief: Brief) -> Drawn:
    draw, _ = prop_for(_nowhere(brief).model_copy(update={"props": (brief.name, brief.description)}))
    if draw is thing:
        raise DrawingRefused(
            f"previs does not know what {brief.name} looks like",
            cure="Start from a picture: --from IMAGE, or use a paid backend",
            code="no_picture",
        )
    pixels, landmarks = draw_known_thing(draw, prompt.size)
    return (
        pixels,
        landmarks,
        (
            f"{brief.name}: drawn as previs knows such a thing, not as it is described; for its likeness use --from IMAGE",
        ),
    )


def _of_no_photo(prompt: FramePrompt) -> tuple[str, ...]:
    if any(one.role is Role.TARGET for one in prompt.references):
        return ("previs builds places from its own sets and does not look at the picture; a paid backend does",)
    return ()


def _empty_set(prompt: FramePrompt, brief: Brief) -> FramePrompt:
    """A wide of the place with nobody in it. What is said of the place dresses it; the rest of the prompt would not."""
    shot = brief.shots[0] if brief.shots else _nowhere(brief)
    return prompt.model_copy(update={"shot": shot, "text": brief.description, "references": ()})


def _nowhere(brief: Brief) -> Shot:
    """A shot in a place that no shot of the film plays in."""
    return Shot(
        id="s000_0010",
        scene="s000",
        source=Source(file="", line=1, line_end=1),
        location=brief.name,
        size=Size.WS,
        interior=brief.interior,
        time=brief.time,
        duration_frames=1,
    )


def _group(prompt: FramePrompt, brief: Brief) -> FramePrompt:
    """The people side by side before their place, faces to us."""
    placed = _empty_set(prompt, brief)
    assert placed.shot is not None
    people = brief.people[:3]
    tall = prompt.size[1] > prompt.size[0]
    subjects = tuple(
        Subject(character=name, staging=staging, facing=Facing.CAMERA)
        for name, staging in zip(people, _STAND.get(len(people), ()), strict=False)
    )
    size = Size.MS if tall else Size.MCU if len(people) < 3 else Size.MS
    shot = placed.shot.model_copy(update={"subjects": subjects, "size": size if people else Size.WS})
    return placed.model_copy(
        update={"shot": shot, "references": tuple(one for one in prompt.references if one.role is Role.CHARACTER)}
    )


def _page(prompt: FramePrompt, brief: Brief) -> Drawn:
    pictures = [one for one in prompt.references if one.role is Role.TARGET]
    if len(pictures) != len(brief.shots):
        raise DrawingRefused("A comic page needs a picture of every shot on it", code="no_picture")
    marks = brief.panels or (Landmarks(),) * len(brief.shots)
    panels = [
        Panel(shot, open_picture(picture.path), landmarks)
        for shot, picture, landmarks in zip(brief.shots, pictures, marks, strict=True)
    ]
    page, doubts = draw_page(panels, prompt.size)
    return np.asarray(page.convert("RGB")), Landmarks(), doubts
