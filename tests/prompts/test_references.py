from __future__ import annotations

import sys
from pathlib import Path

import pytest

from storyboard.errors import PictureError
from storyboard.model import Bible, Character, Location, Look, Role, Style, Subject
from storyboard.prompts import choose_references


def described(plan):
    return [(ref.number, str(ref.role), ref.name, ref.path.name) for ref in plan.references]


def test_references_come_as_characters_props_place_style_layout_and_previous(
    over_shoulder, bible, root, hash_file, tmp_path
):
    layout, previous = tmp_path / "layout.png", tmp_path / "previous.png"
    layout.write_bytes(b"layout")
    previous.write_bytes(b"previous")
    plan = choose_references(over_shoulder, bible, root, hash_file=hash_file, layout=layout, previous=previous)
    assert described(plan) == [
        (1, "character", "TOMAS", "tomas.png"),
        (2, "character", "MARA", "mara.png"),
        (3, "character", "MARA", "mara-back.png"),
        (4, "prop", "BULB", "bulb.png"),
        (5, "location", "LIGHTHOUSE", "room.png"),
        (6, "style", "style", "ink.png"),
        (7, "layout", "layout", "layout.png"),
        (8, "previous", "previous", "previous.png"),
    ]
    assert [ref.sha256 for ref in plan.references] == [hash_file(ref.path) for ref in plan.references]
    assert plan.unreferenced == ()
    assert plan.dropped == ()


def test_a_look_with_its_own_picture_replaces_the_usual_ones(make_shot, bible, root, hash_file):
    plan = choose_references(make_shot(Subject(character="MARA", look="soaked")), bible, root, hash_file=hash_file)
    assert [ref.path.name for ref in plan.references if ref.role is Role.CHARACTER] == ["mara-wet.png"]


def test_a_look_without_a_picture_uses_the_usual_ones(make_shot, bible, root, hash_file):
    plan = choose_references(make_shot(Subject(character="MARA", look="funeral")), bible, root, hash_file=hash_file)
    assert [ref.path.name for ref in plan.references if ref.role is Role.CHARACTER] == ["mara.png", "mara-back.png"]


def test_an_alias_brings_the_pictures_under_the_name_that_the_shot_uses(make_shot, bible, root, hash_file):
    plan = choose_references(make_shot(Subject(character="The Girl from the Boat")), bible, root, hash_file=hash_file)
    assert described(plan)[0] == (1, "character", "The Girl from the Boat", "mara.png")


def test_visible_characters_without_a_picture_are_named(make_shot, bible, root, hash_file):
    shot = make_shot(
        Subject(character="THE BOY"),
        Subject(character="A STRANGER"),
        Subject(character="THE BOY"),
        Subject(character="THE VOICE", on_screen=False),
    )
    assert choose_references(shot, bible, root, hash_file=hash_file).unreferenced == ("THE BOY", "A STRANGER")


def test_nobody_off_screen_brings_a_picture(make_shot, bible, root, hash_file):
    shot = make_shot(Subject(character="MARA"), Subject(character="TOMAS", on_screen=False))
    plan = choose_references(shot, bible, root, hash_file=hash_file)
    assert {ref.name for ref in plan.references if ref.role is Role.CHARACTER} == {"MARA"}


def test_one_who_enters_later_is_left_out_of_the_first_picture_only(make_shot, bible, root, hash_file):
    shot = make_shot(Subject(character="MARA"), Subject(character="TOMAS", in_start=False))

    def names(part):
        plan = choose_references(shot, bible, root, hash_file=hash_file, part=part)
        return {ref.name for ref in plan.references if ref.role is Role.CHARACTER}

    assert names("start") == {"MARA"}
    assert names("end") == names(None) == {"MARA", "TOMAS"}


@pytest.mark.parametrize("limit", range(9))
def test_over_the_limit_no_first_picture_of_a_character_goes_before_a_second_one(
    over_shoulder, bible, root, hash_file, limit
):
    plan = choose_references(over_shoulder, bible, root, hash_file=hash_file, limit=limit)
    names = [ref.path.name for ref in plan.references]
    everything = ["tomas.png", "mara.png", "mara-back.png", "bulb.png", "room.png", "ink.png"]
    assert len(names) == min(limit, len(everything))
    assert set(everything[: min(limit, 2)]) <= set(names)
    if "mara-back.png" in names:
        assert {"tomas.png", "mara.png"} <= set(names)
    assert [ref.number for ref in plan.references] == list(range(1, len(names) + 1))
    assert names == [name for name in everything if name in names], "dropping must not change the order"
    assert len(plan.dropped) == len(everything) - len(names)


