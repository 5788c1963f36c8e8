from __future__ import annotations

import pytest

from storyboard.model import Bible, Location, TimeOfDay, TransitionKind
from tests.continuity.shots import make_shot

BIBLE = Bible(locations=(Location(name="LIGHTHOUSE", aliases=("GULL POINT",)),))


def at(number: int, time: TimeOfDay, **more):
    return make_shot(number, time=time, **more)


def test_a_night_shot_in_a_day_scene_is_an_error(found):
    shots = at(1, TimeOfDay.DAY), at(2, TimeOfDay.NIGHT), at(3, TimeOfDay.DAY)
    (finding,) = found("light-changes", *shots)
    assert (finding.shot, finding.severity) == ("s001_0020", "error")
    assert finding.evidence == {"time": "night", "scene_time": "day"}


@pytest.mark.parametrize(
    "later",
    [
        at(2, TimeOfDay.NIGHT, action="Hours later, the harbour is empty."),
        at(2, TimeOfDay.NIGHT, transition_in=TransitionKind.DISSOLVE),
        at(2, TimeOfDay.NIGHT, location="KITCHEN"),
        at(1, TimeOfDay.NIGHT, scene=2),
    ],
)
def test_light_that_changes_for_a_reason_is_none(found, later):
    assert not found("light-changes", at(1, TimeOfDay.DAY), later)


def test_a_place_spelt_almost_like_one_of_the_bible_is_told_once(found):
    shots = make_shot(1, location="LIGTHOUSE"), make_shot(2, location="LIGTHOUSE")
    (finding,) = found("place-misspelt", *shots, bible=BIBLE)
    assert (finding.severity, finding.evidence["known"]) == ("warning", "LIGHTHOUSE")


def test_a_place_spelt_almost_like_one_used_more_often_is_worth_a_look(found):
    shots = make_shot(1, location="HARBOUR"), make_shot(2, location="HARBOUR"), make_shot(3, location="HARBOR")
    assert [finding.severity for finding in found("place-misspelt", *shots)] == ["info"]


@pytest.mark.parametrize(
    "place", ["LIGHTHOUSE", "lighthouse", "GULL POINT", "BOATHOUSE", "HARBOUR", "LIGHTHOUSE STAIRS"]
)
def test_another_place_is_no_misspelling(found, place):
    assert not found("place-misspelt", make_shot(1, location=place), bible=BIBLE)


def test_numbered_places_are_different_places(found):
    shots = make_shot(1, location="ROOM 12"), make_shot(2, location="ROOM 12"), make_shot(3, location="ROOM 13")
    assert not found("place-misspelt", *shots)
