"""Colour: what people wear against their reference pictures, and a frame against the others of its scene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from storyboard.continuity.film import Film, called
from storyboard.continuity.finding import Finding, Gravity
from storyboard.continuity.picture import Colour, Picture, same_colour, share_of
from storyboard.model import DEFAULT_LOOK, Bible, Framing, Shot, Size

_WORN = 0.15  # A smaller share of a reference's clothes says nothing about them.
_FAR, _RIGHT = 0.3, 0.5  # Share of what somebody wears that has a colour of the reference: too little; enough.
_STRONG, _LEADS = 30.0, 0.3  # Chroma and share of a colour by which somebody is known.
_ANYWHERE, _FADED = 0.03, 0.5  # Share of the lower half that must have it; how much of its chroma the light may take.
_CLOSE_ENOUGH = {Size.CU, Size.MCU, Size.MS, Size.MLS}
_ALONE, _OTHERS = 0.33, 0.75  # Distance to the nearest of the scene; the other scene's must be this much nearer.
_SCENE = 3
_DIM = 10.0

Wardrobe = dict[tuple[str, str], tuple[Colour, ...]]


def off_colour_clothes(film: Film) -> Iterator[Finding]:
    """What somebody wears has none of the colours of their reference picture.

    The hue counts, not how light or strong a colour is: light changes those. An error where the same person wears the
    right colours in at least two other frames of the scene, in the same light. Where the artist did not mark heads, the
    lower half of closer shots is searched for the one strong colour of the reference, if it has one.
    """
    for shots in film.scenes:
        rights: dict[tuple[str, str], dict[str, float]] = {}
        for shot in shots:
            for key, right in _shares(film, shot):
                rights.setdefault(key, {})[shot.id] = right
        for (name, look), by_shot in rights.items():
            for shot in shots:
                share = by_shot.get(shot.id, 1.0)
                if share >= _FAR:
                    continue
                picture = film.pictures[shot.id]
                others = [value for other, value in by_shot.items() if other != shot.id]
                marked = name in picture.worn
                sure = marked and len(others) >= 2 and median(others) >= _RIGHT
                wanted = _tell(film.wardrobe[name, look])
                yield film.find(
                    "clothes-colour",
                    Gravity.ERROR if sure else Gravity.WARNING,
                    f"{name} wears {_tell(picture.worn[name])}, but {wanted} in the reference picture"
                    + (f" and in the other {len(others)} frames of the scene" if sure else "")
                    if marked
                    else f"{name} wears {wanted} in the reference picture; there is none of it in the lower half of the frame",
                    f"Look at {called(shot)} beside the reference; storyboard redo {called(shot)} asks for it again",
                    shot=shot,
                    character=name,
                    look=look,
                    right_share=round(share, 3),
                    others=[round(value, 3) for value in others],
                    file=picture.path,
                )


def _shares(film: Film, shot: Shot) -> Iterator[tuple[tuple[str, str], float]]:
    picture = film.pictures.get(shot.id)
    # A black or an empty frame is told as that.
    if picture is None or picture.spread < _DIM or shot.size is Size.INSERT or shot.framing is Framing.INSERT:
        return
    for subject in shot.visible:
        key = subject.character, subject.look
        reference = film.wardrobe.get(key, ())
        if not reference or not subject.in_start:
            continue
        if subject.character in picture.worn:
            yield key, right_share(picture.worn[subject.character], reference)
        elif not picture.worn and shot.size in _CLOSE_ENOUGH:
            share = _strong_share(picture, reference)
            if share is not None:
                yield key, share


def right_share(worn: Sequence[Colour], reference: Sequence[Colour]) -> float:
    """The share of what is worn that has a main colour of the reference, 0 to 1."""
    main = [colour for colour in reference if colour.share >= _WORN] or list(reference[:1])
    total = sum(colour.share for colour in worn)
    return (
        sum(colour.share for colour in worn if any(same_colour(colour, one) for one in main)) / total if total else 1.0
    )


def _strong_share(picture: Picture, reference: Sequence[Colour]) -> float | None:
    """1 where the reference's strong colour is in the lower half of the picture, 0 where not; None without such a colour."""
    strong = [colour for colour in reference if colour.share >= _LEADS and colour.chroma >= _STRONG]
    if not strong:
        return None
    there = max(share_of(picture.lower, one, chroma=_FADED * one.chroma) for one in strong)
    return float(there >= _ANYWHERE)


