"""Words that are part of the picture: painted on a board, written on paper, engraved on a plate."""

from __future__ import annotations

import re
from functools import lru_cache

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array, Colour, mix, shade
from storyboard.backends.previs.stage import Stage
from storyboard.media import font_for, wrap
from storyboard.model import Shot

_LONGEST = 160


@lru_cache(maxsize=32)
def lettering(text: str, width: int, height: int, ink: Colour, *, bold: bool = True, margin: float = 0.07) -> Array:
    """The text as large as it fits, centred, on transparency: RGBA, (height, width, 4)."""
    from PIL import Image, ImageDraw

    text = " ".join(text.split())[:_LONGEST]
    sheet = Image.new("RGBA", (width, height), (*ink, 0))
    draw = ImageDraw.Draw(sheet)
    room_x, room_y = width * (1 - 2 * margin), height * (1 - 2 * margin)
    low, high = 8, max(9, int(height * 0.62))
    while low < high:  # The largest size that fits.
        size = (low + high + 1) // 2
        low, high = (size, high) if _fits(text, size, room_x, room_y, bold=bold) else (low, size - 1)
    font = font_for(text, low, bold=bold)
    lines, step = wrap(text, font, int(room_x)), low * 1.12
    top = (height - step * len(lines)) / 2
    for index, line in enumerate(lines):
        middle = (width / 2, top + step * (index + 0.5))
        draw.text(middle, line, font=font, fill=(*ink, 255), anchor="mm")
    return np.asarray(sheet)


def _fits(text: str, size: int, room_x: float, room_y: float, *, bold: bool) -> bool:
    """All lines have room, and no word had to be broken."""
    font = font_for(text, size, bold=bold)
    if max((font.getlength(word) for word in text.split()), default=0) > room_x and len(text.split()) > 1:
        return False
    return size * 1.12 * len(wrap(text, font, int(room_x))) <= room_y


