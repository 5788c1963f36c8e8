from __future__ import annotations

import pytest

from storyboard.continuity.palette import name_of, reference_of, right_share
from storyboard.continuity.picture import Colour, Picture, same_colour
from storyboard.model import Bible, Character, Look, Size, TimeOfDay
from tests.continuity.shots import make_shot, somebody

YELLOW, YELLOW_AT_NIGHT, RED = Colour(78, 9, 71, 0.8), Colour(45, 10, 44, 0.8), Colour(43, 59, 33, 0.8)
NAVY, SKIN = Colour(30, 3, -22, 0.8), Colour(75, 12, 16, 0.2)
WARDROBE = {("MARA", "default"): (YELLOW,)}


def mara(number: int, *worn: Colour, **more):
    shot = make_shot(number, somebody("MARA"), **more)
    return shot, Picture(shot=shot.id, path=f"{shot.id}.png", spread=60, worn={"MARA": worn} if worn else {})


def look(found, *drawn):
    pictures = {shot.id: picture for shot, picture in drawn}
    return found("clothes-colour", *(shot for shot, _ in drawn), pictures=pictures, wardrobe=WARDROBE)


def test_a_red_coat_instead_of_a_yellow_one_is_told(found):
    (finding,) = look(found, mara(1, RED, SKIN))
    assert (finding.shot, finding.severity) == ("s001_0010", "warning")
    assert "red" in finding.message
    assert "yellow" in finding.message


def test_a_red_coat_among_yellow_ones_is_an_error(found):
    drawn = mara(1, YELLOW, SKIN), mara(2, RED, SKIN), mara(3, YELLOW_AT_NIGHT, SKIN)
    assert [(one.shot, one.severity) for one in look(found, *drawn)] == [("s001_0020", "error")]


def test_the_same_coat_in_another_light_is_the_same_coat(found):
    assert not look(found, mara(1, YELLOW_AT_NIGHT, SKIN))


def test_nothing_is_said_of_inserts_strangers_and_those_not_there_yet(found):
    assert not look(found, mara(1, RED, size=Size.INSERT))
    shot = make_shot(1, somebody("TOMAS"))
    assert not look(found, (shot, Picture(shot=shot.id, path="", spread=60, worn={"TOMAS": (RED,)})))
    late = make_shot(1, somebody("MARA", in_start=False))
    assert not look(found, (late, Picture(shot=late.id, path="", spread=60, worn={"MARA": (RED,)})))


def cells(*colours: Colour) -> tuple[float, ...]:
    """A histogram with these colours in it, at one lightness."""
    found = [0.0] * (6 * 11 * 11)
    for colour in colours:
        found[round(colour.a / 14) * 11 + 55 + round(colour.b / 14) + 5] = colour.share
    return tuple(found)


def unmarked(number: int, *colours: Colour, **more):
    shot = make_shot(number, somebody("MARA"), **more)
    return shot, Picture(shot=shot.id, path="", spread=60, lower=cells(*colours))


def test_without_marked_heads_the_strong_colour_is_looked_for_in_the_lower_half(found):
    (finding,) = look(found, unmarked(1, RED, SKIN))
    assert (finding.severity, "none of it" in finding.message) == ("warning", True)
    assert not look(found, unmarked(1, YELLOW, SKIN))
    assert not look(found, unmarked(1, RED, SKIN, size=Size.WS))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (YELLOW, YELLOW_AT_NIGHT, True),
        (YELLOW, RED, False),
        (YELLOW, NAVY, False),
        (Colour(20, 3, 2, 1), Colour(80, -2, 4, 1), True),
        (Colour(20, 1, 1, 1), RED, False),
    ],
)
def test_hue_decides_and_light_does_not(one, other, same):
    assert same_colour(one, other) is same


def test_the_right_share_is_of_what_is_worn():
    assert right_share((YELLOW_AT_NIGHT, SKIN), (YELLOW,)) == pytest.approx(1.0, abs=0.21)
    assert right_share((RED, SKIN), (YELLOW,)) <= 0.2
    assert right_share((), (YELLOW,)) == 1.0


@pytest.mark.parametrize(
    ("colour", "name"), [(YELLOW, "yellow"), (RED, "red"), (NAVY, "dark blue"), (Colour(10, 1, 1, 1), "black")]
)
def test_colours_have_everyday_names(colour, name):
    assert name_of(colour) == name


def scene(number: int, time: TimeOfDay, *histograms: tuple[float, ...]):
    for index, histogram in enumerate(histograms, 1):
        shot = make_shot(index, scene=number, time=time)
        yield shot, Picture(shot=shot.id, path=f"{shot.id}.png", spread=60, histogram=histogram)


def strange(found, *drawn):
    return found(
        "palette-strange", *(shot for shot, _ in drawn), pictures={shot.id: picture for shot, picture in drawn}
    )


DAYS, NIGHTS = ((0.9, 0.1), (0.8, 0.2), (0.85, 0.15)), ((0.1, 0.9), (0.2, 0.8), (0.15, 0.85))


def test_a_night_picture_in_a_day_scene_is_told_and_its_neighbours_are_not(found):
    drawn = [*scene(1, TimeOfDay.DAY, DAYS[0], NIGHTS[0], *DAYS[1:]), *scene(2, TimeOfDay.NIGHT, *NIGHTS)]
    (finding,) = strange(found, *drawn)
    assert (finding.shot, finding.severity) == ("s001_0020", "warning")
    assert finding.evidence["shots"][1].startswith("s002")


def test_two_swapped_pictures_are_both_told(found):
    drawn = [
        *scene(1, TimeOfDay.DAY, NIGHTS[0], *DAYS),
        *scene(2, TimeOfDay.NIGHT, DAYS[0], *NIGHTS),
    ]
    assert [one.shot for one in strange(found, *drawn)] == ["s001_0010", "s002_0010"]


def test_a_picture_like_no_other_is_let_be(found):
    drawn = [*scene(1, TimeOfDay.DAY, (0.9, 0.1, 0), (0.8, 0.2, 0), (0, 0, 1)), *scene(2, TimeOfDay.NIGHT, (0, 1, 0))]
    assert not strange(found, *drawn)


def test_scenes_that_keep_to_themselves_are_fine(found):
    assert not strange(found, *scene(1, TimeOfDay.DAY, *DAYS), *scene(2, TimeOfDay.NIGHT, *NIGHTS))


def test_a_look_with_clothes_and_no_picture_has_nothing_to_compare_with():
    looks = (
        Look(name="wet", state="soaked"),
        Look(name="gala", wardrobe="a dress"),
        Look(name="fur", references=("f.png",)),
    )
    bible = Bible(characters=(Character(name="MARA", references=("m.png",), looks=looks),))
    asked = ("default", "wet", "gala", "fur", "unheard of")
    assert [reference_of(bible, "MARA", look) for look in asked] == ["m.png", "m.png", None, "f.png", None]
    assert reference_of(bible, "NOBODY", "default") is None
