import numpy as np
import pytest
from PIL import Image

from storyboard.model import Action, DialogueLine, Format, Head, Landmarks, Move, Movement, TransitionKind

PLAIN = {"captions": False}


def mean_of(painted, number: int) -> float:
    return float(painted.luma(number).mean())


def test_a_still_fills_the_frame_and_rests(timeline_of, helpers):
    painted = helpers.Painted(timeline_of({}))
    assert (painted.luma(0) == painted.luma(23)).all()
    assert painted.luma(0).std() > 10


def test_a_move_changes_every_frame_but_begins_with_the_whole_picture(timeline_of, helpers):
    painted = helpers.Painted(timeline_of({"movement": Movement(move=Move.PUSH)}))
    still = helpers.Painted(timeline_of({}))
    assert helpers.psnr(painted.luma(0), still.luma(0)) > 40
    assert not (painted.luma(10) == painted.luma(11)).all()


def test_a_dissolve_goes_evenly_from_one_shot_to_the_next_around_the_cut(timeline_of, helpers):
    cut = timeline_of({}, {})
    dissolve = timeline_of({"transition_out": TransitionKind.DISSOLVE}, {})
    plain, mixed = helpers.Painted(cut), helpers.Painted(dissolve)
    first, second = plain.luma(0).astype(float), plain.luma(47).astype(float)
    away = (first - second).ravel()

    def share_of_second(number: int) -> float:
        return 1 - float((mixed.luma(number).astype(float) - second).ravel() @ away) / float(away @ away)

    shares = [share_of_second(number) for number in range(17, 31)]
    assert shares[0] == pytest.approx(0, abs=0.01)
    assert shares[-1] == pytest.approx(1, abs=0.01)
    assert shares[1:-1] == pytest.approx([(n + 1) / 13 for n in range(12)], abs=0.02)


def test_a_fade_comes_from_black_and_goes_to_black(timeline_of, helpers):
    painted = helpers.Painted(
        timeline_of(
            {"duration_frames": 48, "transition_in": TransitionKind.FADE_IN, "transition_out": TransitionKind.FADE_OUT}
        )
    )
    means = [mean_of(painted, number) for number in (0, 6, 11, 24, 36, 42, 47)]
    assert means[0] == pytest.approx(16, abs=6)
    assert means[-1] == pytest.approx(16, abs=6)
    assert means[0] < means[1] < means[2] < means[3] > means[4] > means[5] > means[6]


def test_a_shot_with_an_end_picture_turns_into_it_in_its_last_third(timeline_of, helpers):
    painted = helpers.Painted(timeline_of({"end": True, "duration_frames": 30}))
    begins, ends = painted.luma(0).astype(float), painted.luma(29).astype(float)
    assert (painted.luma(19) == begins).all()
    away = (ends - begins).ravel()
    shares = [float((painted.luma(n) - begins).ravel() @ away) / float(away @ away) for n in range(19, 30)]
    assert shares == sorted(shares)
    assert shares[5] == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(("kind", "level"), [(TransitionKind.FADE_TO_WHITE, 235), (TransitionKind.FADE_OUT, 16)])
def test_a_fade_goes_to_the_colour_the_script_says(timeline_of, helpers, kind, level):
    last = helpers.Painted(timeline_of({"transition_out": kind})).luma(23)
    assert np.abs(last.astype(int) - level).max() < 30
    first = {
        TransitionKind.FADE_TO_WHITE: TransitionKind.FADE_FROM_WHITE,
        TransitionKind.FADE_OUT: TransitionKind.FADE_IN,
    }
    assert np.abs(helpers.Painted(timeline_of({"transition_in": first[kind]})).luma(0).astype(int) - level).max() < 30


def test_a_wipe_shows_the_next_shot_from_the_left(timeline_of, helpers):
    first, second = helpers.Painted(timeline_of({}, {})).luma(0), helpers.Painted(timeline_of({}, {})).luma(47)
    middle = helpers.Painted(timeline_of({"transition_out": TransitionKind.WIPE}, {})).luma(24)
    assert (middle[:, :80] == second[:, :80]).all()
    assert (middle[:, -80:] == first[:, -80:]).all()


