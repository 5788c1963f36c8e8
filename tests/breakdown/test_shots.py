"""Scenes cut and composed as a director would."""

from __future__ import annotations

import json
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.breakdown import break_down
from storyboard.model import SHOT_ID, Bible, Framing, Location, Prop, Severity, Size, Staging, Timing, TransitionKind
from storyboard.script import parse_fountain, read_script

TWO = "ANNA (30) and BEN (40) wait by the window of the old hall."
LONG = "We should go back to the house before the rain begins again and the road is lost"


def talk(count: int) -> str:
    lines = [f"{('ANNA', 'BEN')[index % 2]}\nThis is what I say in line number {index}." for index in range(count)]
    return "\n\n".join([TWO, *lines])


def test_a_scene_opens_wide_and_lets_people_look(shots_of):
    inside = shots_of("A lamp.\n\nAnother thing happens over there now.")[0]
    assert (inside.size, inside.duration_frames, inside.duration_basis) == (Size.WS, 72, "establishing")
    assert shots_of("EXT. CLIFF - DAY\n\nThe sea.")[0].size is Size.EWS


def test_a_direction_for_the_first_shot_wins(shots_of):
    assert shots_of("CLOSE ON a lamp.")[0].size is Size.CU


def test_a_scene_that_opens_on_talk_opens_on_both(shots_of):
    first = shots_of("ANNA\nHello there.\n\nBEN\nHello yourself.")[0]
    assert {subject.character for subject in first.visible} == {"ANNA", "BEN"}
    assert first.framing is Framing.TWO_SHOT


def test_a_dialogue_takes_turns_and_keeps_its_sides(shots_of):
    shots = shots_of(talk(12))[1:]
    assert [shot.framing.value for shot in shots[:7]] == ["OTS", "OTS", "single", "single", "OTS", "OTS", "2S"]
    for shot in shots:
        for subject in shot.visible:
            left = subject.staging in {Staging.FAR_LEFT, Staging.LEFT}
            if subject.staging is not Staging.CENTRE:
                assert left == (subject.character == "ANNA")
            if not subject.shoulder:
                assert subject.facing.value == ("right" if subject.character == "ANNA" else "left")
        assert any(subject.facing.value != "away" for subject in shot.visible)


def test_nobody_listens_over_a_shoulder_before_they_came_in(shots_of):
    shots = shots_of(
        "ANNA (30) waits in the hall for a very long time.\n\nANNA\nPerfect.\n\nBEN (40) runs in.\n\nBEN\nSorry!"
    )
    assert [subject.character for subject in shots[1].visible] == ["ANNA"]


def test_cut_backs_share_their_setup_and_their_picture(shots_of):
    shots = shots_of(talk(6))
    first, again = shots[1], shots[5]
    assert again.setup == first.setup
    assert again.frame_from == first.id
    assert again.visible == first.visible
    assert shots[2].frame_from is None


def test_a_picture_is_not_shared_when_somebody_has_moved_or_feels_otherwise(shots_of):
    moved = shots_of(
        talk(4) + "\n\nBen sits down on the long bench by the wall, tired of it all.\n\nANNA\nOne.\n\nBEN\nTwo."
    )
    assert all(shot.frame_from is None for shot in moved)
    felt = shots_of(talk(4) + "\n\nANNA\n(angrily)\nWhat is this now?")
    assert felt[-1].visible[0].expression == "angry"
    assert felt[-1].frame_from is None


def test_a_voice_that_goes_on_holds_the_picture_at_no_cost(shots_of):
    shots = shots_of(f"A lamp burns.\n\nANNA (V.O.)\n{LONG}. {LONG}. {LONG}. {LONG}.")
    assert len(shots) > 1
    assert all(shot.frame_from == shots[0].id for shot in shots[1:])
    assert " ".join(line.text for shot in shots for line in shot.dialogue).count("rain") == 4


