"""Who is in the picture, who has gone and who comes back, in the turns of phrase that scripts really use."""

import pytest

from storyboard.breakdown import break_down
from storyboard.model import Bible, Character, Framing, Size, Voice
from storyboard.script import read_script

PEOPLE = "NORA (30), a woman in red, and DEV (40), a man in black, wait."


def seen(shot):
    return {subject.character for subject in shot.subjects if subject.on_screen}


def test_a_full_name_in_the_script_is_the_short_one_of_the_bible(cut):
    bible = Bible(characters=(Character(name="IDRIS"),))
    done = cut("INT. HALL - DAY\n\nIDRIS BELL (50s, tired) comes in.\n\nIDRIS\nHello.", bible)
    assert [(person.name, person.aliases) for person in done.shot_list.people] == [("IDRIS", ("IDRIS BELL",))]
    assert {name for shot in done.shot_list.shots for name in seen(shot)} == {"IDRIS"}


def test_two_whom_the_bible_keeps_apart_stay_apart(cut):
    bible = Bible(characters=(Character(name="IDRIS"), Character(name="IDRIS BELL")))
    done = cut("INT. HALL - DAY\n\nIDRIS BELL (50s) comes in.\n\nIDRIS\nHello.", bible)
    assert {person.name for person in done.shot_list.people} == {"IDRIS", "IDRIS BELL"}


def test_they_are_those_who_were_there_and_not_whom_they_see(shots_of):
    shot = shots_of(f"{PEOPLE}\n\nThey spin round. MR CROSS (60, grey coat) stands in the doorway and does not move.")[
        -1
    ]
    doing = {subject.character: subject.action for subject in shot.subjects}
    assert doing == {"NORA": "spin round", "DEV": "spin round", "MR CROSS": "stands in the doorway and does not move"}


def test_where_somebody_sat_puts_them_nowhere(shots_of):
    text = f"{PEOPLE}\n\nNora grabs her coat. Then she backs out past Dev, who holds the door.\n\nDev sits down on the belt, just where she sat."
    *_, leaves, sits = shots_of(text)
    assert [subject.in_end for subject in leaves.subjects if subject.character == "NORA"] == [False]
    assert seen(sits) == {"DEV"}


def test_what_is_pulled_back_out_leaves_nobody_gone(shots_of):
    shot = shots_of("NORA (30) pulls the envelope back out and hides it under the heavy coat.")[0]
    assert all(subject.in_end for subject in shot.subjects)


def test_whose_bus_goes_by_is_who_honks(shots_of):
    text = f"{PEOPLE}\n\nNORA\nHere he is at last, and on time.\n\nDev's bus goes by on the ridge, slow and yellow. He honks."
    assert seen(shots_of(text)[-1]) == {"DEV"}


def test_who_comes_back_is_who_was_away(shots_of):
    text = f"{PEOPLE} TIM (9), a boy, sleeps.\n\nDev goes to the hall to answer it.\n\nDEV (O.S.)\nYes? No.\n\nHe comes back and holds out the receiver."
    assert seen(shots_of(text)[-1]) == {"DEV"}


def test_the_newcomer_is_who_is_waved_off(shots_of):
    text = f"{PEOPLE}\n\nThe door opens. A SECRETARY leans in.\n\nSECRETARY\nYour wife's on line two.\n\nDev waves her off. She disappears."
    assert seen(shots_of(text)[-1]) == {"DEV", "SECRETARY"}


def test_who_is_only_in_a_photo_or_on_a_monitor_is_not_in_the_room(shots_of):
    assert seen(shots_of(f"{PEOPLE}\n\nNora finds something behind the radio, a photo: Dev, young, laughing.")[-1]) == {
        "NORA"
    }
    assert seen(shots_of(f"{PEOPLE}\n\nOn the security monitor, Nora talks to nobody at all. Dev rewinds it.")[-1]) == {
        "DEV"
    }


def test_a_radio_on_the_shelf_is_not_the_radio_voice(shots_of):
    shots = shots_of(
        "RADIO VOICE (V.O.)\nUnit three, report.\n\nNORA (30) turns the radio down and listens to the rain."
    )
    assert all("RADIO VOICE" not in seen(shot) for shot in shots)


