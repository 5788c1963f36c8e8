from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.breakdown import fit_to_count, fit_to_length
from storyboard.errors import InputError
from storyboard.model import Action, DialogueLine, Shot, Source, Subject, Timing

FPS = Fraction(24)


def make(number: int, frames: int, *people: str, scene: str = "s001", **more: object) -> Shot:
    return Shot(
        id=f"{scene}_{number * 10:04d}",
        scene=scene,
        number=f"{number}",
        source=Source(file="a", line=number, line_end=number),
        subjects=tuple(Subject(character=name) for name in people),
        action=Action(text=f"Thing {number}."),
        duration_frames=frames,
        **more,
    )


@given(
    lengths=st.lists(st.integers(12, 400), min_size=1, max_size=30),
    seconds=st.floats(0.8, 400),
    fps=st.sampled_from([Fraction(24), Fraction(25), Fraction(30000, 1001)]),
)
def test_the_film_is_exactly_as_long_as_was_asked(lengths, seconds, fps):
    shots = [make(index, frames) for index, frames in enumerate(lengths, 1)]
    wanted = max(1, int(Fraction(seconds) * fps + Fraction(1, 2)))
    try:
        fitted = fit_to_length(shots, seconds, fps, Timing())
    except InputError:
        return
    assert sum(shot.duration_frames for shot in fitted.shots) == wanted
    assert all(shot.duration_frames >= 1 for shot in fitted.shots)


def test_a_film_that_fits_already_is_left_alone():
    shots = [make(1, 48), make(2, 72)]
    assert fit_to_length(shots, 5, FPS, Timing()).shots == tuple(shots)


def test_speeches_are_shortened_less_than_looks():
    spoken = make(1, 96, dialogue=(DialogueLine(character="A", text="Words."),))
    fitted = fit_to_length([spoken, make(2, 96)], 5.5, FPS, Timing()).shots
    assert fitted[0].duration_frames >= 77
    assert fitted[1].duration_frames < fitted[0].duration_frames


def test_shots_are_put_together_when_shortening_is_not_enough_and_it_is_said():
    shots = [make(number, 96) for number in range(1, 6)]
    fitted = fit_to_length(shots, 3, FPS, Timing())
    assert sum(shot.duration_frames for shot in fitted.shots) == 72
    assert fitted.notes == (
        "2, 3, 4 and 5 are now part of 1",
        "Shortened 1 to 75 % of their length: 4.0 s -> 3.0 s",
        "The film: 20.0 s -> 3.0 s",
    )


def test_the_notes_name_every_shot_that_changed():
    shots = [make(number, 96) for number in range(1, 7)]
    assert fit_to_length(shots, 18, FPS, Timing()).notes == (
        "Shortened 1..6 to 75 % of their length: 24.0 s -> 18.0 s",
    )
    assert fit_to_length(shots[:2], 10, FPS, Timing()).notes == (
        "Stretched 1, 2 to 125 % of their length: 8.0 s -> 10.0 s",
    )
    spoken = [make(number, 96, dialogue=(DialogueLine(character="A", text="Words."),)) for number in range(7, 9)]
    assert fit_to_length([shots[0], *spoken, shots[1]], 11, FPS, Timing()).notes == (
        "Shortened 1..2 to between 57 and 80 % of their length: 16.0 s -> 11.0 s",
    )


def test_shots_that_became_part_of_one_are_named_together():
    assert fit_to_count([make(number, 48, "A") for number in range(1, 5)], 1).notes == ("2, 3 and 4 are now part of 1",)
    assert fit_to_count([make(number, 48, "A") for number in range(1, 10)], 1).notes == ("2..9 are now part of 1",)


def test_a_thousand_shots_are_brought_down_at_once():
    shots = [make(number, 40 + number % 7, "AB"[number % 2]) for number in range(1, 1000)]
    assert len(fit_to_count(shots, 300).shots) == 300


def test_a_film_cannot_be_shorter_than_its_scenes():
    shots = [
        make(1, 240, scene=f"s00{scene}", dialogue=(DialogueLine(character="A", text="x"),)) for scene in range(1, 5)
    ]
    with pytest.raises(InputError, match="still needs"):
        fit_to_length(shots, 5, FPS, Timing())


def test_the_number_of_shots_is_brought_down_within_scenes():
    shots = [make(1, 48, "A"), make(2, 48, "A"), make(3, 96, "B"), make(1, 48, scene="s002")]
    fitted = fit_to_count(shots, 3)
    assert [shot.id for shot in fitted.shots] == ["s001_0010", "s001_0030", "s002_0010"]
    assert fitted.shots[0].duration_frames == 96
    assert fitted.shots[0].action.text == "Thing 1. Thing 2."
    assert fitted.notes == ("2 is now part of 1",)


def test_nothing_said_or_written_is_lost():
    first = make(1, 48, "A", dialogue=(DialogueLine(character="A", text="One."),), overlay_text=("LATER",))
    second = make(
        2, 48, "B", dialogue=(DialogueLine(character="B", text="Two."),), frame_text=("EXIT",), sound=("bang",)
    )
    (only,) = fit_to_count([first, second], 1).shots
    assert [line.text for line in only.dialogue] == ["One.", "Two."]
    assert (only.frame_text, only.overlay_text, only.sound) == (("EXIT",), ("LATER",), ("bang",))
    assert [subject.character for subject in only.subjects] == ["A", "B"]


def test_each_scene_keeps_a_shot():
    with pytest.raises(InputError, match="It has 2 scenes"):
        fit_to_count([make(1, 48), make(2, 48), make(1, 48, scene="s002")], 1)
