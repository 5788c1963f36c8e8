"""Words that are part of the picture: painted on a board, written on paper, engraved on a plate."""

from __future__ import annotations

import re
from functools import lru_cache

import cv2
import numpy as np

from storyboard.backends.previs.colour import INK, Array, Colour, mix, shade
from storyboard.backends.previs.stage import Stage
from storyboard.media import font_for, is_cjk, missing_glyphs, wrap
from storyboard.model import Shot

_LONGEST = 220
# Longer words may be broken: shrunk to one line they could not be read.
_LONG_WORD = 18


@lru_cache(maxsize=32)
def lettering(text: str, width: int, height: int, ink: Colour, *, bold: bool = True, margin: float = 0.07) -> Array:
    """The text as large as it fits, centred, on transparency: RGBA, (height, width, 4)."""
    from PIL import Image, ImageDraw

    text = " ".join(_shortened(legible(text)).split())
    sheet = Image.new("RGBA", (width, height), (*ink, 0))
    draw = ImageDraw.Draw(sheet)
    if not text:
        return np.asarray(sheet)
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


def legible(text: str) -> str:
    """The text without the letters that no font here has: better left out than drawn as boxes."""
    missing = missing_glyphs(text) if not text.isascii() else ""
    return "".join(char for char in text if char not in missing)


