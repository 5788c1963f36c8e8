"""Scripts that name their own shots come out as exactly those shots."""

from __future__ import annotations

from fractions import Fraction

import pytest

from storyboard.breakdown import break_down, fit_to_length
from storyboard.model import Bible, Location, Move, Prop, Timing, TransitionKind, Voice
from storyboard.script import read_script

HEADER = "Scene #,Shot #,Int/Ext,Location,Size,Type,Angle,Movement,Lens,Subject,Description,Dialogue,Time,Notes\n"


@pytest.fixture
def listed(tmp_path):
    """The breakdown of a file of that name and text."""

    def reader(text: str, name: str = "shots.csv", bible: Bible | None = None):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return break_down(read_script(path), bible or Bible()).shot_list

    return reader


@pytest.fixture
def rows(listed):
    """The shots of a studio list's rows."""
    return lambda *lines, **more: listed(HEADER + "\n".join(lines) + "\n", **more).shots


def seconds(shot, fps: int = 24) -> float:
    return shot.duration_frames / fps


def names(shot) -> list[str]:
    return [subject.character for subject in shot.visible]


def test_every_column_of_a_row_reaches_its_shot(rows):
    shot = rows('12,C,INT,Diner,MCU,Single,High,Push In,50mm,"NORA, BEN",Hand on the mug,NORA: Still warm.,4s,match A')[
        0
    ]
    assert (shot.size, shot.angle, shot.framing, str(shot.movement), shot.lens) == (
        "MCU",
        "high",
        "single",
        "push in",
        "50mm",
    )
    assert (shot.location, seconds(shot), shot.duration_basis) == ("Diner", 4.0, "cue")
    assert shot.action.text == "Hand on the mug"
    assert [(line.character, line.text) for line in shot.dialogue] == [("NORA", "Still warm.")]
    assert shot.number == "12C"
    assert "match A" in shot.note
    assert shot.provenance["lens"] == shot.provenance["size"] == "MCU, Single, High, Push In, 50mm, 4s"


def test_the_studio_list_of_the_corpus_keeps_its_four_shots(corpus):
    shots = break_down(read_script(corpus / "shots_studio.csv"), Bible()).shot_list.shots
    assert [(shot.number, shot.size, shot.angle, shot.framing, shot.movement.move, shot.lens) for shot in shots] == [
        ("1A", "WS", "eye", "single", "static", "24mm"),
        ("1B", "CU", "high", "single", "push", "50mm"),
        ("1C", "ECU", "eye", "insert", "static", "100mm macro"),
        ("2A", "MS", "low", "2S", "handheld", "35mm"),
    ]
    assert [names(shot) for shot in shots] == [["NORA"], ["NORA"], [], ["NORA", "BEN"]]
    assert [seconds(shot) for shot in shots[:3]] == [6.0, 4.0, 3.5]
    assert all("mm" not in shot.action.text for shot in shots)


def test_nothing_is_split_merged_or_added(rows):
    long = "The crowd moves on. " * 30
    shots = rows(
        f'1,1,,,WS,,,,,,"{long}",,,',
        "1,2,,,CU,,,,,,A key.,,,",
        "1,3,,,CU,,,,,,A lock.,,,",
        '1,4,,,MS,,,,,,Nora and Ben argue,"NORA: No.\nBEN: Yes.\nNORA: Never.",,',
    )
    assert [shot.number for shot in shots] == ["1", "2", "3", "4"]
    assert seconds(shots[0]) > Timing().longest
    assert [line.character for line in shots[3].dialogue] == ["NORA", "BEN", "NORA"]
    assert len({shot.id for shot in shots}) == 4


def test_a_list_without_lengths_is_timed_by_what_happens(rows):
    (shot,) = rows("1,1,,,WS,,,,,,Nora walks in,,,")
    assert shot.duration_basis in {"establishing", "action"}


def test_row_numbers_are_made_different_with_the_number_of_their_scene(rows):
    shots = rows("1,1,,,WS,,,,,,A,,,", "1,2,,,WS,,,,,,B,,,", "2,1,,,WS,,,,,,C,,,", "2,,,,WS,,,,,,D,,,")
    assert [shot.number for shot in shots] == ["1-1", "1-2", "2-1", "2-1A"]


