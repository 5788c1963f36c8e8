"""Frames as pixels."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.colour import distance
from storyboard.backends.previs.sets import ALL_SETS, set_for
from storyboard.backends.previs.signs import lettering
from storyboard.model import Interior, Subject

from .conftest import COAT
from .fingerprints import fingerprints


def test_two_processes_draw_the_same_bytes():
    other = "77" if os.environ.get("PYTHONHASHSEED") != "77" else "78"
    program = Path(__file__).with_name("fingerprints.py")
    result = subprocess.run(
        [sys.executable, program],
        env=os.environ | {"PYTHONHASHSEED": other},
        capture_output=True,
        text=True,
        check=True,
    )
    here = fingerprints()
    *there, spoke = result.stdout.split()
    assert there == here
    # The other process would also have said if it had loaded a client or opened a connection.
    assert spoke == "offline"
    assert len(set(here)) == 3


def test_how_many_threads_opencv_has_changes_no_byte(make_shot, make_prompt, kits):
    prompt = make_prompt(make_shot(Subject(character="ADA", action="walks"), size="FS", location="STREET"))
    threads, drawn = cv2.getNumThreads(), []
    try:
        for count in (1, 2):
            cv2.setNumThreads(count)
            drawn.append(draw_frame(prompt, kits)[0])
    finally:
        cv2.setNumThreads(threads)
    assert np.array_equal(*drawn)


def test_drawing_twice_gives_the_same_bytes(make_shot, make_prompt, kits):
    prompt = make_prompt(make_shot(Subject(character="ADA", facing="left"), size="MCU"))
    first, second = (hashlib.sha256(draw_frame(prompt, kits)[0].tobytes()).hexdigest() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("size", [(768, 432), (432, 768), (300, 256), (1920, 1080)])
def test_the_picture_has_exactly_the_size_asked_for(make_shot, make_prompt, kits, size):
    pixels, _ = draw_frame(make_prompt(make_shot(Subject(character="ADA"), size="MS"), size=size), kits)
    assert pixels.shape == (size[1], size[0], 3)
    assert pixels.dtype == np.uint8
    assert pixels.std() > 18


@pytest.mark.parametrize("size", ["CU", "MS", "FS"])
def test_the_persons_own_head_is_where_the_landmarks_say(make_shot, make_prompt, kits, size):
    pixels, landmarks = draw_frame(make_prompt(make_shot(Subject(character="ADA"), size=size), size=(1536, 864)), kits)
    head, sprite = landmarks.heads[0], kits["ADA"].front
    scale = head.height * 864 / (sprite.chin - sprite.top)
    template = cv2.resize(sprite.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    x, y = round(head.centre[0] * 1536 - sprite.axis * scale), round(head.y * 864 - sprite.top * scale)
    window = pixels[max(0, y) : y + template.shape[0], x : x + template.shape[1]]
    template = template[max(0, -y) :][: window.shape[0], : window.shape[1]]
    mask = template[..., 3] > 220
    grey = [
        cv2.cvtColor(np.ascontiguousarray(part[..., :3]), cv2.COLOR_RGB2GRAY)[mask].astype(float)
        for part in (window, template)
    ]
    assert np.corrcoef(*grey)[0, 1] > 0.7


@pytest.mark.parametrize("action", ["walks", "sits", "kneels", "lies down"])
def test_the_costume_is_worn_in_every_pose(make_shot, make_prompt, kits, action):
    prompt = make_prompt(make_shot(Subject(character="ADA", action=action), size="FS", location="OFFICE"))
    empty = make_prompt(make_shot(Subject(character="ADA", on_screen=False), size="FS", location="OFFICE"))
    coat = [(np.abs(draw_frame(one, kits)[0].astype(int) - COAT).max(2) < 50).sum() for one in (prompt, empty)]
    assert coat[0] > coat[1] + 450


def test_seen_from_behind_there_is_no_face(make_shot, make_prompt, kits):
    away = make_prompt(make_shot(Subject(character="ADA", facing="away"), size="CU"), size=(768, 432))
    pixels, landmarks = draw_frame(away, kits)
    x, y = landmarks.heads[0].centre
    patch = pixels[int(y * 432) - 8 : int(y * 432) + 8, int(x * 768) - 8 : int(x * 768) + 8].reshape(-1, 3)
    assert distance(np.median(patch, axis=0), kits["ADA"].palette.skin) > 80


def test_every_set_looks_different(make_shot, make_prompt):
    seen = {}
    for design in ALL_SETS:
        word = {"room": "somewhere", "open ground": "nowhere", "beach": "shore", "columns": "museum"}.get(
            design.name, design.name
        )
        interior = Interior.INT if design.indoor else Interior.EXT
        assert set_for(word, "", interior) is design
        pixels, _ = draw_frame(make_prompt(make_shot(size="WS", location=word, interior=interior), size=(384, 216)), {})
        seen[design.name] = cv2.resize(
            cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB), (24, 16), interpolation=cv2.INTER_AREA
        ).astype(float)
    names = list(seen)
    gaps = {(a, b): np.abs(seen[a] - seen[b]).mean() for i, a in enumerate(names) for b in names[i + 1 :]}
    assert min(gaps.values()) > 3, min(gaps, key=gaps.get)


def test_the_place_and_not_the_shot_decides_the_set(make_shot, make_prompt):
    first = make_shot(size="WS", location="FOREST", interior="EXT")
    second = first.model_copy(update={"id": "s009_0040", "scene": "s009", "order": 7, "duration_frames": 99})
    assert np.array_equal(draw_frame(make_prompt(first), {})[0], draw_frame(make_prompt(second), {})[0])
    other = first.model_copy(update={"location": "DARK FOREST"})
    assert not np.array_equal(draw_frame(make_prompt(first), {})[0], draw_frame(make_prompt(other), {})[0])


@pytest.mark.parametrize("place", ["CLIFF PATH", "STREET", "NOWHERE"])
def test_coming_in_puts_no_door_out_of_doors(make_shot, make_prompt, place):
    drawn = [
        draw_frame(make_prompt(make_shot(size="WS", location=place, interior="EXT", text=text), size=(384, 216)), {})[0]
        for text in ("", "Ada enters through the doorway, comes in and shuts the door.")
    ]
    assert np.array_equal(*drawn)


@pytest.mark.parametrize(
    ("location", "sub_location", "interior", "name"),
    [
        ("LIGHTHOUSE", "LAMP ROOM", "INT", "lamp room"),
        ("LIGHTHOUSE", "KITCHEN", "INT", "kitchen"),
        ("LIGHTHOUSE", "", "EXT", "cliff"),
        ("CLIFF PATH", "", "EXT", "cliff"),
        ("MARA'S CAR", "", "INT", "car"),
        ("COFFEE SHOP", "", "INT", "shop"),
        ("CAFÉ ROMA", "", "INT", "cafe"),
        ("CARPENTER'S WORKSHOP", "", "INT", "room"),
        ("SEASIDE HOTEL", "", "INT", "bedroom"),
        ("灯台", "", "EXT", "open ground"),
        ("", "", "", "room"),
        ("CUISINE DE MÉMÉ", "", "INT", "kitchen"),
        ("RUE DU PORT", "", "EXT", "street"),
        ("VOITURE", "", "INT", "car"),
        ("PLAYA", "", "EXT", "beach"),
        ("SCHLAFZIMMER", "", "INT", "bedroom"),
        ("BAHNHOF", "", "EXT", "platform"),
        ("CHIESA", "", "INT", "church"),
        ("CORREDOR DO HOSPITAL", "", "INT", "corridor"),
        ("КУХНЯ", "", "INT", "kitchen"),
        ("森林", "", "EXT", "forest"),
        ("电车站", "", "EXT", "platform"),
        ("汽车", "", "INT", "car"),
        ("海辺", "", "EXT", "beach"),
        ("病院の廊下", "", "INT", "corridor"),
        ("مطبخ", "", "INT", "kitchen"),
        ("TRAM STOP", "", "EXT", "street"),
        ("SUPERMARKET CAR PARK", "", "EXT", "street"),
        ("TRAIN", "", "INT", "carriage"),
        ("TRAIN STATION", "", "INT", "station"),
        ("AUTO SHOP", "", "INT", "shop"),
        ("ROWING BOAT", "", "EXT", "boat"),
        ("HARBOUR", "", "INT/EXT", "harbour"),
    ],
)
def test_sluglines_find_their_sets(location, sub_location, interior, name):
    assert set_for(location, sub_location, Interior(interior)).name == name


def letters_in(pixels, text, *, columns):
    """How well the picture agrees with the written text at the best place and size."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    best = 0.0
    for wide in columns:
        height = round(wide * (0.511 if len(text) > 9 else 0.378))
        mask = lettering(text, wide, height, (255, 255, 255))[..., 3].astype(np.float32)
        best = max(best, float(cv2.matchTemplate(grey, mask, cv2.TM_CCOEFF_NORMED).max()))
    return best


