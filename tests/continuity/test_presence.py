from __future__ import annotations

import pytest

from storyboard.frames import Frame, State
from storyboard.model import FramePrompt, Slot, TransitionKind
from tests.continuity.shots import make_shot, somebody

GOES = make_shot(1, somebody("MARA", in_end=False), somebody("TOMAS"), action="Mara slams the door behind her.")


def test_who_left_and_is_there_again_came_from_nowhere(found):
    (finding,) = found("seen-after-leaving", GOES, make_shot(2, somebody("MARA"), says="MARA"))
    assert (finding.shot, finding.severity) == ("s001_0020", "warning")
    assert finding.evidence == {"character": "MARA", "shots": ["s001_0010", "s001_0020"]}


@pytest.mark.parametrize(
    "later",
    [
        make_shot(2, somebody("MARA", in_start=False)),
        make_shot(2, somebody("MARA"), action="Mara is back, out of breath."),
        make_shot(2, somebody("MARA"), transition_in=TransitionKind.DISSOLVE),
        make_shot(2, somebody("MARA"), location="STREET"),
        make_shot(1, somebody("MARA"), scene=2),
        make_shot(2, somebody("MARA", on_screen=False)),
        make_shot(2, somebody("TOMAS")),
    ],
    ids=["comes in", "is back", "time passes", "elsewhere", "another scene", "only heard", "somebody else"],
)
def test_who_comes_back_is_no_finding(found, later):
    assert not found("seen-after-leaving", GOES, later)


def frame(shot, **more) -> Frame:
    slot = Slot.shot(shot.id)
    prompt = FramePrompt(slot=slot, text="", size=(640, 360))
    return Frame(**{"slot": slot, "shot": shot, "state": State.MISSING, "prompt": prompt, **more})


def test_somebody_without_a_picture_is_told_once_and_stops_a_paid_artist(found):
    shots = make_shot(1, somebody("MARA")), make_shot(2, somebody("MARA"))
    frames = tuple(frame(shot, unreferenced=("MARA",)) for shot in shots)
    (finding,) = found("no-reference", *shots, frames=frames)
    assert (finding.severity, finding.evidence["shots"]) == ("warning", ["s001_0010", "s001_0020"])
    assert [one.severity for one in found("no-reference", *shots, frames=frames, paid=True)] == ["error"]
    assert not found("no-reference", *shots, frames=tuple(frame(shot) for shot in shots))


def test_references_that_do_not_fit_are_named(found):
    shot = make_shot(1)
    (finding,) = found("too-many-references", shot, frames=(frame(shot, dropped=("prop LAMP",)),), paid=True)
    assert (finding.severity, finding.evidence["dropped"]) == ("error", ["prop LAMP"])
    borrowed = frame(shot, dropped=("prop LAMP",), borrowed_from="s001_0020")
    assert not found("too-many-references", shot, frames=(borrowed,))


def test_frames_that_are_not_drawn_are_counted_once(found):
    shots = [make_shot(number) for number in (1, 2, 3)]
    states = (State.MISSING, State.MISSING, State.CURRENT)
    frames = tuple(frame(shot, state=state) for shot, state in zip(shots, states, strict=True))
    (finding,) = found("frames-missing", *shots, frames=frames)
    assert (finding.severity, finding.evidence["count"], finding.shot) == ("info", 2, "")
    assert not found("frames-stale", *shots, frames=frames)


def test_a_damaged_take_is_an_error_unless_another_stands_for_the_shot(found):
    shot = make_shot(1)
    one = frame(shot)
    assert [item.severity for item in found("picture-damaged", shot, frames=(one,), damaged={one.slot: (1,)})] == [
        "error"
    ]
    assert not found("picture-damaged", shot, frames=(one,), damaged={one.slot: ()})
