"""What each reference picture is for, and what must not be taken from it."""

from __future__ import annotations

from storyboard.model import Reference, Role


def purpose_of(ref: Reference, *, name: str, first: int, is_seen: bool, other_clothes: bool) -> str:
    """The sentence that follows ``Image 3:`` in a prompt.

    Args:
        ref: The picture.
        name: What the prompt calls whom or what it shows.
        first: Number of the first picture of the same one.
        is_seen: For a character: they are in the picture that is asked for.
        other_clothes: For a character: they wear something else in it.
    """
    match ref.role:
        case Role.CHARACTER if not is_seen:
            return f"{name}, who is not in this picture; leave this image aside."
        case Role.CHARACTER | Role.PROP | Role.LOCATION if first != ref.number:
            return f"{name} again, the same {ref.role} as in Image {first} from another view; use both together."
        case Role.CHARACTER:
            takes = (
                "face, hair and build from it, not the clothes"
                if other_clothes
                else "face, hair, build and wardrobe from it"
            )
            return (
                f"{name}, the character. Take {takes}; do not copy its pose, expression, framing, light or background."
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
        case Role.STYLE:
            return "the style. Take line, palette, texture and finish from it; do not copy anything that it shows."
        case Role.LAYOUT:
            return (
                "the layout guide. Follow its composition, positions, poses, sizes and eyelines; "
                "do not copy its rendering, faces or colours."
            )
        case Role.PREVIOUS:
            return (
                "the picture just before this one in the film. Keep its set, light, weather and wardrobe; "
                "do not copy its framing or poses."
            )
        case Role.TARGET:
            return "the picture to change. Keep everything in it that is not named below."
