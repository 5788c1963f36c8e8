"""What is asked for pictures of no single shot: references by number, likeness, words to be read, nothing else."""

from __future__ import annotations

import pytest

from storyboard.errors import PictureError
from storyboard.model import (
    Brief,
    DialogueLine,
    Landmarks,
    Role,
    SlotKind,
    Subject,
    TimeOfDay,
    Voice,
)
from storyboard.prompts import EXPRESSIONS, VIEWS, Guide, brief_prompt, choose_brief_references

SIZE = (1024, 1536)


@pytest.fixture
def ask(bible, root, hash_file):
    """The prompt of a brief with its references: ``ask(brief, look="", targets=())``."""

    def asked(brief, *, look="", targets=(), **more):
        chosen = choose_brief_references(brief, bible, root, hash_file=hash_file, look=look, targets=targets, **more)
        return brief_prompt(brief, bible, chosen.references, size=SIZE, look=look), chosen

    return asked


def original(root, name="bulb.png"):
    return Guide(role=Role.TARGET, name="the original", path=root / "refs" / name)


def mara(part="anchor", description="woman of 36"):
    return Brief(kind=SlotKind.CHARACTER, part=part, name="MARA", description=description)


def test_an_anchor_is_not_made_from_itself_but_from_the_photo_that_is_given(ask, root):
    text, chosen = ask(mara(), targets=(original(root),))
    assert [(ref.number, ref.role) for ref in chosen.references] == [(1, Role.TARGET), (2, Role.STYLE)]
    assert "Image 1: the person this is to be made from. Keep the exact likeness" in text
    assert "Image 2: the style." in text
    assert "whole body" in text
    assert "Plain light grey background" in text
    assert "Text in the picture: none." in text


def test_a_sheet_is_turned_from_the_anchor_with_all_views_and_expressions(ask):
    text, chosen = ask(mara("sheet"))
    assert (chosen.references[0].role, chosen.references[0].path.name) == (Role.CHARACTER, "mara.png")
    for word in (*VIEWS, *EXPRESSIONS):
        assert word in text
    assert "Image 1: MARA, the character. Take face, hair, build and wardrobe" in text


def test_another_look_keeps_the_face_and_takes_its_own_clothes(ask):
    text, chosen = ask(mara(), look="funeral")
    assert [ref.path.name for ref in chosen.references if ref.role is Role.CHARACTER] == ["mara.png"]
    assert "not the wardrobe" in text
    assert "Wears: Plain black dress, no hat." in text


def test_a_sheet_of_a_look_is_turned_from_that_looks_own_anchor(ask):
    _, chosen = ask(mara("sheet"), look="soaked")
    assert chosen.references[0].path.name == "mara-wet.png"


def test_a_plate_is_empty_and_says_its_light(ask):
    brief = Brief(
        kind=SlotKind.LOCATION, part="plate", name="LIGHTHOUSE", description="round room", time=TimeOfDay.NIGHT
    )
    text, chosen = ask(brief)
    assert "Nobody is in it." in text
    assert "Time: night" in text
    # Its own picture would make it out of date as soon as it is approved.
    assert [ref.role for ref in chosen.references] == [Role.STYLE]


def test_a_poster_names_its_people_by_number_and_quotes_its_words_once(ask):
    brief = Brief(
        kind=SlotKind.POSTER, part="poster", name="x", words=("GULL POINT", "by me"), people=("MARA", "TOMAS")
    )
    text, chosen = ask(brief)
    assert [ref.name for ref in chosen.references] == ["MARA", "TOMAS", "style"]
    assert "Keep TOMAS's exact likeness as in Image 2" in text
    assert text.count("GULL POINT") == 1
    assert 'each appears once, largest first: "GULL POINT" and "by me"' in text


def test_somebody_on_a_poster_without_a_picture_is_named(ask):
    brief = Brief(kind=SlotKind.POSTER, part="poster", name="x", people=("MARA", "THE BOY"))
    assert ask(brief)[1].unreferenced == ("THE BOY",)


def test_a_comic_page_numbers_its_panels_and_quotes_what_is_said_and_read(ask, make_shot, root):
    first = make_shot(
        Subject(character="MARA"),
        number="2A",
        dialogue=(DialogueLine(character="MARA", text='He said "no".'),),
        frame_text=("SERVICE 1989",),
    )
    second = make_shot(
        number="2B",
        dialogue=(DialogueLine(character="MARA", text="It was cold.", voice=Voice.VOICE_OVER),),
        overlay_text=("LATER",),
    )
    brief = Brief(
        kind=SlotKind.COMIC,
        part="page",
        name="2A to 2B",
        people=("MARA",),
        shots=(first, second),
        panels=(Landmarks(),) * 2,
    )
    targets = tuple(Guide(role=Role.TARGET, name=name, path=root / "refs" / "room.png") for name in ("2A", "2B"))
    text, chosen = ask(brief, targets=targets)
    assert [ref.role for ref in chosen.references] == [Role.TARGET, Role.TARGET, Role.CHARACTER, Role.STYLE]
    assert "Image 2: panel 2: the picture of shot 2B" in text
    assert "Balloon of MARA, EXACT: \"He said 'no'.\"" in text
    assert 'Caption in the voice of MARA, EXACT: "It was cold."' in text
    assert 'Caption, EXACT: "LATER"' in text
    assert 'To be read in it, EXACT: "SERVICE 1989"' in text
    assert "Avoid inside the panels:" in text


def test_an_expansion_keeps_the_picture_and_knows_the_look_of_who_comes_into_view(ask, make_shot, root):
    shot = make_shot(Subject(character="MARA", look="soaked"))
    brief = Brief(kind=SlotKind.EXPANSION, part="start", name="2A", people=("MARA",), shots=(shot,))
    text, chosen = ask(brief, targets=(Guide(role=Role.TARGET, name="2A", path=root / "refs" / "room.png"),))
    assert [ref.path.name for ref in chosen.references] == ["room.png", "mara-wet.png", "room.png", "ink.png"]
    assert "stays exactly as and where it is" in text
    assert "none is added" in text


def test_what_it_is_made_from_is_sent_to_an_artist_who_looks_at_nothing_else(ask, root):
    _, chosen = ask(mara(), targets=(original(root),), looks_at=frozenset())
    assert [ref.role for ref in chosen.references] == [Role.TARGET]


def test_what_does_not_fit_is_named_and_never_left_out_in_silence(ask, root):
    _, chosen = ask(mara(), targets=(original(root),), limit=1)
    assert chosen.dropped == ("refs/ink.png (style style)",)


def test_a_photo_that_is_not_there_is_an_error(ask, root):
    with pytest.raises(PictureError, match="No such picture"):
        ask(mara(), targets=(original(root, "nope.png"),))


def test_the_films_own_wording_is_said_and_equal_briefs_give_equal_text(bible):
    told = bible.model_copy(update={"wording": bible.wording.model_copy(update={"add": "Grain of 16 mm film"})})
    text = brief_prompt(mara(), told, (), size=SIZE)
    assert "Grain of 16 mm film." in text
    assert text == brief_prompt(mara(), told, (), size=SIZE)