def test_the_project_may_count_in_another_way(rows):
    shots = rows("1,7,,,WS,,,,,,A,,,", "1,9,,,WS,,,,,,B,,,", bible=Bible(numbering="dash"))
    assert [shot.number for shot in shots] == ["1-1", "1-2"]


def test_a_row_without_a_number_is_counted_on_from_the_one_before(listed):
    table = "| Shot | Video | Audio |\n|---|---|---|\n| 3 | A door | |\n| | CU a key | |\n| | CU a lock | |\n| 4 | Rain | |\n"
    assert [shot.number for shot in listed(table, "a.md").shots] == ["3", "3A", "3B", "4"]


def test_people_of_the_subject_column_are_seen_and_things_are_not(rows):
    shots = rows(
        '1,1,,,MS,,,,,"Nora, Ben",They wait,,,',
        "1,2,,,CU,,,,,Coffee cup,Steam rises,,,",
        "1,3,,,MS,,,,,MAN IN HAT,He looks up,,,",
        "1,4,,,MS,,,,,Nora's hand,It shakes,,,",
    )
    assert [names(shot) for shot in shots] == [["NORA", "BEN"], [], ["MAN IN HAT"], []]
    assert "Coffee cup" in shots[1].note


def test_a_prop_or_place_of_the_bible_is_nobody(rows):
    bible = Bible(props=(Prop(name="Brenn"),), locations=(Location(name="Kontor"),))
    (shot,) = rows('1,1,,,CU,,,,,"Brenn, Kontor, Nora",On the table,,,', bible=bible)
    assert names(shot) == ["NORA"]


def test_a_row_that_lists_its_people_leaves_nothing_to_a_pronoun(rows):
    shots = rows("1,1,,,MS,,,,,NORA,Nora sits,,,", "1,2,,,MS,,,,,BEN,He watches from above,,,")
    assert names(shots[1]) == ["BEN"]


def test_over_the_shoulder_and_two_shots_use_the_rows_own_people(rows):
    over, both = rows(
        '1,1,,,MCU,OTS,,,,"NORA, BEN",Nora and Ben talk,,,', '1,2,,,MS,2 shot,,,,"NORA, BEN",They wait,,,'
    )
    assert [(subject.character, subject.shoulder) for subject in over.subjects] == [("BEN", False), ("NORA", True)]
    assert (both.framing, sorted(names(both))) == ("2S", ["BEN", "NORA"])


def test_small_s_is_seconds_and_capital_s_is_people(listed):
    table = "| Shot | Video |\n|---|---|\n| 1 | 2S, Nora and Ben wait, 2s |\n| 2 | 3S, they leave, 3s |\n"
    shots = listed(table, "a.md").shots
    assert [(shot.framing, seconds(shot)) for shot in shots] == [("2S", 2.0), ("3S", 3.0)]


def test_a_row_without_a_picture_lays_its_words_over_the_one_before(listed):
    table = (
        "# Spot\n\n| Shot | Video | Audio | Time |\n|---|---|---|---|\n| 1 | WS: a valley at dawn | MUSIC: strings | 4s |\n"
        "| 2 | | VO: Wake up. SUPER: Halden. First light. | 3s |\n| 3 | NORA lifts a mug | | 2s |\n"
    )
    first, second, third = listed(table, "a.md").shots
    assert first.sound == ("MUSIC: strings",)
    assert first.overlay_text == third.overlay_text == ()
    assert second.overlay_text == ("Halden. First light.",)
    assert [(line.text, line.voice) for line in second.dialogue] == [("Wake up.", Voice.VOICE_OVER)]
    assert (second.frame_from, seconds(second), second.action.text) == (first.id, 3.0, "")


def test_narration_alone_gives_every_line_a_picture_of_its_own(listed):
    text = "shots:\n  - voiceover: Bees know faces.\n    duration: 4\n  - voiceover: Sixty thousand live here.\n    duration: 5\n"
    shots = listed(text, "bees.yaml").shots
    assert [(seconds(shot), shot.frame_from) for shot in shots] == [(4.0, None), (5.0, None)]


