"""What a transition says of the shots on either side of it."""

import pytest

from storyboard.breakdown.transitions import kinds_of
from storyboard.model import TransitionKind

CUT, DISSOLVE, WIPE, WHIP = TransitionKind.CUT, TransitionKind.DISSOLVE, TransitionKind.WIPE, TransitionKind.WHIP


@pytest.mark.parametrize(
    ("text", "ends", "begins"),
    [
        ("CUT TO:", CUT, CUT),
        ("MATCH CUT TO:", CUT, CUT),
        ("SMASH CUT TO BLACK:", CUT, CUT),
        ("MATCH DISSOLVE TO:", DISSOLVE, DISSOLVE),
        ("WIPE TO:", WIPE, WIPE),
        ("WHIP PAN TO:", WHIP, WHIP),
        ("REIẞSCHWENK AUF:", WHIP, WHIP),
        ("FADE IN:", CUT, TransitionKind.FADE_IN),
        ("FADE IN FROM WHITE", CUT, TransitionKind.FADE_FROM_WHITE),
        ("FADE TO BLACK.", TransitionKind.FADE_OUT, CUT),
        ("FADE TO WHITE.", TransitionKind.FADE_TO_WHITE, CUT),
        ("FONDU AU BLANC", TransitionKind.FADE_TO_WHITE, CUT),
        ("FADE THROUGH BLACK:", TransitionKind.FADE_OUT, TransitionKind.FADE_IN),
        ("DIP TO WHITE:", TransitionKind.FADE_TO_WHITE, TransitionKind.FADE_FROM_WHITE),
    ],
)
def test_a_transition_ends_one_shot_and_begins_the_next(text, ends, begins):
    assert kinds_of(text) == (ends, begins)
