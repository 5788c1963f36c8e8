import itertools
from fractions import Fraction

import pytest

from storyboard.animatic.plan import LONGEST, plan_segments
from storyboard.media import EncoderSettings
from storyboard.model import Action, DialogueLine, Head, Landmarks, Move, Movement, TransitionKind

SETTINGS = EncoderSettings()
DISSOLVE = TransitionKind.DISSOLVE


def spans(timeline, **options):
    return [(s.first_frame, s.frames, len(s.layers), s.offsets) for s in plan_segments(timeline, **options)]


def test_cuts_make_one_segment_of_each_shot(timeline_of):
    assert spans(timeline_of({}, {"duration_frames": 7})) == [(0, 24, 1, (0,)), (24, 7, 1, (0,))]


@pytest.mark.parametrize("side", [({"transition_out": DISSOLVE}, {}), ({}, {"transition_in": DISSOLVE})])
def test_a_dissolve_takes_six_frames_of_either_shot(timeline_of, side):
    moving = [fields | {"movement": Movement(move=Move.PAN)} for fields in side]
    assert spans(timeline_of(*moving)) == [(0, 18, 1, (0,)), (18, 12, 2, (18, -6)), (30, 18, 1, (6,))]


@pytest.mark.parametrize(("kind", "frames"), [(TransitionKind.WIPE, 12), (TransitionKind.WHIP, 8)])
def test_wipes_and_whips_are_joins_too_and_have_lengths_of_their_own(timeline_of, kind, frames):
    joined = plan_segments(timeline_of({"transition_out": kind}, {}))
    assert [segment.frames for segment in joined] == [24 - frames // 2, frames, 24 - frames // 2]
    assert joined[1].join == kind


def test_a_long_shot_is_cut_into_pieces_of_which_equal_ones_are_encoded_once(timeline_of):
    hour = plan_segments(timeline_of({"duration_frames": 86_400}))
    assert sum(segment.frames for segment in hour) == 86_400
    assert max(segment.frames for segment in hour) == LONGEST
    assert len({segment.key(SETTINGS) for segment in hour}) == 1
    moving = plan_segments(timeline_of({"duration_frames": 1000, "movement": Movement(move=Move.HANDHELD)}))
    assert [(segment.frames, segment.offsets) for segment in moving] == [(480, (0,)), (480, (480,)), (40, (960,))]
    assert len({segment.key(SETTINGS) for segment in moving}) == 3


def test_in_a_frame_too_narrow_for_all_the_one_who_speaks_is_aimed_at(timeline_of):
    mara = Head(character="MARA", x=0.1, y=0.2, width=0.12, height=0.2)
    dev = Head(character="DEV", x=0.75, y=0.2, width=0.1, height=0.18)
    heads = Landmarks(heads=(mara, dev))
    quiet = timeline_of({"landmarks": heads})
    said = timeline_of({"landmarks": heads, "dialogue": (DialogueLine(character="DEV", text="Go."),)})

    def aim(timeline, size):
        return plan_segments(timeline, size=size, captions=False)[0].layers[0].start.focus

    assert aim(quiet, (256, 144)) == pytest.approx((0.471, 0.3))
    assert aim(quiet, (144, 256)) == pytest.approx(mara.centre), "the nearest"
    assert aim(said, (144, 256)) == pytest.approx(dev.centre)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The camera slowly pushes in on her.", 0.45, 0.65),
        ("He walks slowly.", 0.95, 1.05),
        ("We push in, fast, on the phone.", 1.4, 1.6),
    ],
)
def test_a_move_is_as_strong_as_the_words_beside_the_camera(timeline_of, text, least, most):
    shot = {"movement": Movement(move=Move.PUSH), "action": Action(text=text), "duration_frames": 72}
    assert least <= plan_segments(timeline_of(shot))[0].layers[0].strength <= most


@pytest.mark.parametrize(("grown", "side"), [(1.5, "arrives"), (1 / 1.5, "departs")])
def test_a_push_with_a_closer_end_moves_until_the_heads_lie_on_each_other(timeline_of, helpers, grown, side):
    head = Head(character="MARA", x=0.45, y=0.3, width=0.1, height=0.2)
    width, height = 0.1 * grown, 0.2 * grown
    later = Head(character="MARA", x=0.5 - width / 2, y=0.4 - height / 2, width=width, height=height)
    push = Movement(move=Move.PUSH)
    timeline = timeline_of({"end": True, "landmarks": Landmarks(heads=(head,)), "movement": push})
    clip = timeline.clips[0]
    end = helpers.take_of(clip.end_take.path, clip.shot.id, "end", Landmarks(heads=(later,)))
    timeline = timeline.model_copy(update={"clips": (clip.model_copy(update={"end_take": end}),)})
    change = plan_segments(timeline)[0].layers[0].change
    left, top, extent = getattr(change, side)
    assert extent == pytest.approx(1 / 1.5)
    assert (0.5 - left) / extent == pytest.approx(0.5)
    assert (0.4 - top) / extent == pytest.approx(0.4)
    assert plan_segments(timeline, ends="dissolve")[0].layers[0].change.arrives is None


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