def test_long_speeches_and_paragraphs_are_split_and_keep_every_word(shots_of):
    timing = Timing(longest=6)
    text = f"{LONG}. {LONG}. {LONG} {LONG} {LONG} {LONG}."
    for script in (f"{TWO}\n\nANNA\n{text}", f"{TWO}\n\n{text}"):
        shots = shots_of(script, Bible(timing=timing))
        # A sentence that is over by less than a third stays whole.
        assert max(shot.duration_frames for shot in shots) <= (8 + timing.lead_in) * 24
        said = " ".join([line.text for shot in shots for line in shot.dialogue] or [s.action.text for s in shots[1:]])
        assert said.split() == text.split()


def test_small_actions_join_their_neighbours(shots_of):
    shots = shots_of(f"{TWO}\n\nAnna sits at the piano by the far wall.\n\nShe plays.\n\nBen turns.\n\nBEN\nStop.")
    assert [shot.action.text for shot in shots[1:]] == [
        "Anna sits at the piano by the far wall. She plays.",
        "Ben turns.",
    ]
    assert shots[-1].dialogue[0].text == "Stop."


def test_beats_are_time_on_the_picture_before(shots_of):
    plain = shots_of(TWO)
    held = shots_of(f"{TWO}\n\nA beat.")
    assert len(held) == 1
    assert held[0].duration_frames == plain[0].duration_frames + 24


def test_the_same_people_are_never_twice_the_same_size_in_a_row(shots_of):
    text = "ANNA (30) waits in the long hall.\n\nAnna writes a long letter at the desk, with a blue pen.\n\nAnna folds the letter twice and hides it in her coat pocket."
    sizes = [shot.size for shot in shots_of(text)]
    assert sizes[1] is not sizes[2]


def test_onset_and_result_of_an_action_are_pictured(shots_of):
    falls = shots_of(f"{TWO}\n\nBen falls.")[-1].action
    assert (falls.start, falls.motion, falls.end) == ("Ben loses balance", "Ben falls.", "Ben lies on the ground")
    rests = shots_of(f"{TWO}\n\nBen is tired of it all.")[-1].action
    assert (rests.start, rests.motion, rests.end) == ("Ben is tired of it all.", "", "")
    beam = shots_of(f"{TWO}\n\nBen waits as the beam crosses his face.")[-1].action
    assert beam.motion == ""


def test_entrances_and_exits_say_who_is_in_the_first_and_last_picture(shots_of):
    enters = shots_of("ANNA (30) reads in the hall.\n\nAnna looks up at the door. BEN (40) enters with a lamp.")[-1]
    assert {subject.character: subject.in_start for subject in enters.visible} == {"ANNA": True, "BEN": False}
    leaves = shots_of(f"{TWO}\n\nBen walks out.")[-1]
    assert leaves.visible[0].in_end is False
    alone = shots_of("The hall is dark and very large.\n\nBEN (40) enters.")[-1]
    assert alone.visible[0].in_start is True


def test_signs_titles_and_sounds_go_where_they_belong(shots_of):
    shot = shots_of('SUPER: "LONDON, 1944"\n\nA sign reads "KEEP OUT". The bell RINGS.\n\nSOUND OF RAIN.')[0]
    assert shot.overlay_text == ("LONDON, 1944",)
    assert shot.frame_text == ("KEEP OUT",)
    assert shot.sound == ("The bell RINGS", "SOUND OF RAIN")


def test_what_is_said_is_not_lettering(shots_of):
    assert shots_of('Ben says "hello" to the dog.')[0].frame_text == ()


def test_transitions_join_the_right_shots(cut):
    text = "FADE IN:\n\nINT. A - DAY\n\nOne lamp.\n\nDISSOLVE TO:\n\nINT. B - DAY\n\nTwo lamps.\n\nFADE OUT."
    shots = cut(text).shot_list.shots
    kinds = [(shot.transition_in, shot.transition_out) for shot in shots]
    assert kinds == [
        (TransitionKind.FADE_IN, TransitionKind.DISSOLVE),
        (TransitionKind.DISSOLVE, TransitionKind.FADE_OUT),
    ]