def test_a_card_is_a_picture_with_its_words_in_it(listed):
    text = "1. A cup steams (2s)\n2. End card: logo and 'Brew better.' (3s)\n3. Title card: HALDEN\n4. Text on screen: \"Out now\"\n"
    _, end, title, over = listed(text, "spot.txt").shots
    assert (end.frame_text, end.overlay_text, end.visible) == (("Brew better.",), (), ())
    assert end.action.text == "End card: logo and 'Brew better.'"
    assert title.frame_text == ("HALDEN",)
    assert (over.frame_text, over.overlay_text) == (("HALDEN",), ("Out now",))
    assert over.frame_from == title.id


def test_a_numbered_item_is_one_shot_with_its_length_and_its_direction(listed):
    text = (
        "1. A woman walks into a bar (4s)\n2. Close-up of her hand on a cup. SFX: rain (2s)\n"
        '3. Wide shot: the street, neon sign "OPEN" flickers. Slow push in. 3s\n4. Slow push in on her smile. VO: "Some mornings."\n'
        "5. Low angle. Tom pours milk. Narrator: It's an art. Music: soft piano.\n"
    )
    shots = listed(text, "spot.txt").shots
    assert [shot.number for shot in shots] == ["1", "2", "3", "4", "5"]
    assert [seconds(shot) for shot in shots[:3]] == [4.0, 2.0, 3.0]
    assert [str(shot.size) for shot in shots[1:3]] == ["CU", "WS"]
    assert [shot.movement.move for shot in shots[2:4]] == [Move.PUSH, Move.PUSH]
    assert shots[1].sound == ("SFX: rain",)
    assert shots[2].frame_text == ("OPEN",)
    assert [line.text for shot in shots for line in shot.dialogue] == ["Some mornings.", "It's an art."]
    assert (shots[4].angle, shots[4].sound) == ("low", ("Music: soft piano",))
    assert shots[4].action.text == "Tom pours milk."
    assert all(shot.location == "" for shot in shots)


def test_an_item_that_tells_of_several_pictures_becomes_several_shots(listed):
    text = (
        "1. Wide shot of the beach, then cut to a close-up of her eyes. (3s)\n2. The door SLAMS. CLOSE ON the lock. It turns. (2s)\n"
        "3. Nora sits. PUSH IN on her eyes. (2s)\n"
    )
    shots = listed(text, "spot.txt").shots
    assert [(shot.number, str(shot.size), seconds(shot)) for shot in shots[:4]] == [
        ("1", "WS", 1.5), ("1A", "CU", 1.5), ("2", "MS", 1.0), ("2A", "CU", 1.0),
    ]  # fmt: skip
    assert (len(shots), str(shots[4].movement)) == (5, "push in")


def test_a_fade_is_the_end_of_the_picture_before(listed):
    text = "1. A valley (2s)\n2. Fade to black. (1s)\n3. The city. CUT TO BLACK. (2s)\n"
    _, fade, city = listed(text, "spot.txt").shots
    assert (fade.transition_out, fade.action.text, seconds(fade)) == (TransitionKind.FADE_OUT, "", 1.0)
    assert city.action.text == "The city."


def test_a_transition_column_belongs_to_its_row(listed):
    text = (
        "Shot,Description,Transition,Duration\n1,A valley,Fade in,2\n2,A river,Dissolve,2\n3,A city,Fade to black,2\n"
    )
    shots = listed(text).shots
    assert [(str(shot.transition_in), str(shot.transition_out)) for shot in shots] == [
        ("fade in", "cut"), ("cut", "dissolve"), ("dissolve", "fade out"),
    ]  # fmt: skip


