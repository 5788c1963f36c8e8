"""Insert shots: one thing, close, in the light and before the set of its scene."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import cv2
import numpy as np

from storyboard.backends.previs.blocking import subjects_in
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.catalogue import PROPS
from storyboard.backends.previs.colour import Array, Colour, as_colour, shade
from storyboard.backends.previs.desk import Desk, hand
from storyboard.backends.previs.hero import hold, on_rock, rock, stand
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.light import Daylight, Lamp, apply_light, light_map, vignette
from storyboard.backends.previs.palette import marker
from storyboard.backends.previs.papers import board, book_cover, letter, plate, screen, tombstone
from storyboard.backends.previs.propkit import PropKit, first_told
from storyboard.backends.previs.props import book, bulb, thing
from storyboard.backends.previs.reading import words_of
from storyboard.backends.previs.sets import SetBrief, SetDesign
from storyboard.backends.previs.stage import Stage
from storyboard.backends.previs.things import clock, digits, time_in
from storyboard.model import Landmarks, Shot

_TIMED = (clock, digits)
# How far from the middle hands hold what they hold.
_REACHES: dict[Callable[[Desk], None], float] = {bulb: 0.20, letter: 0.49, book: 0.62, book_cover: 0.36, screen: 0.36}


def prop_for(shot: Shot, part: str = "start") -> tuple[Callable[[Desk], None], str]:
    """What an insert shows, and whether it is on a ``table`` or a ``wall``."""
    happens = [shot.action.end if part == "end" else shot.action.start, shot.action.text]
    # What the shot lists comes first: the action also speaks of other things.
    for told in (" ".join(shot.props).casefold(), " ".join(happens).casefold()):
        for words, draw, place in PROPS:
            if any(_speaks_of(told, word) for word in words):
                return (book_cover, place) if draw is book and _titled(shot, told) else (draw, place)
    if shot.frame_text:
        return (board, "wall") if shot.interior.value == "EXT" else (letter, "table")
    return thing, "table"


def _titled(shot: Shot, told: str) -> bool:
    """The words on a book are its title: it is not open and nobody writes in it."""
    inside = r"\b(open|pages?|writ\w+|written|diary|log|logbook|ledger|notebook|entry|line|reads in)\b"
    return bool(words_of(shot)) and re.search(inside, told) is None


def _speaks_of(told: str, word: str) -> bool:
    """The word begins one of the text's; Chinese, Japanese and Arabic ones may stand anywhere."""
    return re.search(word if word[0] > "\u05ff" else rf"\b{word}", told) is not None


def draw_insert(
    shot: Shot,
    part: str,
    size: tuple[int, int],
    design: SetDesign,
    brief: SetBrief,
    daylight: Daylight,
    seed: int,
    kits: Mapping[str, Kit],
    things: Mapping[str, PropKit],
) -> tuple[Array, Landmarks]:
    """Draw the thing an insert is about: itself, where it has a reference among the `things`.

    Returns:
        The picture, and its landmarks: the focus lies on the thing.
    """
    canvas = Canvas(size)
    camera = Camera((0.0, 1.25, -2.4), size=size, yaw=-14, fov=34, shift=-0.06 * size[1])
    stage = Stage(canvas, camera, daylight, seed)
    design.build(stage, brief)
    _blur(canvas)
    ambient = np.asarray(daylight.inside if design.indoor else daylight.outside)
    canvas.pixels = apply_light(
        canvas.pixels, light_map(camera, ambient, stage.lamps), daylight.lift if not design.indoor else (0, 0, 0)
    )
    for lamp in stage.lamps:
        pixel, depth = camera.pixel(lamp.position)
        if depth > 0.3 and lamp.halo > 0:
            canvas.glow(pixel, lamp.halo * camera.focal / depth * 1.2, lamp.colour, 0.55)
    near = Canvas(size, (0, 0, *size))
    near.unit *= 1.15
    told = f"{shot.action.end if part == 'end' else shot.action.start} {shot.action.text}".casefold()
    hero = first_told(things, told)
    if hero is not None:
        _hero(Desk(near, lit=brief.lit), hero, shot, part, kits, design, told)
    else:
        _drawn(near, shot, part, kits, design, lit=brief.lit)
    # The near things get the scene's light, with a key light of their own so that they can be read.
    key: Colour = (255, 206, 140) if daylight.dark else (255, 246, 226)
    here = np.array([0.0, 1.3, -0.6])
    own = light_map(camera, ambient * 0.55 + 0.36, [Lamp(here, 1.3, 0, key, 0.5 if daylight.dark else 0.26)])
    assert near.mask is not None
    cover = cv2.merge([near.mask] * 3)
    lit = apply_light(near.pixels, own)
    kept = cv2.multiply(canvas.pixels, 255 - cover, scale=1 / 255)
    pixels = cv2.add(kept, cv2.multiply(lit, cover, scale=1 / 255))
    return cv2.multiply(pixels, vignette(*size), scale=1 / 255), Landmarks(focus=(0.5, 0.5))