def test_places_and_props_are_called_as_the_bible_calls_them(shots_of):
    bible = Bible(locations=(Location(name="Old Hall"),), props=(Prop(name="Lamp"), Prop(name="Key")))
    shot = shots_of("INT. OLD HALL - ATTIC - NIGHT\n\nTwo lamps burn.", bible)[0]
    assert (shot.location, shot.sub_location, shot.time.value, shot.props) == ("Old Hall", "ATTIC", "night", ("Lamp",))


def test_speech_time_counts_words_and_cjk_characters(shots_of):
    speech = shots_of(f"{TWO}\n\nANNA\nOne two three four five.")[1]
    assert speech.duration_frames == round((5 / 2.5 + 0.4 + 0.5) * 24)
    chinese = shots_of("A lamp burns in the hall.\n\n@李雷\n我早就到了你好吗再见吧")[1]
    assert chinese.duration_frames == round((11 / 5 + 0.4 + 0.5) * 24)


def test_display_numbers_follow_the_projects_setting(shots_of):
    assert [shot.number for shot in shots_of(talk(10))][7:10] == ["1H", "1J", "1K"]
    assert [shot.number for shot in shots_of(talk(2), Bible(numbering="dash"))] == ["1-1", "1-2", "1-3"]
    assert [shot.number for shot in shots_of(talk(1), Bible(numbering="tens"))] == ["1-0010", "1-0020"]


def test_nothing_is_lost_before_the_first_heading(cut):
    shots = cut("A voice in the dark.\n\nANNA\nHello?\n\nINT. HALL - DAY\n\nA lamp.").shot_list.shots
    assert [shot.scene for shot in shots] == ["s001"] * len(shots)
    assert {line.text for shot in shots for line in shot.dialogue} == {"Hello?"}


def test_a_scene_of_nothing_is_one_shot_of_its_place_and_a_script_of_nothing_says_so(cut):
    assert [shot.action.text for shot in cut("INT. HALL - DAY\n\nINT. YARD - DAY\n\nA dog.").shot_list.shots] == [
        "HALL",
        "A dog.",
    ]
    empty = cut("Title: Nothing\n\n# Act").shot_list
    assert empty.shots == ()
    assert [found.code for found in empty.diagnostics] == ["nothing-to-shoot"]


def test_the_same_script_gives_the_same_bytes(cut):
    first, second = cut(talk(9)), cut(talk(9))
    assert first.lock.model_dump_json() == second.lock.model_dump_json()


def test_the_example_film_is_twelve_to_twenty_shots_of_many_sizes():
    path = Path(__file__).resolve().parents[2] / "examples" / "lighthouse" / "lighthouse.fountain"
    shot_list = break_down(read_script(path), Bible()).shot_list
    assert 12 <= len(shot_list.shots) <= 20
    assert {Size.WS, Size.CU, Size.INSERT} <= {shot.size for shot in shot_list.shots}
    assert 45 <= sum(shot.duration_frames for shot in shot_list.shots) / 24 <= 90
    for shot in shot_list.shots:
        faces = [subject for subject in shot.visible if subject.facing.value != "away"]
        assert faces or not shot.visible


def test_gold_people_of_the_corpus_are_found(corpus):
    gold = json.loads((corpus / "aliases.gold.json").read_text(encoding="utf-8"))
    shot_list = break_down(read_script(corpus / "aliases.fountain"), Bible()).shot_list
    named = {name for person in shot_list.people for name in (person.name, *person.aliases)}
    assert set(gold["characters"]) <= named
    warned = {found.code for found in shot_list.diagnostics if found.severity is Severity.WARNING}
    assert warned == {"ambiguous-name", "cue-typo"}
    assert [scene.heading.time.value for scene in shot_list.scenes] == ["night", "day", "night", "night"]
    assert [(scene.number, scene.heading.place) for scene in shot_list.scenes] == [
        (scene["num"], scene["loc"]) for scene in gold["scenes"]
    ]


