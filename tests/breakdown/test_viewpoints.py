"""Points of view, shoulders, and close-ups of hands."""

from __future__ import annotations

import pytest

from storyboard.breakdown.cues import read_cue
from storyboard.model import Framing, Size

CAR = "DEV (40s) drives. SAM (15) sleeps in the passenger seat. The road is long, wet and empty."


@pytest.mark.parametrize(
    ("text", "seen", "action"),
    [
        ("SAM'S POV: the wing mirror. A tram follows them.", [], "The wing mirror. A tram follows them."),
        ("POV SAM - the road below.", [], "The road below."),
        ("POV OF SAM: the road below.", [], "The road below."),
        ("POV of the children: Dev throws the ball.", ["DEV"], "Dev throws the ball."),
        ("WHAT SAM SEES: Dev waves at him.", ["DEV"], "Dev waves at him."),
        ("SAM'S POV\n\nThe tram comes closer.", [], "The tram comes closer."),
    ],
)
def test_the_viewer_is_not_in_the_picture(shots_of, text, seen, action):
    shot = shots_of(f"{CAR}\n\n{text}")[-1]
    assert shot.framing is Framing.POINT_OF_VIEW
    assert [subject.character for subject in shot.visible] == seen
    assert shot.action.text == action


def test_over_a_shoulder_shows_no_face_that_is_not_named(shots_of):
    shot = shots_of(f"{CAR}\n\nOVER DEV'S SHOULDER: the road, wet and empty.")[-1]
    assert shot.framing is Framing.OVER_SHOULDER
    assert [(subject.character, subject.shoulder) for subject in shot.visible] == [("DEV", True)]
    assert shot.action.text == "The road, wet and empty."


@pytest.mark.parametrize("text", ["OTS DEV: Sam.", "OTS DEV - Sam.", "OVER DEV'S SHOULDER: Sam.", "OTS DEV ON SAM"])
def test_over_a_shoulder_on_somebody(shots_of, text):
    shot = shots_of(f"{CAR}\n\n{text}")[-1]
    assert [(subject.character, subject.shoulder) for subject in shot.subjects] == [("SAM", False), ("DEV", True)]
    assert "DEV" not in shot.action.text


def test_a_shoulder_without_more_words_looks_at_the_other_one(shots_of):
    shot = shots_of(f"{CAR}\n\nOVER DEV'S SHOULDER\n\nSAM\nAre we there?")[-1]
    assert [(subject.character, subject.shoulder) for subject in shot.subjects] == [("SAM", False), ("DEV", True)]


def test_words_that_name_nobody_are_not_taken_for_an_owner():
    assert read_cue("POV the street below: cars.").owner == ""
    assert read_cue("OTS: Tom Lee.").owner == ""
    assert read_cue("POV NORA - the street.").owner == "NORA"


@pytest.mark.parametrize(
    "text",
    [
        "CLOSE ON Dev's hands. They shake.",
        "Close-up of Dev's hand picking up a ball.",
        "GROS PLAN sur les mains de Dev.",
    ],
)
def test_a_close_up_of_hands_is_an_insert(shots_of, text):
    shot = shots_of(f"{CAR}\n\n{text}")[-1]
    assert (shot.size, shot.framing) == (Size.INSERT, Framing.INSERT)
    assert [subject.character for subject in shot.visible] == ["DEV"]
    assert shot.props == ()


def test_a_close_up_of_eyes_or_of_somebody_who_uses_hands_is_a_close_up(shots_of):
    for text in ("CLOSE ON Dev's eyes.", "CLOSE ON Dev, his hands on the wheel."):
        assert shots_of(f"{CAR}\n\n{text}")[-1].size is Size.CU


def test_whom_a_close_up_is_on_is_not_said_twice(shots_of):
    assert shots_of(f"{CAR}\n\nCLOSE ON DEV: he smiles.")[-1].action.text == "He smiles."


def test_to_watch_is_no_watch(shots_of):
    opening = "The garden lies in the sun, large and green, with a white house behind it."
    assert shots_of(f"{opening}\n\nInside the car. Faces watch through the window.")[-1].size is not Size.INSERT
    assert shots_of(f"{CAR}\n\nA wrist watch.")[-1].size is Size.INSERT