def test_a_whip_smears_only_sideways_and_begins_and_ends_at_rest(timeline_of, helpers):
    painted = helpers.Painted(timeline_of({"transition_out": TransitionKind.WHIP}, {}))
    plain = helpers.Painted(timeline_of({}, {}))
    middle = painted.luma(24).astype(int)
    across, down = np.abs(np.diff(middle, axis=1)).mean(), np.abs(np.diff(middle, axis=0)).mean()
    still = plain.luma(0).astype(int)
    assert across < 0.6 * np.abs(np.diff(still, axis=1)).mean()
    assert down > across
    assert helpers.psnr(painted.luma(20), plain.luma(20)) > 25
    assert helpers.psnr(painted.luma(27), plain.luma(27)) > 25


def test_a_shot_without_a_picture_is_a_grey_slate_with_words_on_it(timeline_of, helpers):
    timeline = timeline_of({"picture": False, "action": Action(text="She climbs the stairs.")}, {"picture": False})
    told, untold = (helpers.Painted(timeline).luma(number) for number in (0, 24))
    for luma in (told, untold):
        assert np.median(luma) == pytest.approx(68, abs=6)
        assert luma.max() > 180
    assert not (told == untold).all()


def test_a_matte_is_black_above_and_below_and_leaves_its_ratio(timeline_of, helpers):
    scope = Format(name="2.39", frame=(256, 144), draw=(320, 180), matte=2.39)
    luma = helpers.Painted(timeline_of({"movement": Movement(move=Move.PAN)}, fmt=scope)).luma(5)
    black_rows = [row for row in range(144) if (luma[row] == 16).all()]
    assert black_rows == [*range(18), *range(126, 144)]
    assert 256 / (144 - len(black_rows)) == pytest.approx(2.39, rel=0.02)


@pytest.mark.parametrize("ground", [(255, 255, 255), (0, 0, 0)])
def test_captions_can_be_read_on_any_ground(timeline_of, helpers, ground):
    timeline = timeline_of({"dialogue": (DialogueLine(character="MARA", text="Who is up there?"),)})
    Image.new("RGB", (320, 180), ground).save(timeline.clips[0].start_take.path)
    with_words, without = helpers.Painted(timeline).luma(3), helpers.Painted(timeline, **PLAIN).luma(3)
    rows, columns = np.nonzero(with_words != without)
    assert rows.min() > 110
    words = with_words[rows.min() + 4 : rows.max() - 3, columns.min() + 6 : columns.max() - 5].astype(int)
    letters, behind = np.percentile(words, 99), np.median(words)
    assert letters - behind > 90
    # Nothing of the frame changes around them.
    assert (with_words[:100] == without[:100]).all()


def test_captions_change_with_their_cards_and_at_the_cut_of_a_dissolve(timeline_of, helpers):
    line = DialogueLine(character="MARA", text="Who is up there?")
    timeline = timeline_of({"transition_out": TransitionKind.DISSOLVE}, {"dialogue": (line,)})
    words, plain = helpers.Painted(timeline), helpers.Painted(timeline, **PLAIN)
    changed = [number for number in range(16, 32) if not (words.luma(number) == plain.luma(number)).all()]
    assert changed == list(range(24, 32))


def test_what_matters_stays_when_the_picture_has_another_shape(timeline_of, helpers):
    picture = Image.new("RGB", (400, 180), (20, 20, 20))
    picture.paste((240, 240, 240), (364, 80, 394, 110))
    head = Head(character="MARA", x=0.91, y=0.44, width=0.075, height=0.17)
    # The eye goes to the middle when nothing else is known: here to the other bright spot.
    picture.paste((250, 190, 160), (180, 50, 200, 70))
    lost = timeline_of({})
    picture.save(lost.clips[0].start_take.path)
    assert helpers.Painted(lost).luma(0)[60:130, -40:].max() < 60
    kept = timeline_of({"landmarks": Landmarks(heads=(head,))})
    picture.save(kept.clips[0].start_take.path)
    assert helpers.Painted(kept).luma(0)[60:130, -40:].max() > 200
