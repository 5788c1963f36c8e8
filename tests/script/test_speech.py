"""Names, voices and sounds in the cells of lists, and camera words around what is seen."""

from __future__ import annotations

import pytest

from storyboard.script.camera import is_camera, take_camera
from storyboard.script.fields import Field, field_of
from storyboard.script.lengths import read_span, take_length
from storyboard.script.speech import Heard, split_heard


@pytest.mark.parametrize(
    ("text", "name", "extensions", "words"),
    [
        ('NORA: "Hello."', "NORA", (), "Hello."),
        ('VO (NORA): "Hello."', "NORA", ("V.O.",), "Hello."),
        ("NORA (V.O.): Hello.", "NORA", ("V.O.",), "Hello."),
        ("NORA VO: Hello.", "NORA", ("V.O.",), "Hello."),
        ("**VO:** Hello.", "", ("V.O.",), "Hello."),
        ("Narrator: Hello.", "Narrator", ("V.O.",), "Hello."),
        ("MR. SMITH: Hello.", "MR. SMITH", (), "Hello."),
        ("GUARD #1: Halt", "GUARD #1", (), "Halt"),
        ("旁白：再见。", "旁白", ("V.O.",), "再见。"),
        ("太郎「はい」", "太郎", (), "はい"),
        ("أحمد: نعم", "أحمد", (), "نعم"),
    ],
)
def test_speeches_are_known_by_their_labels(text, name, extensions, words):
    (piece,) = split_heard(text)
    assert (piece.kind, piece.name, piece.extensions, piece.text) == (Heard.SPEECH, name, extensions, words)


def test_several_pieces_in_one_cell_are_told_apart():
    pieces = split_heard("MUSIC swells. SFX: rain. NORA (whispers): (beat) No.\nBEN: Yes.")
    assert [(piece.kind.value, piece.name, piece.text, piece.manner, piece.line) for piece in pieces] == [
        ("sound", "", "MUSIC swells.", "", 0),
        ("sound", "", "SFX: rain.", "", 0),
        ("speech", "NORA", "No.", "whispers, beat", 0),
        ("speech", "BEN", "Yes.", "", 1),
    ]


def test_a_quoted_speech_ends_with_its_quotation_mark_among_what_is_seen():
    pieces = split_heard('A man walks in. MAN: "Hello!" He sits.', audio=False)
    assert [(piece.kind.value, piece.text) for piece in pieces] == [
        ("rest", "A man walks in."),
        ("speech", "Hello!"),
        ("rest", "He sits."),
    ]


@pytest.mark.parametrize("text", ["At 12:30 he leaves.", "CLOSE ON: a key", "He says: no way.", "特写：他的手"])
def test_other_colons_are_no_speech(text):
    assert all(piece.kind is Heard.REST for piece in split_heard(text, audio=False))


@pytest.mark.parametrize(
    ("text", "cues", "rest"),
    [
        ("WIDE: empty kitchen, slow push in", ["WIDE", "slow push in"], "empty kitchen"),
        ("OTS Nora, window", ["OTS Nora"], "window"),
        ("Close-up of Nora's hand. Slow push in.", ["Close-up", "Slow push in"], "Nora's hand."),
        ("A low-angle shot of a tower", ["low-angle shot"], "A tower"),
        ("A woman (wide shot) walks", ["wide shot"], "A woman walks"),
        ("特写：他的手", ["特写"], "他的手"),
        ("Close the door.", [], "Close the door."),
        ("Full moon.", [], "Full moon."),
        ("Single mother waits", [], "Single mother waits"),
    ],
)
def test_camera_words_are_told_from_what_is_seen(text, cues, rest):
    assert take_camera(text) == (cues, rest)


@pytest.mark.parametrize(
    "words", ["CU", "wide", "50mm", "slow push in", "handheld", "Two Shot", "locked off", "eye level", "全景"]
)
def test_directions_are_known(words):
    assert is_camera(words)


@pytest.mark.parametrize("words", ["Nora", "the pan", "close the door", "50 men", ""])
def test_other_words_are_no_direction(words):
    assert not is_camera(words)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Shot #", Field.SHOT),
        ("Scene No.", Field.SCENE),
        ("Est. Time", Field.DURATION),
        ("Duration (s)", Field.DURATION),
        ("durationSec", Field.DURATION),
        ("image_prompt", Field.ACTION),
        ("Shot Description / Action", Field.ACTION),
        ("On-Screen Text", Field.OVERLAY),
        ("V.O.", Field.VOICE_OVER),
        ("画面 (Video)", Field.ACTION),
        ("INT/EXT", Field.SIDE),
        ("Places", Field.PLACE),
        ("whatever", None),
        ("", None),
    ],
)
def test_columns_are_known_by_many_names(name, field):
    assert field_of(name) is field


@pytest.mark.parametrize("text", ["0:09-0:04", "0:00", "5x", "4s4", "a" * 100, "-"])
def test_what_is_no_length(text):
    assert read_span(text) is None


def test_a_length_is_taken_out_of_its_sentence():
    text, span = take_length("She waits (2 sec) then goes")
    assert text == "She waits then goes"
    assert span is not None
    assert span.seconds == 2