def test_the_place_an_intercut_names_is_where_they_are(cut):
    text = (
        "INT. OFFICE - DAY\n\nDEV (40) reads a long letter.\n\nINT. KITCHEN - NIGHT\n\nNORA (30) picks up the phone.\n\n"
        "INTERCUT - KITCHEN / DEV'S APARTMENT\n\nDev in the dark, phone to his ear.\n\nDEV\nStop digging.\n\nNORA\nI haven't started."
    )
    *_, dark, answer = cut(text).shot_list.shots
    assert (dark.location, str(dark.time)) == ("DEV'S APARTMENT", "night")
    assert (answer.location, answer.framing) == ("KITCHEN", Framing.SINGLE)


def test_a_car_that_is_travelling_is_no_travelling_shot(cut):
    assert str(cut("INT. JEEP - TRAVELLING - DAY\n\nNORA (30) drives.").shot_list.shots[0].movement) == "static"


def test_a_hand_that_acts_is_an_insert_of_it(shots_of):
    shot = shots_of(f"{PEOPLE}\n\nNora's hand comes in and takes it.")[-1]
    assert (shot.size, shot.framing) == (Size.INSERT, Framing.INSERT)


@pytest.mark.parametrize("text", ["Un temps.", "Silencio.", "Пауза.", "沉默。", "صمت."])
def test_a_silence_is_no_picture_in_any_language(shots_of, text):
    assert len(shots_of(f"{PEOPLE}\n\nNORA\nWell, then.\n\n{text}")) == 2


def read(tmp_path, text, name="script.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return break_down(read_script(path), Bible()).shot_list


def test_a_voice_in_brackets_behind_a_native_cue_is_heard_and_not_seen(tmp_path):
    text = "第1场 夜 内 公交车\n\n沈岚（30岁）坐在最后一排。\n\n沈岚：（害怕）喂？\n\n妈妈（电话）：岚岚，你爸走了。\n\n沈岚（画外音）：我没有哭。\n"
    shots = read(tmp_path, text).shots
    voices = {line.character: line.voice for shot in shots for line in shot.dialogue}
    assert voices == {"沈岚": Voice.VOICE_OVER, "妈妈": Voice.PHONE}
    assert {name for shot in shots for name in seen(shot)} == {"沈岚"}


def test_a_monologue_mark_behind_a_japanese_name_is_a_voice_over(tmp_path):
    text = "○神社・境内（夕）\n　ユキ（17）、走り込んでくる。\nユキ「最悪……」\nユキＭ「本当は泣いていた」\n"
    people = read(tmp_path, text).people
    assert [person.name for person in people] == ["ユキ"]


def test_people_in_capitals_in_a_list_are_people(tmp_path):
    text = (
        "1. Over Kenji's shoulder: the CHEF slides a bowl across the counter (3s)\n2. KENJI, 40s, loosening his tie\n"
        "3. The chef nods, wipes his hands, walks out of frame left.\n4. POV Kenji - a WOMAN in red sits down\n5. They eat together, two-shot, handheld.\n"
    )
    shots = read(tmp_path, text).shots
    assert [seen(shot) for shot in shots] == [{"CHEF", "KENJI"}, {"KENJI"}, {"CHEF"}, {"WOMAN"}, {"KENJI", "WOMAN"}]
    assert [subject.action for subject in shots[1].subjects] == ["loosening his tie"]
    assert (shots[4].framing, str(shots[4].movement)) == (Framing.TWO_SHOT, "handheld")


def test_a_row_without_a_number_that_only_lays_words_over_the_row_before_is_part_of_it(tmp_path):
    text = (
        "| Shot | Time | VIDEO | AUDIO |\n|---|---|---|---|\n| 1 | 0:00-0:06 | WIDE: a kitchen | MUSIC: piano |\n"
        '|  |  | SUPER: "First light." | |\n| 2 | 4s | MONTAGE: a lamp on a tent / a lamp on a boat | |\n'
    )  # fmt: skip
    shots = read(tmp_path, text, "spot.md").shots
    assert [(shot.overlay_text, shot.duration_frames) for shot in shots] == [
        (("First light.",), 144),
        ((), 48),
        ((), 48),
    ]
