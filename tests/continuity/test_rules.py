from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.breakdown import break_down
from storyboard.continuity import RULES, Film, check_film
from storyboard.model import Framing, Size
from storyboard.project import read_bible
from storyboard.script import read_script
from tests.continuity.shots import film_of, make_shot, somebody

EXAMPLE = Path(__file__).parents[2] / "examples" / "lighthouse"


def test_every_finding_has_one_rule_and_every_rule_its_reason():
    codes = [code for rule in RULES for code in rule.codes]
    assert len(codes) == len(set(codes))
    for rule in RULES:
        assert rule.what.endswith(".")
        assert rule.why.endswith((".", "?"))
        assert rule.look.__doc__


def test_findings_come_in_film_order_the_heaviest_first():
    film = film_of(
        [
            make_shot(
                1, somebody("MARA", "left", "right"), somebody("TOMAS", "right", "left"), framing=Framing.TWO_SHOT
            ),
            make_shot(2, somebody("TOMAS", "left", "right"), somebody("MARA", "right", "left"), duration_frames=6),
            make_shot(3, somebody("MARA"), size=Size.CU, duration_frames=1),
        ]
    )
    told = [(finding.shot, str(finding.severity), finding.code) for finding in check_film(film)]
    assert told == [
        ("s001_0010", "warning", "no-establishing"),
        ("s001_0020", "error", "line-crossed"),
        ("s001_0020", "warning", "short-shot"),
        ("s001_0030", "error", "flash-frame"),
    ]


@pytest.mark.parametrize(
    ("note", "told"), [("", 1), ("check: ignore eyeline", 1), ("Meant. Check: ignore eyeline, short-shot.", 0)]
)
def test_a_note_silences_what_it_names(note, told):
    film = film_of([make_shot(1, duration_frames=6, note=note)])
    assert len(check_film(film)) == told


def test_the_example_film_has_nothing_wrong():
    bible = read_bible(EXAMPLE / "storyboard.yaml")
    breakdown = break_down(read_script(EXAMPLE / bible.script, name=bible.script, fps=bible.fps), bible)
    assert check_film(Film(bible=bible, shot_list=breakdown.shot_list)) == ()


def test_checking_twice_finds_the_same():
    film = film_of([make_shot(number, somebody("MARA"), duration_frames=6) for number in range(1, 9)])
    assert check_film(film) == check_film(film)


def test_a_film_without_shots_has_no_findings():
    assert check_film(film_of([])) == ()