def _shortened(text: str) -> str:
    """At most `_LONGEST` letters, cut at a word, with an ellipsis."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"


def _fits(text: str, size: int, room_x: float, room_y: float, *, bold: bool) -> bool:
    """All lines have room, and no word had to be broken."""
    font = font_for(text, size, bold=bold)
    words = [word for word in text.split() if not any(is_cjk(char) for char in word)]
    if max((font.getlength(word) for word in words if len(word) <= _LONG_WORD), default=0) > room_x:
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
LIT_SIGNS = frozenset(("neon", "screen", "phone"))
_KINDS = (
    ("stone", r"\b(grave|tomb|head) ?stone|\bgrabstein|\blápida|\blapide|\bpierre tombale|надгроб|墓碑|墓石"),
    ("neon", r"\bneon|flickering sign|illuminated sign|enseigne|霓虹|ネオン|неон|네온"),
    (
        "window",
        r"\b(shop|store|café|cafe|bar) ?(window|front)\b|\bshop ?front|\bvitrine|\bescaparate|schaufenster|vetrina|витрин|橱窗",
    ),
    ("newspaper", r"\bnewspaper|\bheadline|\bfront page|\bperiódico|\bzeitung|\bgiornale|газет|报纸|報紙|新聞|신문"),
    (
        "poster",
        r"\bposter|\bplakat|\baffiche|\bcartel\b|\bmanifesto|\bflyer|\bnotice\b|\bleaflet|плакат|海报|ポスター|포스터",
    ),
    ("banner", r"\bbanner|\bbanderole|\bpancarta|\bstriscione|\bspruchband|横幅"),
    (
        "phone",
        r"\b(smart|mobile |cell ?)?phone\b|\btext message|\btexts\b|\bmóvil|\bteléfono|\btéléphone|\bhandy\b|телефон|手机|手機|スマホ|휴대폰|هاتف",
    ),
    (
        "screen",
        r"\bscreen|\bmonitor|\btelevision|\btv\b|\bdisplay|\bdeparture board|屏幕|画面|экран|телевизор|电视|テレビ",
    ),
    ("book", r"\bbook\b(?! ?(shop|store|case))|\blivre\b|\blibro\b|\bbuch\b|книг|本の"),
    (
        "paper",
        r"\bletter\b|\bnote\b|\btelegram|\blettre|\bcarta\b|\bbrief\b|\blettera|письм|записк|手紙|信件|편지|رسالة",
    ),
)
# What is held up to be read: it stands before the people, without a post or a wall.
HELD_SIGNS = frozenset(("newspaper", "phone", "book", "paper"))


def sign_of(shot: Shot) -> str:
    """What the words of a shot stand on: ``board``, ``neon``, ``window``, ``poster``, ``phone`` ... (see `sign_texture`)."""
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
        "newspaper": ((236, 232, 220), (34, 32, 36)),
        "phone": ((250, 252, 252), (36, 46, 60)),
        "book": ((112, 52, 54), (236, 204, 130)),
        "paper": ((246, 242, 232), (52, 48, 70)),
        "stone": ((172, 172, 168), (58, 58, 60)),
    }
    ground, ink = grounds[kind]
    if kind in {"poster", "book", "paper", "stone"}:
        width, height = 640, 800
    if kind == "newspaper":
        return _front_page(text, ground, ink)
    if kind == "phone":
        return _phone(text, ground, ink)
    sheet = np.full((height, width, 3), ground, np.uint8)
    if kind == "window":
        _glass(sheet)
    elif kind == "poster":
        cv2.rectangle(sheet, (26, 26), (width - 27, height - 27), ink, 8, cv2.LINE_AA)
    elif kind == "book":
        cv2.rectangle(sheet, (0, 0), (44, height), (86, 40, 44), -1)
        cv2.rectangle(sheet, (74, 34), (width - 35, height - 35), ink, 6, cv2.LINE_AA)
    elif kind == "stone":
        return _rounded_head(over(sheet, lettering(text, width, height, ink, margin=0.16)))
    elif kind == "screen":
        cv2.rectangle(sheet, (0, 0), (width, height), (48, 50, 56), 44)
    return over(sheet, lettering(text, width, height, ink, margin=0.10 if kind != "banner" else 0.06))


def _front_page(text: str, ground: Colour, ink: Colour) -> Array:
    """A headline over columns and a picture."""
    width, height = 900, 760
    sheet = np.full((height, width, 3), ground, np.uint8)
    cv2.line(sheet, (40, 48), (width - 40, 48), ink, 6, cv2.LINE_AA)
    cv2.line(sheet, (40, 60), (width - 40, 60), ink, 2, cv2.LINE_AA)
    cv2.rectangle(sheet, (46, 420), (430, 700), (150, 150, 148), -1)
    for left in (466, 670):
        for y in range(430, 706, 26):
            cv2.line(sheet, (left, y), (left + 176, y), (150, 146, 140), 5, cv2.LINE_AA)
    head = lettering(text, width, 340, ink, margin=0.05)
    sheet[66:406] = over(np.ascontiguousarray(sheet[66:406]), head)[..., :3]
    return over(sheet, np.zeros((height, width, 4), np.uint8))


def _phone(text: str, ground: Colour, ink: Colour) -> Array:
    """A telephone with the message it has received."""
    width, height = 560, 860
    sheet = np.full((height, width, 3), (206, 226, 236), np.uint8)
    cv2.rectangle(sheet, (0, 0), (width, height), (48, 50, 60), 52)
    cv2.circle(sheet, (96, 108), 34, (150, 168, 186), -1, cv2.LINE_AA)
    tall = min(520, 210 + 4 * len(text))
    cv2.rectangle(sheet, (48, 170), (width - 49, 170 + tall), ground, -1)
    cv2.fillPoly(
        sheet, [np.array([[70, 168 + tall], [150, 168 + tall], [60, 214 + tall]], np.int32)], ground, cv2.LINE_AA
    )
    words = lettering(text, width - 98, tall - 4, ink, margin=0.05)
    sheet[172 : 168 + tall, 49 : width - 49] = over(
        np.ascontiguousarray(sheet[172 : 168 + tall, 49 : width - 49]), words
    )[..., :3]
    return over(sheet, np.zeros((height, width, 4), np.uint8))


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


def _rounded_head(sheet: Array) -> Array:
    """A stone with a round head: RGBA, with a line along its edge."""
    height, width = sheet.shape[:2]
    whole = np.zeros((height, width), np.uint8)
    cv2.ellipse(whole, (width // 2, width // 2), (width // 2, width // 2), 0, 180, 360, 255, -1, cv2.LINE_AA)
    whole[width // 2 :] = 255
    inner = cv2.erode(cv2.copyMakeBorder(whole, 9, 0, 9, 9, cv2.BORDER_CONSTANT), np.ones((9, 9), np.uint8))
    sheet[..., :3][inner[9:, 9:-9] == 0] = INK
    sheet[..., 3] = whole
    return sheet


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
            _post(stage, post, across, low + 1.08 * height, min(0.09, 0.10 * width), posts)
    elif kind == "stone":
        low = 0.0  # It stands in the ground.
    elif kind not in HELD_SIGNS:
        _backing(stage, left, right, low, height, kind)
    corners = np.array([left + up * (low + height), right + up * (low + height), right + up * low, left + up * low])
    if kind != "stone":
        stage.polygon([corner + across * 0.02 - up * 0.02 for corner in corners], (40, 34, 36), alpha=0.4)
    pixels, depths = camera.project(corners)
    if depths.min() < 0.2:
        return
    rows, columns = texture.shape[:2]
    source = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    stage.canvas.paste(texture, cv2.getPerspectiveTransform(source, pixels.astype(np.float32)).astype(float))
    if kind != "stone":
        stage.canvas.outline(pixels, 3.0, seed=5)


def _post(stage: Stage, foot: Array, across: Array, height: float, thick: float, colour: Colour) -> None:
    """A straight square post; near the lens an inked bar would waver."""
    half, up = across * thick / 2, np.array([0.0, height, 0.0])
    stage.polygon([foot - half, foot + half, foot + half + up, foot - half + up], colour, ink=2.4)
    stage.polygon([foot + half * 0.3, foot + half, foot + half + up, foot + half * 0.3 + up], shade(colour, 0.82))


def _backing(stage: Stage, left: Array, right: Array, low: float, height: float, kind: str) -> None:
    """The wall a poster hangs on, the shop front round a window, the bracket and stand of what gives light."""
    up, wider = np.array([0.0, 1.0, 0.0]), (right - left) * 0.10
    dark = 0.5 if stage.daylight.dark else 1.0
    if kind in LIT_SIGNS:
        middle = (left + right) / 2
        _post(
            stage,
            middle,
            wider / np.linalg.norm(wider),
            low,
            min(0.12, 1.2 * float(np.linalg.norm(wider))),
            shade((70, 70, 78), dark + 0.2),
        )
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