def _tell(colours: Sequence[Colour]) -> str:
    """The leading colour, in a word or two."""
    return name_of(max(colours, key=lambda colour: colour.share)) if colours else "nothing"


_HUES = ((-20, "pink"), (15, "red"), (50, "orange"), (70, "yellow"), (105, "green"), (170, "turquoise"), (215, "blue"), (290, "purple"), (330, "pink"))  # fmt: skip


def name_of(colour: Colour) -> str:
    """A colour's everyday name: ``dark blue``."""
    if colour.chroma < 9:
        return "black" if colour.lightness < 25 else "white" if colour.lightness > 85 else "grey"
    hue = colour.hue % 360
    word = [name for begin, name in _HUES if hue >= begin][-1]
    if word in {"orange", "yellow"} and colour.lightness < 50 and colour.chroma < 50:
        word = "brown"
    return f"dark {word}" if colour.lightness < 38 and word != "brown" else word


def strange_palettes(film: Film) -> Iterator[Finding]:
    """A frame's colours are far from all others of its scene, and near those of another scene: perhaps a swapped picture.

    Inserts are left out, and scenes of fewer than three pictures.
    """
    pool = [
        (shot, picture)
        for shot in film.shots
        if (picture := film.pictures.get(shot.id)) is not None
        and picture.spread >= _DIM
        and shot.size is not Size.INSERT
    ]
    apart = _distances([picture for _, picture in pool])
    left = list(range(len(pool)))
    found = []
    while strangers := [one for index in left if (one := _stranger(index, left, pool, apart)) is not None]:
        # The strangest first: what belongs elsewhere must not speak for the scene it was put in.
        worst = min(strangers, key=lambda one: one.elsewhere / one.nearest)
        found.append(worst)
        left = [index for index in left if pool[index][0] is not worst.shot]
    for one in found:
        like = film.shot_list.shot(one.like)
        yield film.find(
            "palette-strange",
            Gravity.WARNING,
            f"The colours are far from the rest of scene {film.scene_name(one.shot.scene)} and near those of {called(like)}",
            f"Look whether the picture belongs to another shot, or is lit for another scene: storyboard redo {called(one.shot)}",
            shot=one.shot,
            scene_distance=round(one.nearest, 3),
            other_distance=round(one.elsewhere, 3),
            shots=[one.shot.id, one.like],
            file=film.pictures[one.shot.id].path,
        )


class _Stranger(NamedTuple):
    shot: Shot
    nearest: float  # Distance to the nearest of its scene.
    elsewhere: float  # Distance to the nearest of another place or time.
    like: str  # Whose picture that is.


def _distances(pictures: Sequence[Picture]) -> list[list[float]]:
    """`palette_distance` of all pictures to all others; a film has a million pairs."""
    if not pictures:
        return []
    import numpy as np

    rows = np.array([picture.histogram for picture in pictures])
    return [(1.0 - np.minimum(rows, row).sum(axis=1)).tolist() for row in rows]


def _stranger(
    index: int, left: Sequence[int], pool: Sequence[tuple[Shot, Picture]], apart: list[list[float]]
) -> _Stranger | None:
    shot = pool[index][0]
    own = [apart[index][other] for other in left if other != index and pool[other][0].scene == shot.scene]
    # Hardly any frame is far from its own scene: only those are held against the whole film.
    if len(own) < _SCENE - 1 or min(own) <= _ALONE:
        return None
    elsewhere = [
        (apart[index][other], pool[other][0].id)
        for other in left
        if pool[other][0].scene != shot.scene and _setting(pool[other][0]) != _setting(shot)
    ]
    nearest, (strange, like) = min(own), min(elsewhere, default=(1.0, ""))
    return _Stranger(shot, nearest, strange, like) if strange < _OTHERS * nearest else None


def _setting(shot: Shot) -> object:
    return shot.location, shot.sub_location, shot.time


def reference_of(bible: Bible, name: str, look: str) -> str | None:
    """The picture that shows the clothes of a look; None where the look has other clothes and no picture of its own."""
    character = bible.character(name)
    if character is None:
        return None
    written = next((one for one in character.looks if one.name == look), None)
    if written is None:
        return next(iter(character.references), None) if look == DEFAULT_LOOK else None
    if written.references:
        return written.references[0]
    return next(iter(character.references), None) if look == DEFAULT_LOOK or not written.wardrobe else None