def planks(width: int, height: int, colour: Colour, seed: int) -> Array:
    """Weathered boards, RGB."""
    random = np.random.default_rng(seed)
    board = np.empty((height, width, 3), np.uint8)
    board[:] = colour
    rows = max(2, round(height / max(60, height / 4)))
    for row in range(rows):
        y0, y1 = row * height // rows, (row + 1) * height // rows
        cv2.rectangle(board, (0, y0), (width, y1), shade(colour, random.uniform(0.93, 1.06)), -1)
        for _ in range(7):
            y = int(random.uniform(y0 + 4, y1 - 4))
            x = int(random.uniform(0, width * 0.7))
            long = int(random.uniform(0.1, 0.3) * width)
            bend = int(random.uniform(-4, 5))
            points = np.array([[x, y], [x + long // 2, y + bend], [x + long, y]], np.int32)
            cv2.polylines(board, [points], False, shade(colour, 0.82), 2, cv2.LINE_AA)
        cv2.line(board, (0, y1), (width, y1), shade(colour, 0.5), 3, cv2.LINE_AA)
        for x in (int(width * 0.03), int(width * 0.97)):
            cv2.circle(board, (x, (y0 + y1) // 2), max(3, height // 70), shade(colour, 0.45), -1, cv2.LINE_AA)
    return board


def over(under: Array, letters: Array) -> Array:
    """RGBA letters laid on an RGB ground; RGBA, opaque."""
    alpha = letters[..., 3:].astype(np.float32) / 255
    mixed = under.astype(np.float32) * (1 - alpha) + letters[..., :3].astype(np.float32) * alpha
    return np.dstack([mixed.astype(np.uint8), np.full(under.shape[:2], 255, np.uint8)])


# Signs that give light of their own.
LIT_SIGNS = frozenset(("neon", "screen"))
_KINDS = (
    ("neon", r"\bneon|flickering sign|illuminated sign|enseigne|霓虹|ネオン|неон"),
    (
        "window",
        r"\b(shop|store|café|cafe|bar) ?(window|front)\b|\bshop ?front|\bvitrine|\bescaparate|schaufenster|vetrina|витрин|橱窗",
    ),
    ("poster", r"\bposter|\bplakat|\baffiche|\bcartel\b|\bmanifesto|\bflyer|\bnotice\b|\bleaflet|плакат|海报|ポスター"),
    ("banner", r"\bbanner|\bbanderole|\bpancarta|\bstriscione|\bspruchband|横幅"),
    ("screen", r"\bscreen|\bmonitor|\btelevision|\btv\b|\bdisplay|\bdeparture board|屏幕|画面|экран"),
)


def sign_of(shot: Shot) -> str:
    """What the words of a shot stand on: ``board``, ``neon``, ``window``, ``poster``, ``banner`` or ``screen``."""
    told = " ".join([shot.action.text, *shot.props]).casefold()
    return next((kind for kind, words in _KINDS if re.search(words, told)), "board")


def sign_texture(kind: str, text: str, *, outdoors: bool, seed: int) -> Array:
    """The thing with its words, RGBA; a painted board where nothing else is said."""
    width, height = (900, 460) if len(text) > 9 else (900, 340)
    if kind == "board":
        return _board(text, width, height, outdoors=outdoors, seed=seed)
    if kind == "neon":
        return _neon(text, width, height)
    grounds: dict[str, tuple[Colour, Colour]] = {
        "window": ((116, 140, 152), (252, 250, 240)),
        "poster": ((240, 226, 190), (120, 36, 34)),
        "banner": ((196, 58, 52), (252, 246, 232)),
        "screen": ((26, 36, 48), (150, 232, 220)),
    }
    ground, ink = grounds[kind]
    if kind == "poster":
        width, height = 640, 800
    sheet = np.full((height, width, 3), ground, np.uint8)
    if kind == "window":
        _glass(sheet)
    elif kind == "poster":
        cv2.rectangle(sheet, (26, 26), (width - 27, height - 27), ink, 8, cv2.LINE_AA)
    elif kind == "screen":
        cv2.rectangle(sheet, (0, 0), (width, height), (48, 50, 56), 44)
    return over(sheet, lettering(text, width, height, ink, margin=0.10 if kind != "banner" else 0.06))


def _glass(sheet: Array) -> None:
    """Reflections across a pane, in a painted frame."""
    height, width = sheet.shape[:2]
    for start, wide in ((0.12, 0.10), (0.30, 0.04), (0.66, 0.12)):
        x0, x1, lean = int(start * width), int((start + wide) * width), int(0.22 * width)
        corners = np.array([[x0 + lean, 0], [x1 + lean, 0], [x1, height], [x0, height]], np.int32)
        cv2.fillPoly(sheet, [corners], (140, 162, 172), cv2.LINE_AA)
    cv2.rectangle(sheet, (0, 0), (width, height), (84, 60, 52), 46)


def _neon(text: str, width: int, height: int) -> Array:
    """Glowing tubes on a dark panel."""
    tube: Colour = (255, 96, 124)
    letters = lettering(text, width, height, (255, 236, 240), margin=0.10)
    glow = cv2.GaussianBlur(letters[..., 3], (0, 0), 16).astype(np.float32)[..., None] / 255
    panel = np.full((height, width, 3), (34, 26, 40), np.float32)
    panel = np.clip(panel + np.asarray(tube, np.float32) * np.clip(glow * 1.5, 0, 1), 0, 255)
    sheet = panel.astype(np.uint8)
    cv2.rectangle(sheet, (14, 14), (width - 15, height - 15), tube, 6, cv2.LINE_AA)
    return over(sheet, letters)


def _board(text: str, width: int, height: int, *, outdoors: bool, seed: int) -> Array:
    wood: Colour = (150, 132, 112) if outdoors else (62, 84, 92)
    ground = planks(width, height, wood, seed) if outdoors else np.full((height, width, 3), wood, np.uint8)
    paint: Colour = (250, 246, 234)
    if not outdoors:
        cv2.rectangle(ground, (16, 16), (width - 17, height - 17), mix(wood, paint, 0.7), 5, cv2.LINE_AA)
    return over(ground, lettering(text, width, height, paint))


def place_sign(
    stage: Stage, texture: Array, foot: Array, width: float, low: float, *, posts: Colour | None, kind: str
) -> None:
    """A sign that faces the camera, on two posts or on a piece of its wall; `low` is the height of its lower edge.

    All in metres; a wall stands behind what has no `posts`.
    """
    camera = stage.camera
    height = width * texture.shape[0] / texture.shape[1]
    # Turned a little from the camera, so that it stands in space and can still be read.
    across = camera.right * 0.985 + camera.level * 0.17
    across = across / np.linalg.norm(across)
    left, right = foot - across * width / 2, foot + across * width / 2
    up = np.array([0.0, 1.0, 0.0])
    if posts is not None:
        for share in (0.14, 0.86) if kind == "board" else (0.0, 1.0):
            post = left + (right - left) * share
            stage.bar(post, post + up * (low + height + 0.12), 0.09, posts)
    else:
        _backing(stage, left, right, low, height, kind)
    corners = np.array([left + up * (low + height), right + up * (low + height), right + up * low, left + up * low])
    stage.polygon([corner + across * 0.02 - up * 0.02 for corner in corners], (40, 34, 36), alpha=0.4)
    pixels, depths = camera.project(corners)
    if depths.min() < 0.2:
        return
    rows, columns = texture.shape[:2]
    source = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    stage.canvas.paste(texture, cv2.getPerspectiveTransform(source, pixels.astype(np.float32)).astype(float))
    stage.canvas.outline(pixels, 3.0, seed=5)


def _backing(stage: Stage, left: Array, right: Array, low: float, height: float, kind: str) -> None:
    """The wall a poster hangs on, the shop front round a window, the bracket and stand of what gives light."""
    up, wider = np.array([0.0, 1.0, 0.0]), (right - left) * 0.10
    dark = 0.5 if stage.daylight.dark else 1.0
    if kind in LIT_SIGNS:
        middle = (left + right) / 2
        stage.bar(middle, middle + up * low, 0.12, shade((70, 70, 78), dark + 0.2))
        return
    wall: Colour = (126, 92, 76) if kind == "window" else (178, 164, 146)
    top = low + height + 0.12 * height
    stage.polygon(
        [left - wider, right + wider, right + wider + up * top, left - wider + up * top], shade(wall, dark), ink=2.6
    )
    if kind == "window":  # The board over the window and the sill under it.
        for bottom, tall, tone in (
            (top - 0.02, 0.16 * height, (96, 66, 58)),
            (low - 0.10 * height, 0.07 * height, (150, 120, 100)),
        ):
            a, b = left - wider * 1.2 + up * bottom, right + wider * 1.2 + up * bottom
            stage.polygon([a, b, b + up * tall, a + up * tall], shade(tone, dark), ink=2.2)