@pytest.mark.parametrize(("size", "columns"), [("WS", range(442, 460, 6))])
def test_words_in_a_set_can_be_read(make_shot, make_prompt, kits, size, columns):
    text = "LIGHT CLOSED SINCE 1989"
    shot = make_shot(
        Subject(character="ADA", staging="left", facing="right"),
        size=size,
        location="CLIFF",
        interior="EXT",
        frame_text=(text,),
    )
    written = draw_frame(make_prompt(shot, size=(1536, 864)), kits)[0]
    blank = draw_frame(
        make_prompt(shot.model_copy(update={"frame_text": ("OTHER WORDS IN HERE",)}), size=(1536, 864)), kits
    )[0]
    assert letters_in(written, text, columns=columns) > 0.6
    assert letters_in(written, text, columns=columns) > letters_in(blank, text, columns=columns) + 0.15


def test_words_between_two_people_stand_in_front_when_there_is_no_room(make_shot, make_prompt, kits):
    people = (Subject(character="ADA", staging="left"), Subject(character="BRAM", staging="right"))
    shot = make_shot(*people, size="FS", framing="2S", location="CLIFF", interior="EXT", frame_text=("STAY OUT",))
    pixels, _ = draw_frame(make_prompt(shot, size=(864, 1536)), kits)
    plain, _ = draw_frame(make_prompt(shot.model_copy(update={"frame_text": ()}), size=(864, 1536)), kits)
    changed = np.argwhere(np.abs(pixels.astype(int) - plain).max(2) > 20)
    assert changed[:, 0].min() > 0.5 * 1536
    assert np.ptp(changed[:, 1]) > 250
