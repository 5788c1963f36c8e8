import itertools
from fractions import Fraction

import pytest

from storyboard.animatic.plan import plan_segments
from storyboard.media import EncoderSettings
from storyboard.model import DialogueLine, Head, Landmarks, Move, Movement, TransitionKind

SETTINGS = EncoderSettings()
DISSOLVE = TransitionKind.DISSOLVE


def spans(timeline, **options):
    return [(s.first_frame, s.frames, len(s.layers), s.offsets) for s in plan_segments(timeline, **options)]


def test_cuts_make_one_segment_of_each_shot(timeline_of):
    assert spans(timeline_of({}, {"duration_frames": 7})) == [(0, 24, 1, (0,)), (24, 7, 1, (0,))]


@pytest.mark.parametrize("side", [({"transition_out": DISSOLVE}, {}), ({}, {"transition_in": DISSOLVE})])
def test_a_dissolve_takes_six_frames_of_either_shot(timeline_of, side):
    assert spans(timeline_of(*side)) == [(0, 18, 1, (0,)), (18, 12, 2, (18, -6)), (30, 18, 1, (6,))]


def test_segments_cover_the_film_without_gaps_whatever_the_transitions(timeline_of):
    timeline = timeline_of(
        *({"duration_frames": n, "transition_out": DISSOLVE} for n in (1, 2, 3, 5, 9, 40, 1)), fps=Fraction(30)
    )
    found = spans(timeline)
    assert found[0][0] == 0
    assert all(a[0] + a[1] == b[0] for a, b in itertools.pairwise(found))
    assert found[-1][0] + found[-1][1] == timeline.frames == 61
    assert all(frames > 0 for _, frames, _, _ in found)


def test_a_fade_at_a_cut_is_not_a_dissolve(timeline_of):
    timeline = timeline_of({"transition_out": TransitionKind.FADE_OUT}, {"transition_in": DISSOLVE})
    first, second = plan_segments(timeline)
    assert first.layers[0].fade_out == 8
    assert second.layers[0].fade_in == 0


def test_the_last_shot_of_a_range_dissolves_into_nothing(timeline_of):
    timeline = timeline_of({"transition_out": DISSOLVE}, {})
    assert spans(timeline, last=1) == [(0, 24, 1, (0,))]


def key_of(timeline, index: int = 0, **options) -> str:
    return plan_segments(timeline, **options)[index].key(SETTINGS)


CHANGES = {
    "movement": Movement(move=Move.PUSH),
    "duration_frames": 25,
    "dialogue": (DialogueLine(character="MARA", text="Yes."),),
    "overlay_text": ("Norway",),
    "transition_in": TransitionKind.FADE_IN,
}


@pytest.mark.parametrize("field", CHANGES)
def test_the_key_changes_with_what_can_be_seen(timeline_of, field):
    assert key_of(timeline_of({})) != key_of(timeline_of({field: CHANGES[field]}))


@pytest.mark.parametrize("field", ["note", "light", "lens", "redo"])
def test_the_key_does_not_change_with_what_cannot_be_seen(timeline_of, field):
    assert key_of(timeline_of({})) == key_of(timeline_of({field: "other"}))


def test_the_key_knows_the_size_the_rate_the_encoder_and_the_pixels(timeline_of, helpers):
    plain = timeline_of({})
    keys = {
        key_of(plain),
        key_of(plain, size=(128, 72)),
        key_of(timeline_of({}, fps=Fraction(25))),
        plan_segments(plain)[0].key(EncoderSettings(crf=30)),
    }
    helpers.draw_picture(plain.clips[0].start_take.path, seed=9)
    keys.add(key_of(plain))
    assert len(keys) == 5


def test_without_captions_words_do_not_matter(timeline_of):
    spoken = timeline_of({"dialogue": CHANGES["dialogue"]})
    assert key_of(spoken, captions=False) == key_of(timeline_of({}), captions=False)


@pytest.mark.parametrize(("behind", "aim"), [(True, 0.3), (False, 0.5)])
def test_a_move_goes_to_the_face_and_not_to_the_head_before_it(timeline_of, behind, aim):
    face = Head(character="TOMAS", x=0.25, y=0.2, width=0.1, height=0.2)
    other = face.model_copy(update={"x": 0.65, "behind": behind})
    timeline = timeline_of({"landmarks": Landmarks(heads=(face, other))})
    still = plan_segments(timeline)[0].layers[0].start
    assert still.focus == (pytest.approx(aim), pytest.approx(0.3))
