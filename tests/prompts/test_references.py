from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image

from storyboard.errors import PictureError
from storyboard.model import Bible, Character, Location, Look, Role, Style, Subject, parse_policy
from storyboard.prompts import Guide, choose_references, still_prompt


def described(plan):
    return [(ref.number, str(ref.role), ref.name, ref.path.name) for ref in plan.references]


EVERYTHING = parse_policy("sheet+location+master+previous+layout")


@pytest.fixture
def guides(tmp_path):
    found = []
    for role, name in ((Role.LAYOUT, "2D"), (Role.MASTER, "2A"), (Role.PREVIOUS, "2B")):
        path = tmp_path / f"{role}.png"
        path.write_bytes(str(role).encode())
        found.append(Guide(role=role, name=name, path=path))
    return tuple(found)


@pytest.fixture
def with_sheet(bible, root):
    (root / "refs" / "sheet.png").write_bytes(b"sheet")
    mara = bible.character("MARA").model_copy(update={"sheets": ("refs/sheet.png",)})
    return bible.model_copy(update={"characters": (mara, *bible.characters[1:])})


def test_by_default_one_picture_each_the_place_and_the_style_are_sent_and_the_rest_is_named(
    over_shoulder, with_sheet, root, hash_file
):
    plan = choose_references(over_shoulder, with_sheet, root, hash_file=hash_file)
    assert described(plan) == [
        (1, "character", "TOMAS", "tomas.png"),
        (2, "character", "MARA", "mara.png"),
        (3, "prop", "BULB", "bulb.png"),
        (4, "location", "LIGHTHOUSE", "room.png"),
        (5, "style", "style", "ink.png"),
    ]
    assert [ref.sha256 for ref in plan.references] == [hash_file(ref.path) for ref in plan.references]
    assert (plan.unreferenced, plan.dropped) == ((), ())
    assert plan.held_back == ("refs/mara-back.png (character MARA)", "refs/sheet.png (sheet MARA)")


def test_the_layout_comes_first_then_people_with_their_sheets_things_place_film_and_style(
    over_shoulder, with_sheet, root, hash_file, guides
):
    plan = choose_references(over_shoulder, with_sheet, root, hash_file=hash_file, policy=EVERYTHING, guides=guides)
    assert described(plan) == [
        (1, "layout", "2D", "layout.png"),
        (2, "character", "TOMAS", "tomas.png"),
        (3, "character", "MARA", "mara.png"),
        (4, "character", "MARA", "mara-back.png"),
        (5, "sheet", "MARA", "sheet.png"),
        (6, "prop", "BULB", "bulb.png"),
        (7, "location", "LIGHTHOUSE", "room.png"),
        (8, "master", "2A", "master.png"),
        (9, "previous", "2B", "previous.png"),
        (10, "style", "style", "ink.png"),
    ]
    assert plan.held_back == ()


def test_a_shot_is_sent_what_its_policy_says_and_an_artist_only_what_it_looks_at(
    over_shoulder, with_sheet, root, hash_file, guides
):
    bare = choose_references(over_shoulder, with_sheet, root, hash_file=hash_file, policy=parse_policy("anchor"))
    assert {str(ref.role) for ref in bare.references} == {"character", "prop", "style"}
    film = with_sheet.model_copy(update={"reference_policy": parse_policy("sheet")})
    assert "sheet.png" in {
        ref.path.name for ref in choose_references(over_shoulder, film, root, hash_file=hash_file).references
    }
    previs = choose_references(
        over_shoulder,
        with_sheet,
        root,
        hash_file=hash_file,
        policy=EVERYTHING,
        guides=guides,
        looks_at=frozenset({Role.CHARACTER}),
    )
    assert [ref.path.name for ref in previs.references] == ["tomas.png", "mara.png"]