def test_timed_lyrics_are_shots_that_never_drift_from_the_song(listed):
    lines = [f"[00:{10 + index * 1.37:05.2f}]Line {index}" for index in range(30)]
    shots = listed("[ti:Song]\n[length:01:00]\n" + "\n".join(lines) + "\n", "song.lrc").shots
    assert (shots[0].note, shots[0].dialogue, seconds(shots[0])) == ("instrumental", (), 10.0)
    assert [shot.dialogue[0].text for shot in shots[1:]] == [f"Line {index}" for index in range(30)]
    assert {line.voice for shot in shots for line in shot.dialogue} == {Voice.VOICE_OVER}
    frames = 0
    for index, shot in enumerate(shots[1:]):
        frames += shot.duration_frames
        start = Fraction(137, 100) * index * 24
        assert abs(frames - shot.duration_frames - start) <= 1
    assert sum(shot.duration_frames for shot in shots) == 60 * 24
    assert all(shot.location == "" and shot.action.text == "" for shot in shots)


def test_a_file_of_captions_keeps_who_speaks_and_its_rests(listed):
    text = (
        "1\n00:00:00,000 --> 00:00:02,500\nNORA: Where did you go?\n\n2\n00:00:02,500 --> 00:00:06,000\n♪ Down the street ♪\n\n"
        "3\n00:00:12,000 --> 00:00:15,000\nand away\n"
    )
    shots = listed(text, "film.srt").shots
    assert [seconds(shot) for shot in shots] == [2.5, 3.5, 6.0, 3.0]
    assert names(shots[0]) == ["NORA"]
    assert [line.text for shot in shots for line in shot.dialogue] == [
        "Where did you go?",
        "Down the street",
        "and away",
    ]
    assert (shots[2].note, shots[2].frame_from) == ("instrumental", None)


def test_light_props_and_place_of_a_row_are_its_shots_own(listed):
    text = "Scene,Shot,Location,Description,Props,Lighting\n1,1,Kitchen,Nora waits,,\n1,2,Roof,Rain falls,umbrella,sodium vapor\n"
    kitchen, roof = listed(text).shots
    assert (kitchen.location, roof.location) == ("Kitchen", "Roof")
    assert (roof.props, roof.light) == (("umbrella",), "sodium vapor")
    assert roof.provenance["location"] == roof.provenance["light"] == "its row says so"


def test_shots_of_yaml_and_of_a_chinese_table_are_read_alike(listed):
    own = listed(
        "title: Night Train\nshots:\n  - id: '01'\n    description: MARA stares out.\n    size: MCU\n    lens: 85mm\n    duration: 3.5\n",
        "a.yaml",
    ).shots[0]
    assert (own.number, str(own.size), own.lens, seconds(own), own.location) == ("01", "MCU", "85mm", 3.5, "")
    chinese = listed(
        "镜号,景别,运镜,画面,台词,时长\n1,远景,固定,城市夜景,,3\n2,中景,推镜头,小明走进咖啡馆,小明：你好。,4\n"
    ).shots
    assert [(str(shot.size), str(shot.movement), seconds(shot)) for shot in chinese] == [
        ("EWS", "static", 3.0),
        ("MS", "push in", 4.0),
    ]
    assert names(chinese[1]) == ["小明"]


def test_named_shots_keep_their_ids_when_a_row_is_put_between(tmp_path):
    path = tmp_path / "shots.csv"
    path.write_text("Shot,Description\n1,A valley\n2,A river\n", encoding="utf-8")
    before = break_down(read_script(path), Bible())
    path.write_text("Shot,Description\n1,A valley\n1A,A bridge\n2,A river\n", encoding="utf-8")
    after = break_down(read_script(path), Bible(), previous=before.lock).shot_list.shots
    assert [(shot.number, shot.id) for shot in after] == [("1", "s001_0010"), ("1A", "s001_0015"), ("2", "s001_0020")]


def test_a_film_of_named_shots_may_still_be_fitted(rows):
    shots = rows("1,1,,,WS,,,,,,A valley,,4s,", "1,2,,,WS,,,,,,A river,,6s,")
    fitted = fit_to_length(shots, 8, Fraction(24), Timing())
    assert sum(shot.duration_frames for shot in fitted.shots) == 8 * 24


def test_a_note_of_subjects_in_a_screenplay_puts_them_in_the_picture(shots_of):
    (shot,) = shots_of("The booth is full.\n\n[[subjects: NORA, BEN]]\n")
    assert names(shot) == ["NORA", "BEN"]
