"""What each reference picture is for, and what must not be taken from it."""

from __future__ import annotations

from storyboard.model import Reference, Role

FIRST_INSTANT = (
    "the first instant of this same shot: the picture to change. Same people, clothes, place, light, style and camera; only "
    "what the moment below says has come to pass is different."
)
LAYOUT_ONLY = "layout and camera only; do not copy its drawing style"


def purpose_of(
    ref: Reference, *, name: str, first: int, is_seen: bool, other_clothes: bool, other_age: bool = False
) -> str:
    """The sentence that follows ``Image 3:`` in a prompt.

    Args:
        ref: The picture.
        name: What the prompt calls whom or what it shows.
        first: Number of the first picture of the same one.
        is_seen: For a character: they are in the picture that is asked for.
        other_clothes: For a character: they wear something else in it.
        other_age: For a character: they are younger or older in it.
    """
    match ref.role:
        case Role.CHARACTER | Role.SHEET if not is_seen:
            return f"{name}, who is not in this picture; leave this image aside."
        case Role.CHARACTER | Role.PROP | Role.LOCATION if first != ref.number:
            return f"{name} again, the same {ref.role} as in Image {first} from another view; use both together."
        case Role.SHEET:
            same = f", the same character as in Image {first}" if first != ref.number else ""
            return (
                f"turnaround sheet of {name}{same}: several views of one person. Take {_of_person(other_clothes, other_age)}, and "
                f"from its views how they look from this side; {name} appears once, and nothing of the sheet's layout."
            )
        case Role.CHARACTER:
            return (
                f"{name}, the character. Take {_of_person(other_clothes, other_age)}; "
                "do not copy its pose, expression, framing, light or background."
            )
        case Role.LOCATION:
            return (
                f"{name}, the place. Take architecture, layout, materials and colours from it; "
                "do not copy its camera angle, light or people."
            )
        case Role.PROP:
            return (
                f"{name}, the prop. Take shape, material, colour and markings from it; "
                "do not copy its background or its size in the frame."
            )
        case Role.PACKED:
            return (
                "several references side by side, each in a panel with its letter and name beneath. Look at each panel "
                "by itself; draw no panels, letters or names."
            )
        case Role.MASTER:
            return (
                "the master of this scene, seen wider. Keep its set, where things stand in it, light, weather, colours "
                "and wardrobe; do not copy its framing or poses."
            )
        case Role.STYLE:
            return "the style. Take line, palette, texture and finish from it; do not copy anything that it shows."
        case Role.LAYOUT:
            return (
                f"{LAYOUT_ONLY}. Follow its composition, positions, poses, sizes and eyelines; "
                "take no faces, clothes, colours or rendering from it."
            )
        case Role.PREVIOUS:
            return (
                "the picture just before this one, from the same camera position. Keep its set, light, weather and "
                "wardrobe; what the moment below says goes before it."
            )
        case Role.DRAFT:
            return (
                "the approved draft of this very picture. Keep its composition, camera, crop, places, poses, gaze, expressions, "
                "light and colours; draw it again with more care: exact likenesses, clean hands, fine detail. Where it and the "
                "images of people differ, the images of people are right."
            )
        case Role.TARGET:
            return "the picture to change. Keep everything in it that is not named below."


def purpose_of_panel(role: Role, name: str, *, other_clothes: bool, other_age: bool = False) -> str:
    """The same, short, for one panel of a packed picture."""
    match role:
        case Role.PROP:
            return f"{name}, the prop: shape, material, colour and markings."
        case Role.SHEET:
            return f"turnaround sheet of {name}: several views of one person, who appears once."
        case _:
            return f"{name}, the character: {_of_person(other_clothes, other_age)}."


def _of_person(other_clothes: bool, other_age: bool) -> str:
    who = "features, eye colour and skin tone" if other_age else "face, hair and build"
    but = [word for word, other in (("the age", other_age), ("the clothes", other_clothes)) if other]
    if other_clothes:
        return f"{who} from it, not {' or '.join(but)}"
    listed = f"{who.replace(' and ', ', ')} and wardrobe from it"
    return f"{listed}, not the age" if other_age else listed