def _hero(
    desk: Desk, prop: PropKit, shot: Shot, part: str, kits: Mapping[str, Kit], design: SetDesign, told: str
) -> None:
    """The thing itself, as its reference shows it."""
    holder = hands_of(shot, part)
    if not holder and on_rock(told, indoor=design.indoor):
        rock(desk)
    elif not holder:
        _ground(desk, "table", design, thing)
    if not holder:
        stand(desk, prop, told, held=False)
        return
    palette = kits[holder].palette
    hold(desk, prop, told, as_colour(marker(palette.skin)), as_colour(marker(palette.sleeve)))


def _drawn(near: Canvas, shot: Shot, part: str, kits: Mapping[str, Kit], design: SetDesign, *, lit: bool) -> None:
    """A thing without a reference, as a draughtsman knows it."""
    draw, place = prop_for(shot, part)
    words = words_of(shot)
    if draw in _TIMED and time_in(words) is None:  # "It reads 11:58."
        words = shot.action.text if time_in(shot.action.text) is not None else words
    desk = Desk(near, words, lit)
    _ground(desk, place, design, draw)
    draw(desk)
    _hands(desk, shot, part, kits, draw)


def _blur(canvas: Canvas) -> None:
    small = cv2.resize(canvas.pixels, (canvas.width // 4, canvas.height // 4), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 2.4 * canvas.height / 864)
    canvas.pixels = cv2.resize(small, (canvas.width, canvas.height), interpolation=cv2.INTER_LINEAR)


def _ground(desk: Desk, place: str, design: SetDesign, draw: Callable[[Desk], None]) -> None:
    """A table top under the thing, or the wall behind it; a board out of doors stands free."""
    side = desk.canvas.width / desk.unit
    tall = desk.canvas.height / desk.unit
    if place == "wall":
        if draw is tombstone or (draw is board and not design.indoor):
            return
        wall: Colour = (190, 176, 156) if draw is not plate else (112, 80, 64)
        desk.shape([(-side, -tall), (side, -tall), (side, tall), (-side, tall)], wall, ink=0, shaded=False)
        if draw is plate:
            for x in np.arange(-0.9, 1.0, 0.3):
                desk.stroke([(x, -tall), (x, tall)], 3, shade(wall, 0.72), smooth=False)
        return
    wood: Colour = (168, 124, 88) if design.indoor else (150, 136, 116)
    edge = -0.20
    desk.shape([(-side, edge), (side, edge), (side, tall), (-side, tall)], wood, ink=0, shaded=False)
    desk.canvas.gradient_polygon(
        desk.points([(-side, edge), (side, edge), (side, 0.2), (-side, 0.2)]), shade(wood, 0.82), wood
    )
    for x in np.arange(-2.4, 2.5, 0.4):
        desk.stroke([(x * 0.42, edge), (x * 1.15, tall)], 2.4, shade(wood, 0.74), smooth=False)
    desk.stroke([(-side, edge), (side, edge)], 3.4, smooth=False)


def hands_of(shot: Shot, part: str) -> str:
    """Whose hands an insert shows; blank when it shows none."""
    told = f"{shot.action.start} {shot.action.text} {shot.action.end}".casefold()
    if re.search(r"\bhands?\b|\bfingers?\b|\bhold|\blift|\btak|\bopen|\bwrit|\bturn|\bpick", told) is None:
        return ""
    present = [subject.character for subject in subjects_in(shot, part)]
    named = sorted(subject.character for subject in shot.subjects if subject.character.casefold() in told)
    return next(iter([*present, *named]), "")


def _hands(desk: Desk, shot: Shot, part: str, kits: Mapping[str, Kit], draw: Callable[[Desk], None]) -> None:
    holder = hands_of(shot, part)
    if not holder:
        return
    palette = kits[holder].palette
    skin, sleeve = as_colour(marker(palette.skin)), as_colour(marker(palette.sleeve))
    # Fingers lie on the edges of what is read, never on its words.
    reach = _REACHES.get(draw, 0.44)
    low = 0.18 if draw is book else 0.10
    hand(desk, -reach, low, left=True, skin=skin, sleeve=sleeve)
    hand(desk, reach, low, left=False, skin=skin, sleeve=sleeve)
