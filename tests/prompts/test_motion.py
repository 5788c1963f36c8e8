from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storyboard.model import (
    Action,
    Bible,
    Character,
    DialogueLine,
    Direction,
    Look,
    Move,
    Movement,
    Size,
    Staging,
    Subject,
    Voice,
)
from storyboard.prompts import motion_prompt

NEGATIVE = re.compile(
    r"\b(no|not|never|none|nothing|nobody|without|avoid|don['’]t|doesn['’]t|isn['’]t)\b", re.IGNORECASE
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_a_static_silent_shot_still_breathes(make_shot, bible):
    text = motion_prompt(make_shot(Subject(character="TOMAS")), bible)
    assert text == (
        "Locked-off camera. The man in the navy peacoat breathes, with subtle natural motion. "
        "The composition otherwise holds. Calm, natural pace."
    )


def test_an_empty_place_moves_a_little(make_shot, bible):
    assert motion_prompt(make_shot(), bible).startswith("Locked-off camera. Subtle natural motion of light and air")


def test_camera_first_then_what_moves_then_what_holds(over_shoulder, bible):
    assert motion_prompt(over_shoulder, bible) == (
        "The camera pushes in slowly. The man in the navy peacoat looks up from the glass. "
        "The man speaks, with small natural gestures. The lettering stays steady and sharp. "
        "The figure in the foreground stays still. The setting itself stays as it is. Mood: wary, then curious."
    )


@pytest.mark.parametrize(
    ("move", "direction", "words"),
    [
        (Move.STATIC, Direction.NONE, "Locked-off camera"),
        (Move.PAN, Direction.RIGHT, "pans slowly to the right"),
        (Move.TILT, Direction.DOWN, "tilts slowly down"),
        (Move.PUSH, Direction.IN, "pushes in"),
        (Move.PUSH, Direction.NONE, "pushes in"),
        (Move.PUSH, Direction.OUT, "pulls back"),
        (Move.PULL, Direction.NONE, "pulls back"),
        (Move.PULL, Direction.OUT, "pulls back"),
        (Move.TRUCK, Direction.LEFT, "glides sideways to the left"),
        (Move.PEDESTAL, Direction.DOWN, "sinks straight down"),
        (Move.CRANE, Direction.UP, "cranes up"),
        (Move.ZOOM, Direction.OUT, "zooms slowly out"),
        (Move.ORBIT, Direction.LEFT, "orbits slowly around the subject to the left"),
        (Move.HANDHELD, Direction.NONE, "Handheld camera"),
        (Move.FOLLOW, Direction.NONE, "follows the subject"),
        (Move.WHIP, Direction.LEFT, "whips fast to the left"),
        (Move.RACK, Direction.NONE, "focus shifts"),
    ],
)
def test_every_camera_move_is_said_in_plain_words(make_shot, bible, move, direction, words):
    text = motion_prompt(make_shot(movement=Movement(move=move, direction=direction)), bible)
    assert words in text.split(". ")[0]


def test_no_two_moves_are_said_alike(make_shot, bible):
    said = {motion_prompt(make_shot(movement=Movement(move=move)), bible).split(". ")[0] for move in Move}
    assert len(said) == len(Move)


def test_people_are_called_by_what_can_be_seen_of_them(make_shot, bible):
    shot = make_shot(
        Subject(character="MARA", staging=Staging.LEFT),
        Subject(character="TOMAS", staging=Staging.RIGHT),
        action=Action(text="MARA walks to Tomas. Mara's hands tremble. Tomas nods."),
    )
    text = motion_prompt(shot, bible)
    assert "The woman in the yellow raincoat walks to the man in the navy peacoat." in text
    assert "The woman's hands tremble. The man nods." in text
    assert "mara" not in text.casefold()


def test_a_look_with_other_clothes_gives_another_name(make_shot, bible):
    text = motion_prompt(make_shot(Subject(character="MARA", look="funeral")), bible)
    assert "The woman in the plain black dress breathes" in text


def test_without_clothes_the_hair_is_the_mark(make_shot):
    book = Bible(characters=(Character(name="OLD PETE", description="man with a long grey beard, blind in one eye"),))
    assert "The man with the long grey beard breathes" in motion_prompt(make_shot(Subject(character="OLD PETE")), book)


def test_without_any_visible_mark_the_name_must_do(make_shot):
    assert "ZED breathes" in motion_prompt(make_shot(Subject(character="ZED")), Bible())


def test_two_who_look_alike_are_told_apart_by_their_place(make_shot):
    twins = tuple(Character(name=name, description="woman in a green uniform") for name in ("ANNA", "BERTA"))
    shot = make_shot(
        Subject(character="ANNA", staging=Staging.LEFT),
        Subject(character="BERTA", staging=Staging.RIGHT),
        action=Action(motion="Anna hands Berta a letter"),
    )
    text = motion_prompt(shot, Bible(characters=twins))
    assert "The woman on the left hands the woman on the right a letter." in text


def test_one_who_is_off_screen_is_somebody_off_frame(make_shot, bible):
    shot = make_shot(
        Subject(character="MARA"),
        Subject(character="TOMAS", on_screen=False),
        action=Action(text="Mara looks up at Tomas."),
    )
    assert "The woman in the yellow raincoat looks up at someone off frame." in motion_prompt(shot, bible)


def test_a_name_that_is_also_a_word_is_only_replaced_as_a_name(make_shot):
    book = Bible(characters=(Character(name="WILL", description="boy in a red cap and blue jacket"),))
    shot = make_shot(Subject(character="WILL"), action=Action(text="Will turns. The door will close behind him."))
    text = motion_prompt(shot, book)
    assert "The boy in the blue jacket turns. The door will close behind him." in text


def test_names_inside_longer_words_stay(make_shot, bible):
    shot = make_shot(Subject(character="MARA"), action=Action(text="The Maraschino jar rolls."))
    assert "The Maraschino jar rolls." in motion_prompt(shot, bible)


def test_names_in_scripts_without_spaces_are_found(make_shot):
    book = Bible(characters=(Character(name="小明", description="man in a grey suit"),))
    text = motion_prompt(make_shot(Subject(character="小明"), action=Action(text="小明走进房间。")), book)
    assert "小明" not in text
    assert "the man in the grey suit走进房间。" in text.replace("The man", "the man")


def test_an_introduction_is_left_to_the_picture(make_shot, bible):
    text = "MARA (36), short dark-red hair, yellow raincoat, a brown satchel on her hip, comes up the path and stops."
    said = motion_prompt(make_shot(Subject(character="MARA"), action=Action(text=text)), bible)
    assert "The woman in the yellow raincoat comes up the path and stops." in said
    assert "satchel" not in said
    assert "36" not in said


def test_the_camera_is_told_once(make_shot, bible):
    shot = make_shot(
        movement=Movement(move=Move.PAN, direction=Direction.RIGHT),
        action=Action(text="PAN RIGHT across the black sea. Nothing. Then, far out, one small light blinks back."),
    )
    assert motion_prompt(shot, bible).startswith(
        "The camera pans slowly to the right. Across the black sea. Then, far out, one small light blinks back."
    )


def test_the_named_motion_goes_before_all_other_words(make_shot, bible):
    shot = make_shot(
        Subject(character="TOMAS", action="leans on the rail"),
        action=Action(text="He has fallen.", start="He stands", motion="Tomas falls", end="He lies there"),
    )
    text = motion_prompt(shot, bible)
    assert "The man in the navy peacoat falls." in text
    for other in ("leans", "fallen", "stands", "lies"):
        assert other not in text


def test_what_each_subject_does_is_used_when_no_motion_is_named(make_shot, bible):
    shot = make_shot(Subject(character="TOMAS", action="leans on the rail"), action=Action(text="A quiet night."))
    assert "The man in the navy peacoat leans on the rail." in motion_prompt(shot, bible)


def test_dialogue_becomes_speaking_and_its_words_stay_out(make_shot, bible):
    shot = make_shot(
        Subject(character="MARA"),
        dialogue=(DialogueLine(character="MARA", text="I climbed it to ask you why."),),
    )
    text = motion_prompt(shot, bible)
    assert "The woman in the yellow raincoat speaks, with small natural gestures." in text
    assert "climbed" not in text


@pytest.mark.parametrize("voice", [Voice.OFF_SCREEN, Voice.VOICE_OVER, Voice.PHONE])
def test_a_voice_from_elsewhere_moves_no_lips(make_shot, bible, voice):
    shot = make_shot(
        Subject(character="MARA"), dialogue=(DialogueLine(character="MARA", text="He stayed.", voice=voice),)
    )
    assert "speak" not in motion_prompt(shot, bible)


def test_one_seen_from_behind_is_not_told_to_speak(over_shoulder, bible):
    shot = over_shoulder.model_copy(update={"dialogue": (DialogueLine(character="MARA", text="Why?"),)})
    assert "speaks" not in motion_prompt(shot, bible)


def test_sentences_about_what_does_not_happen_are_left_out(make_shot, bible):
    shot = make_shot(
        Subject(character="MARA"),
        action=Action(text="Nothing moves. Mara doesn't blink. She turns without a word. She smiles."),
    )
    text = motion_prompt(shot, bible)
    assert "She smiles." in text
    assert not NEGATIVE.search(text)


def test_words_that_can_be_read_in_the_picture_are_not_read_out(make_shot, bible):
    shot = make_shot(
        size=Size.INSERT,
        frame_text=("LIGHT ON. COME UP.",),
        action=Action(text='The old words are gone. New letters, still wet: "LIGHT ON. COME UP."'),
    )
    text = motion_prompt(shot, bible)
    assert "COME" not in text
    assert "The lettering stays steady and sharp." in text


@pytest.mark.parametrize("limit", [60, 80, 120, 200, 480])
@pytest.mark.parametrize("filler", ["Mara walks to the rail, turns and waves. ", "她走到栏杆边，转身挥手。", "🎬"])
def test_the_text_keeps_within_the_limit_and_ends_well(make_shot, bible, limit, filler):
    shot = make_shot(Subject(character="MARA"), action=Action(motion=filler * 60), movement=Movement(move=Move.PAN))
    text = motion_prompt(shot, bible, limit=limit)
    assert 0 < units(text) <= limit
    assert text.endswith((".", "。"))
    assert text.startswith("The camera pans")


def test_a_limit_that_holds_no_sentence_is_refused(make_shot, bible):
    with pytest.raises(ValueError, match="60"):
        motion_prompt(make_shot(), bible, limit=59)


@pytest.mark.parametrize("field", ["id", "number", "duration_frames", "overlay_text", "note", "setup", "order"])
def test_numbers_and_notes_do_not_change_the_text(over_shoulder, bible, field):
    other = {
        "id": "s009_0990",
        "number": "9Z",
        "duration_frames": 999,
        "overlay_text": ("LATER",),
        "note": "ask",
        "setup": "b",
        "order": 5,
    }
    changed = over_shoulder.model_copy(update={field: other[field]})
    assert motion_prompt(changed, bible) == motion_prompt(over_shoulder, bible)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=400),
    name=st.text(min_size=1, max_size=12),
    description=st.text(max_size=60),
    move=st.sampled_from(Move),
    limit=st.integers(60, 600),
)
def test_any_words_give_a_bounded_text_that_is_not_empty(make_shot, text, name, description, move, limit):
    book = Bible(characters=(Character(name=name, description=description, looks=(Look(wardrobe=text),)),))
    shot = make_shot(Subject(character=name), action=Action(text=text), movement=Movement(move=move))
    prompt = motion_prompt(shot, book, limit=limit)
    assert 0 < units(prompt) <= limit
    assert "\n" not in prompt
    prompt.encode("utf-8")