def test_what_is_dropped_is_named_with_its_owner(over_shoulder, bible, root, hash_file):
    plan = choose_references(over_shoulder, bible, root, hash_file=hash_file, limit=5)
    assert plan.dropped == ("refs/mara-back.png (character MARA)",)


def test_dropped_pictures_are_not_hashed(over_shoulder, bible, root):
    hashed = []

    def note(path: Path) -> str:
        hashed.append(path.name)
        return "0" * 64

    choose_references(over_shoulder, bible, root, hash_file=note, limit=1)
    assert hashed == ["tomas.png"]


@pytest.mark.parametrize(
    ("bible", "key"),
    [
        (Bible(characters=(Character(name="MARA", references=("refs/gone.png",)),)), "characters: MARA: references"),
        (
            Bible(characters=(Character(name="MARA", looks=(Look(name="wet", references=("refs/gone.png",)),)),)),
            "characters: MARA: looks: wet: references",
        ),
        (
            Bible(locations=(Location(name="LIGHTHOUSE", references=("refs/gone.png",)),)),
            "locations: LIGHTHOUSE: references",
        ),
        (Bible(style=Style(references=("refs/gone.png",))), "style: references"),
    ],
)
def test_a_missing_picture_names_the_key_to_correct(make_shot, root, hash_file, bible, key):
    with pytest.raises(PictureError, match=r"refs/gone\.png: No such picture") as caught:
        choose_references(make_shot(Subject(character="MARA", look="wet")), bible, root, hash_file=hash_file)
    assert f"`{key}` in storyboard.yaml" in str(caught.value)


@pytest.mark.parametrize(
    "written", ["../secret.png", "refs/../../secret.png", "..\\secret.png", "refs/out.png", "ABSOLUTE"]
)
def test_no_path_leads_out_of_the_project(make_shot, root, hash_file, written):
    secret = root.parent / "secret.png"
    secret.write_bytes(b"private")
    if written == "refs/out.png":
        if sys.platform == "win32":
            pytest.skip("links need rights on Windows")
        (root / "refs" / "out.png").symlink_to(secret)
    bible = Bible(characters=(Character(name="MARA", references=(written.replace("ABSOLUTE", str(secret)),)),))
    with pytest.raises(PictureError, match="outside the project folder"):
        choose_references(make_shot(Subject(character="MARA")), bible, root, hash_file=hash_file)


@pytest.mark.parametrize("written", ["refs/../refs/mara.png", "refs\\mara.png", "./refs/mara.png", "ABSOLUTE"])
def test_other_spellings_of_a_path_inside_the_project_are_taken(make_shot, root, hash_file, written):
    path = root / "refs" / "mara.png"
    bible = Bible(characters=(Character(name="MARA", references=(written.replace("ABSOLUTE", str(path)),)),))
    plan = choose_references(make_shot(Subject(character="MARA")), bible, root, hash_file=hash_file)
    assert [ref.path for ref in plan.references] == [path]


@pytest.mark.parametrize("written", ["", "refs", "a\0b.png", "x" * 5000])
def test_what_is_no_picture_path_is_an_error_with_a_cure(make_shot, root, hash_file, written):
    bible = Bible(characters=(Character(name="MARA", references=(written,)),))
    with pytest.raises(PictureError, match=r"characters: MARA: references"):
        choose_references(make_shot(Subject(character="MARA")), bible, root, hash_file=hash_file)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_in_a_circle_are_an_error_with_a_cure(make_shot, root, hash_file):
    (root / "a.png").symlink_to("b.png")
    (root / "b.png").symlink_to("a.png")
    bible = Bible(characters=(Character(name="MARA", references=("a.png",)),))
    with pytest.raises(PictureError, match=r"characters: MARA: references"):
        choose_references(make_shot(Subject(character="MARA")), bible, root, hash_file=hash_file)


def test_a_picture_that_cannot_be_hashed_is_an_error_of_the_picture(make_shot, bible, root):
    def fail(path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(PictureError, match=r"refs/mara\.png: The picture cannot be read\. Permission denied"):
        choose_references(make_shot(Subject(character="MARA")), bible, root, hash_file=fail)


def test_a_layout_guide_that_is_gone_is_an_error(make_shot, bible, root, hash_file, tmp_path):
    with pytest.raises(PictureError, match="layout"):
        choose_references(make_shot(), bible, root, hash_file=hash_file, layout=tmp_path / "gone.png")
