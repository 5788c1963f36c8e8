"""Words in the picture: on which thing, in which script, inside its outline."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.insert import prop_for
from storyboard.backends.previs.signs import HELD_SIGNS, legible, lettering, sign_of, sign_texture
from storyboard.backends.previs.titles import unreadable
from storyboard.media import missing_glyphs
from storyboard.model import Subject

SCRIPTS = {
    "Latin": "CLOSED SINCE 1989",
    "Cyrillic": "МАЯК ЗАКРЫТ",
    "Greek": "ΚΛΕΙΣΤΟΝ",
    "Chinese": "灯塔关闭",
    "Japanese": "灯台は閉鎖されました",
    "Korean": "등대 폐쇄",
    "Arabic": "المنارة مغلقة",
    "Hebrew": "המגדלור סגור",
    "Thai": "ปิดแล้ว",
    "Devanagari": "प्रकाशस्तंभ बंद है",
}
LONG = (
    "Dear Mara, I am leaving tonight on the last boat. Do not wait for me. The key is under the stone by the gate, and "
    "the lamp wants oil before the storm."
)
KINDS = ("board", "window", "neon", "poster", "banner", "screen", "phone", "book", "paper", "newspaper")


def box_of(ink):
    rows, columns = np.where(ink)
    return columns.min(), rows.min(), columns.max(), rows.max()


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_written_inside_its_sheet(script):
    text = SCRIPTS[script]
    if missing_glyphs(text):
        pytest.skip(f"no font here has {script}")
    ink = lettering(text, 400, 180, (0, 0, 0))[..., 3] > 60
    left, top, right, low = box_of(ink)
    assert left >= 8
    assert right < 392
    assert top >= 4
    assert low < 176
    assert max((right - left) / 400, (low - top) / 180) > 0.6  # As large as it fits.


@pytest.mark.parametrize("script", ["Arabic", "Hebrew"])
def test_what_is_written_from_the_right_is_not_drawn_letter_by_letter_from_the_left(script):
    text = SCRIPTS[script]
    forwards, backwards = (lettering(one, 400, 180, (0, 0, 0))[..., 3] for one in (text, text[::-1]))
    assert np.abs(forwards.astype(int) - backwards).mean() > 2


def test_long_text_is_wrapped_and_made_small_enough():
    short, long = (lettering(text, 400, 300, (0, 0, 0))[..., 3] for text in ("GO", LONG))
    rows = (long > 60).any(1).astype(int)
    lines = int((np.diff(rows) == 1).sum())
    assert lines >= 5
    assert box_of(long > 60)[2] < 392
    assert box_of(long > 60)[3] < 296
    assert box_of(short > 60)[3] - box_of(short > 60)[1] > 80


def test_a_single_word_is_not_broken_but_made_smaller():
    rows = (lettering("WANTED", 200, 250, (0, 0, 0))[..., 3] > 60).any(1).astype(int)
    assert int((np.diff(rows) == 1).sum()) == 1


def test_very_long_text_ends_at_a_word():
    shown = lettering("word " * 200, 400, 300, (0, 0, 0))[..., 3]
    assert (shown > 60).mean() > 0.05


UNKNOWN = "\U00012000\U00012001"  # Cuneiform.


def test_letters_that_no_font_has_are_left_out_and_named():
    assert legible(f"{UNKNOWN} SHUT").strip() == "SHUT"
    assert np.array_equal(lettering(f"{UNKNOWN} SHUT", 300, 90, (9, 9, 9)), lettering("SHUT", 300, 90, (9, 9, 9)))
    (warning,) = unreadable([f"{UNKNOWN} SHUT"])
    assert UNKNOWN in warning
    assert "boxes" not in warning
    assert not lettering(UNKNOWN, 300, 90, (9, 9, 9))[..., 3].any()


def test_what_can_be_read_needs_no_warning():
    assert unreadable(["SHUT", "МАЯК"]) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She reads the letter.", "paper"),
        ("A text message on her phone.", "phone"),
        ("手机上的短信", "phone"),
        ("He opens the newspaper.", "newspaper"),
        ("The book on the table.", "book"),
        ("The TV is on.", "screen"),
        ("A bookshop window.", "board"),
        ("вывеска из неона", "neon"),
        ("A sign.", "board"),
    ],
)
def test_the_action_says_what_the_words_stand_on(make_shot, text, kind):
    assert sign_of(make_shot(text=text)) == kind


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("the newspaper", "newspaper"),
        ("une affiche", "poster"),
        ("the neon sign", "neon"),
        ("the TV screen", "television"),
        ("the book", "book_cover"),
        ("the open book", "book"),
        ("a text message on the phone", "screen"),
        ("看板", "board"),
    ],
)
def test_a_close_view_shows_the_thing_the_words_are_on(make_shot, text, thing):
    assert prop_for(make_shot(text=text, size="INSERT", frame_text=("GO",)))[0].__name__ == thing


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["SHUT", LONG], ids=["short", "long"])
def test_the_words_stay_inside_the_thing(kind, text):
    written, blank = (sign_texture(kind, one, outdoors=True, seed=3)[..., :3].astype(int) for one in (text, ""))
    if written.shape != blank.shape:  # A longer text makes the board taller.
        blank = sign_texture(kind, UNKNOWN * 9, outdoors=True, seed=3)[..., :3].astype(int)
    left, top, right, low = box_of(np.abs(written - blank).max(2) > 60)
    height, width = written.shape[:2]
    assert left >= 0.02 * width
    assert right <= 0.98 * width
    assert top >= 0.02 * height
    assert low <= 0.98 * height


CLOSE = ["a sign", "the letter", "a newspaper", "the phone", "the TV", "a neon sign", "the book", "a poster", "a plate"]


@pytest.mark.parametrize("size", [(384, 216), (216, 384)], ids=["wide", "tall"])
@pytest.mark.parametrize("thing", CLOSE)
def test_close_words_are_inside_the_picture_and_large(make_shot, make_prompt, thing, size):
    drawn = [
        draw_frame(
            make_prompt(make_shot(text=thing, size="INSERT", location="CORRIDOR", frame_text=(words,)), size=size), {}
        )[0].astype(int)
        for words in ("NORTH", "SOUTH")
    ]
    left, top, right, low = box_of(np.abs(drawn[0] - drawn[1]).max(2) > 50)
    assert left > 2
    assert right < size[0] - 3
    assert top > 2
    assert low < size[1] - 3
    assert right - left > 0.11 * min(size)


@pytest.mark.parametrize("thing", ["A phone screen.", "The newspaper.", "The letter."])
@pytest.mark.parametrize("size", [(384, 216), (216, 384)], ids=["wide", "tall"])
def test_what_is_held_up_leaves_the_face_free(make_shot, make_prompt, kits, thing, size):
    shot = make_shot(Subject(character="ADA", staging="left"), size="MS", text=thing, frame_text=("SHUT",))
    assert sign_of(shot) in HELD_SIGNS
    written, marks = draw_frame(make_prompt(shot, size=size), kits)
    plain, _ = draw_frame(make_prompt(shot.model_copy(update={"frame_text": ()}), size=size), kits)
    left, top, right, low = box_of(np.abs(written.astype(int) - plain).max(2) > 30)
    head = marks.heads[0]
    below, beside = top > (head.y + head.height) * size[1], left > (head.x + head.width) * size[0]
    assert below or beside
    assert right < size[0]
    assert low < size[1]


def test_a_sign_is_brighter_than_the_night_round_it(make_shot, make_prompt):
    shot = make_shot(
        size="WS", location="ALLEY", interior="EXT", time="night", text="A neon sign.", frame_text=("BAR",)
    )
    pixels = draw_frame(make_prompt(shot, size=(384, 216)), {})[0]
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    assert np.percentile(grey, 99.5) > 200 > 2 * np.median(grey)
