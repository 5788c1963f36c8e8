"""Words that are part of the picture: painted on a board, written on paper, engraved on a plate."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array, Colour, mix, shade
from storyboard.backends.previs.stage import Stage
from storyboard.media import font_for, wrap

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


def board_texture(text: str, *, outdoors: bool, seed: int) -> Array:
    """A painted board with its words, RGBA."""
    width, height = (900, 460) if len(text) > 9 else (900, 340)
    wood: Colour = (150, 132, 112) if outdoors else (62, 84, 92)
    ground = planks(width, height, wood, seed) if outdoors else np.full((height, width, 3), wood, np.uint8)
    paint: Colour = (250, 246, 234)
    if not outdoors:
        cv2.rectangle(ground, (16, 16), (width - 17, height - 17), mix(wood, paint, 0.7), 5, cv2.LINE_AA)
    return over(ground, lettering(text, width, height, paint))


def standing_board(stage: Stage, texture: Array, foot: Array, width: float, low: float, *, posts: Colour) -> None:
    """A board on two posts that faces the camera; `low` is the height of its lower edge, all in metres."""
    camera = stage.camera
    height = width * texture.shape[0] / texture.shape[1]
    # Turned a little from the camera, so that it stands in space and can still be read.
    across = camera.right * 0.985 + camera.level * 0.17
    across = across / np.linalg.norm(across)
    left, right = foot - across * width / 2, foot + across * width / 2
    up = np.array([0.0, 1.0, 0.0])
    for share in (0.14, 0.86):
        post = left + (right - left) * share
        stage.bar(post, post + up * (low + height + 0.12), 0.09, posts)
    corners = np.array([left + up * (low + height), right + up * (low + height), right + up * low, left + up * low])
    stage.polygon([corner + across * 0.02 - up * 0.02 for corner in corners], (40, 34, 36), alpha=0.4)
    pixels, depths = camera.project(corners)
    if depths.min() < 0.2:
        return
    rows, columns = texture.shape[:2]
    source = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    stage.canvas.paste(texture, cv2.getPerspectiveTransform(source, pixels.astype(np.float32)).astype(float))
    stage.canvas.outline(pixels, 3.0, seed=5)
