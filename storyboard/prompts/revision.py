"""What an image model is told when a picture is to be changed: one thing, and all that must stay."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.errors import InputError
from storyboard.model import Bible, Reference, Role, Shot
from storyboard.prompts.people import Part, people_seen
from storyboard.prompts.purposes import purpose_of
from storyboard.prompts.subjects import name_of
from storyboard.prompts.wording import capital, clip, listed, one_line, sentence

_LONGEST = 2_000


def check_instruction(text: str) -> str:
    """The instruction as one line.

    Raises:
        InputError: There is none, or it is longer than a wish can be.
    """
    line = one_line(text)
    if not line:
        raise InputError("Nothing is asked for", cure='Say what is to change: storyboard revise 1B "make the coat red"')
    if len(line) > _LONGEST:
        raise InputError(
            f"The instruction has {len(line):,} letters; {_LONGEST:,} are the most",
            cure="One change at a time works best",
        )
    return line


def revision_prompt(
    instruction: str,
    shot: Shot,
    bible: Bible,
    references: Sequence[Reference],
    *,
    part: Part = "start",
    masked: bool = False,
) -> str:
    """The text that asks for one change of a picture.

    Every time, the whole list of what must stay is said again: it is what keeps a picture from drifting over many
    changes. Whatever people wrote is inserted as one line.

    Args:
        instruction: What is to change, as `check_instruction` gives it.
        shot: The shot that the picture is of.
        bible: Its title and its people.
        references: The picture to change (TARGET), which is Image 1, then those of the people in it.
        part: Which of the shot's pictures it is.
        masked: A mask goes along that opens a part of it.
    """
    title = clip(bible.title, 120)
    people = [name_of(one.character) for one in people_seen(shot, part)]
    film = f'the film "{title}"' if title else "a film"
    lines = [f"Edit Image 1, a still of {film}.", ""]
    lines.append(f"Change only this: {sentence(capital(instruction))}")
    if masked:
        lines.append("Change it only where the mask is open; everything under the closed part stays as it is.")
    lines += [
        "",
        "Images:",
        "- Image 1: the picture to change. Everything that the change does not name stays as it is in it.",
    ]
    seen: dict[str, int] = {}
    for ref in references:
        if ref.role is Role.TARGET:
            continue
        first = seen.setdefault(ref.name.casefold(), ref.number)
        purpose = purpose_of(ref, name=name_of(ref.name), first=first, is_seen=True, other_clothes=True)
        lines.append(f"- Image {ref.number}: {purpose}")
    lines += ["", "Keep everything else exactly the same, unless the change names it:"]
    lines += [f"- {one}" for one in _kept(people, references)]
    lines += [
        "",
        "Do not add, remove, move or redraw anything else. Do not change the crop, saturation, contrast, sharpness or style.",
        "One single full-bleed picture; no borders, captions, watermark or logo.",
    ]
    return "\n".join(lines)


def _kept(people: Sequence[str], references: Sequence[Reference]) -> list[str]:
    kept = ["the camera: position, angle, lens, framing and crop"]
    if people:
        kept.append(
            f"the people: {listed(list(people))}; nobody more, their places, sizes, poses, gaze and expressions"
        )
    for name in people:
        images = [
            f"Image {ref.number}" for ref in references if ref.role is not Role.TARGET and name_of(ref.name) == name
        ]
        like = f", as in {listed(images)} and in Image 1" if images else ", as in Image 1"
        kept.append(f"{name}: the same face, features, skin, hair, build, age and clothes{like}")
    return [
        *kept,
        "the place: architecture, furniture, every object, its position, material and colour",
        "the light: direction, time of day, weather, shadows, colours and mood",
        "all lettering, letter for letter",
        "the drawing style, line, texture and finish",
    ]