def test_a_guide_that_is_still_to_be_drawn_has_its_place_and_no_hash(over_shoulder, bible, root, hash_file, tmp_path):
    coming = Guide(role=Role.MASTER, name="2A", path=tmp_path / "not-there.png", coming=True)
    plan = choose_references(over_shoulder, bible, root, hash_file=hash_file, guides=(coming,))
    assert [(ref.number, ref.sha256) for ref in plan.references if ref.role is Role.MASTER] == [(5, "")]


def test_packed_puts_people_and_things_into_one_labelled_picture(
    over_shoulder, with_sheet, root, hash_file, tmp_path, draw_figure
):
    for name in ("mara", "mara-back", "tomas", "bulb", "sheet"):
        draw_figure(root / "refs" / f"{name}.png", coat=(40 * len(name), 90, 90))
    packed = parse_policy("packed+location")
    arguments = {"hash_file": hash_file, "policy": packed, "pack_into": tmp_path / "packed"}
    plan = choose_references(over_shoulder, with_sheet, root, **arguments)
    assert [str(ref.role) for ref in plan.references] == ["packed", "location", "style"]
    assert [(panel.letter, str(panel.role), panel.name) for panel in plan.panels] == [
        ("A", "character", "TOMAS"),
        ("B", "character", "MARA"),
        ("C", "character", "MARA"),
        ("D", "sheet", "MARA"),
        ("E", "prop", "BULB"),
    ]
    # What the picture depends on are the pictures themselves, however they are sent.
    assert len(plan.pictures) == 7
    path = plan.references[0].path
    first = path.read_bytes()
    path.unlink()
    assert choose_references(over_shoulder, with_sheet, root, **arguments).references[0].path == path
    assert path.read_bytes() == first
    with Image.open(path) as picture:
        assert picture.width <= 1536
        assert picture.height <= 1024


def test_one_picture_alone_is_not_packed(make_shot, bible, root, hash_file, tmp_path):
    plan = choose_references(
        make_shot(Subject(character="TOMAS")),
        bible,
        root,
        hash_file=hash_file,
        policy=parse_policy("packed"),
        pack_into=tmp_path,
    )
    assert described(plan)[0] == (1, "character", "TOMAS", "tomas.png")


def test_a_look_with_its_own_picture_replaces_the_usual_ones(make_shot, bible, root, hash_file):
    plan = choose_references(make_shot(Subject(character="MARA", look="soaked")), bible, root, hash_file=hash_file)
    assert [ref.path.name for ref in plan.references if ref.role is Role.CHARACTER] == ["mara-wet.png"]


def test_a_look_without_a_picture_uses_the_usual_ones(make_shot, bible, root, hash_file):
    plan = choose_references(make_shot(Subject(character="MARA", look="funeral")), bible, root, hash_file=hash_file)
    assert [ref.path.name for ref in plan.references if ref.role is Role.CHARACTER] == ["mara.png"]


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
    plan = choose_references(
        over_shoulder, bible, root, hash_file=hash_file, limit=limit, policy=parse_policy("sheet+location")
    )
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
    plan = choose_references(
        over_shoulder, bible, root, hash_file=hash_file, limit=5, policy=parse_policy("sheet+location")
    )
    assert plan.dropped == ("refs/mara-back.png (character MARA)",)


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
    gone = Guide(role=Role.LAYOUT, name="1A", path=tmp_path / "gone.png")
    with pytest.raises(PictureError, match="layout"):
        choose_references(make_shot(), bible, root, hash_file=hash_file, guides=(gone,))


def test_a_prop_named_twice_by_its_name_and_an_alias_is_sent_and_told_once(over_shoulder, bible, root, hash_file):
    props = tuple(prop.model_copy(update={"aliases": ("lamp",)}) for prop in bible.props)
    book = bible.model_copy(update={"props": props})
    shot = over_shoulder.model_copy(update={"props": (props[0].name, "lamp")})
    sent = choose_references(shot, book, root, hash_file=hash_file).references
    assert [ref.name for ref in sent if ref.role is Role.PROP] == [props[0].name]
    text = still_prompt(shot, book, sent)
    assert text.count(f"\n- {props[0].name} (exactly as in Image ") == 1
    assert "- lamp" not in text