def test_every_script_of_the_corpus_keeps_its_words_in_its_shots(corpus):
    for path in sorted(corpus.glob("*.fountain")):
        script = read_script(path)
        shot_list = break_down(script, Bible()).shot_list
        said = [word for shot in shot_list.shots for line in shot.dialogue for word in line.text.split()]
        elements = [*script.front, *(element for scene in script.scenes for element in scene.elements)]
        wanted = [word for element in elements if element.kind.value == "dialogue" for word in element.text.split()]
        assert len(said) >= len(wanted), path.name
        assert len({shot.id for shot in shot_list.shots}) == len(shot_list.shots)


_LINES = st.sampled_from(
    ["INT. A - DAY", "EXT. B #3#", "ANNA", "BEN (V.O.)", "ANNA (O.S.)", "(beat)", "Hi there.", "CLOSE ON ANNA.", "INSERT - KEY",
     "OVER BEN'S SHOULDER.", "She turns.", "Ben (40, tall) falls.", "", "", "", "[[shot: CU, 2s]]", "!!WIDE", "MONTAGE",
     "- a thing", "BACK TO SCENE", "DISSOLVE TO:", "BOTH", "SUPER: X", "A beat.", "李雷", "REVERSE ANGLE", "ANNA'S POV", "EVERYONE"]
)  # fmt: skip


def test_nobody_is_seen_past_their_own_shoulder():
    text = "INT. A - DAY\nBACK TO SCENE\nShe turns.\nOVER BEN'S SHOULDER.\nBACK TO SCENE\nBACK TO SCENE\nShe turns."
    for shot in break_down(parse_fountain(text, file="f"), Bible()).shot_list.shots:
        assert len({subject.character for subject in shot.subjects}) == len(shot.subjects)


@settings(max_examples=120, deadline=None)
@given(st.lists(_LINES, max_size=40).map("\n".join))
def test_any_text_gives_sound_shots(text):
    script = parse_fountain(text, file="f")
    result = break_down(script, Bible())
    shots = result.shot_list.shots
    ids = [shot.id for shot in shots]
    assert len(set(ids)) == len(ids)
    assert [shot.order for shot in shots] == list(range(len(shots)))
    known = set()
    for shot in shots:
        assert SHOT_ID.fullmatch(shot.id)
        assert shot.frame_from is None or shot.frame_from in known
        assert len({subject.character for subject in shot.subjects}) == len(shot.subjects)
        assert 1 <= shot.source.line <= shot.source.line_end <= text.count("\n") + 1
        if shot.frame_from is None:
            known.add(shot.id)
    again = break_down(script, Bible(), previous=result.lock)
    assert [shot.id for shot in again.shot_list.shots] == ids


def test_the_work_grows_with_the_length_of_the_script():
    def seconds(scenes: int) -> float:
        parts = [
            f"INT. ROOM {index} - DAY\n\n{TWO}\n\nANNA\nLine {index} of it.\n\nBEN\nYes, {index}."
            for index in range(scenes)
        ]
        script = parse_fountain("\n\n".join(parts), file="f")
        start = time.process_time()
        break_down(script, Bible())
        return time.process_time() - start

    seconds(5)
    # Eight times the scenes; quadratic work would take sixty-four times as long.
    assert seconds(320) < max(seconds(40) * 30, 0.5)


def test_a_face_belongs_to_the_one_the_pronoun_means(shots_of):
    text = "ANNA (30, woman in red) and BEN (40, bearded man) wait in the hall.\n\nBen hands Anna the old brass key. She smiles."
    faces = {subject.character: subject.expression for subject in shots_of(text)[-1].visible}
    assert faces == {"ANNA": "smiling", "BEN": ""}
