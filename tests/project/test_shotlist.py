from __future__ import annotations

from fractions import Fraction

import pytest

from storyboard.errors import ShotListError
from storyboard.model import (
    Action,
    DialogueLine,
    Heading,
    SceneSummary,
    Shot,
    ShotLock,
    Size,
    Source,
    Subject,
)
from storyboard.project import Layout, load_shots, read_lock, save_breakdown, save_edits

FPS = Fraction(24)


def shot(shot_id: str, *, frames: int = 48, text: str = "She waits.", scene: str = "s001", **more: object) -> Shot:
    return Shot(
        id=shot_id,
        scene=scene,
        number=shot_id,
        source=Source(file="a.fountain", line=5, line_end=5),
        duration_frames=frames,
        action=Action(text=text),
        **more,
    )


def lock(*shots: Shot) -> ShotLock:
    scene = SceneSummary(id="s001", number="1", heading=Heading(text="INT. ROOM - DAY"), line=1)
    return ShotLock(scenes=(scene,), shots=shots, script="a.fountain", script_sha256="0")


@pytest.fixture
def layout(tmp_path):
    return Layout(root=tmp_path)


def edit(layout: Layout, old: str, new: str) -> None:
    text = layout.shots.read_text(encoding="utf-8")
    assert old in text
    layout.shots.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_saved_is_loaded_again(layout):
    made = lock(
        shot("s001_0010", subjects=(Subject(character="MARA: the “first”, of 'two'"),)),
        shot("s001_0020", dialogue=(DialogueLine(character="- no", text='She said: "yes" # not\u2028a comment'),)),
        shot("s001_0030", text="true", frame_text=("1989", "null", "  padded ", "a, b", "tab\there")),
        shot("s001_0040", text="灯台は動かない。", note="наивно"),
    )
    saved = save_breakdown(layout, made, None, FPS)
    loaded = load_shots(layout, read_lock(layout), FPS)
    assert loaded == saved
    assert [entry.model_copy(update={"order": 0}) for entry in loaded.shots] == list(made.shots)


def test_saving_the_same_again_changes_no_byte(layout):
    made = lock(shot("s001_0010"), shot("s001_0020"))
    save_breakdown(layout, made, None, FPS)
    before = layout.shots.read_bytes(), layout.lock.read_bytes()
    save_breakdown(layout, made, made, FPS)
    assert (layout.shots.read_bytes(), layout.lock.read_bytes()) == before


def test_an_edit_by_hand_outlives_a_new_reading(layout):
    first = lock(shot("s001_0010"), shot("s001_0020"))
    save_breakdown(layout, first, None, FPS)
    edit(layout, "size: MS", "size: CU   # closer!")
    second = lock(shot("s001_0010", text="She waits for long."), shot("s001_0020"))
    shots = save_breakdown(layout, second, first, FPS).shots
    assert shots[0].size is Size.CU
    assert shots[0].action.text == "She waits for long."
    assert load_shots(layout, read_lock(layout), FPS).shots == shots


def test_comments_stay_when_another_shot_changes(layout):
    first = lock(shot("s001_0010"), shot("s001_0020"))
    save_breakdown(layout, first, None, FPS)
    edit(layout, "size: MS", "size: CU   # closer!")
    edit(layout, "  - id: s001_0020", "  # the best one\n  - id: s001_0020")
    save_breakdown(layout, lock(shot("s001_0010"), shot("s001_0020", frames=96)), first, FPS)
    text = layout.shots.read_text(encoding="utf-8")
    assert "size: CU   # closer!" in text
    assert "  # the best one\n  - id: s001_0020" in text
    assert "duration: 4s" in text


def test_comments_in_a_block_stay_when_another_of_its_fields_changes(layout):
    first = lock(shot("s001_0010"))
    save_breakdown(layout, first, None, FPS)
    edit(layout, "size: MS", "size: CU   # closer!")
    edit(layout, "    framing:", "    # ask her\n    framing:")
    save_breakdown(layout, lock(shot("s001_0010", frames=96)), first, FPS)
    text = layout.shots.read_text(encoding="utf-8")
    assert "size: CU   # closer!\n" in text
    assert "    # ask her\n    framing: single\n" in text
    assert "duration: 4s" in text


def test_a_shot_taken_out_stays_out_and_one_put_in_stays_in(layout):
    first = lock(shot("s001_0010"), shot("s001_0020"), shot("s001_0030"))
    save_breakdown(layout, first, None, FPS)
    text = layout.shots.read_text(encoding="utf-8")
    begin, end = text.index("  - id: s001_0020"), text.index("  - id: s001_0030")
    own = "  - id: s001_0015\n    size: ECU\n    action: Her hands.\n\n"
    layout.shots.write_text(text[:begin] + own + text[end:], encoding="utf-8")
    loaded = load_shots(layout, first, FPS).shots
    assert [entry.id for entry in loaded] == ["s001_0010", "s001_0015", "s001_0030"]
    again = save_breakdown(layout, first, first, FPS).shots
    assert [entry.id for entry in again] == ["s001_0010", "s001_0015", "s001_0030"]
    assert again[1].size is Size.ECU
    assert [entry.order for entry in again] == [0, 1, 2]


def test_saving_an_edit_rewrites_only_that_block(layout):
    made = lock(shot("s001_0010"), shot("s001_0020"))
    shots = list(save_breakdown(layout, made, None, FPS).shots)
    edit(layout, "angle: eye", "angle: eye  # mine")
    shots[1] = shots[1].model_copy(update={"note": "ask Tomas"})
    save_edits(layout, shots, FPS)
    text = layout.shots.read_text(encoding="utf-8")
    assert "angle: eye  # mine" in text
    assert "note: ask Tomas" in text
    assert load_shots(layout, made, FPS).shots[1].note == "ask Tomas"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("size: MS", "size: HUGE", "Shot s001_0010, size"),
        ("size: MS", "sise: MS", "Unknown key 'sise' in 's001_0010'. Did you mean 'size'?"),
        ("duration: 2s", "duration: soon", "duration: 'soon' is not a length"),
        ("movement: static", "movement: teleport", "not a camera move"),
        ("scene: s001", "scene: s009", "there is no scene 's009'"),
        ("id: s001_0010", "id: first", "'first' is not a shot id"),
        ("id: s001_0010", "id: s001_0020", "stands here twice"),
        ("size: MS", "size: [", "Not valid YAML"),
        ("shots:", "shoots:", "no list called 'shots'"),
    ],
)
def test_a_mistake_in_the_shot_list_names_its_line(layout, old, new, says):
    made = lock(shot("s001_0010"), shot("s001_0020"))
    save_breakdown(layout, made, None, FPS)
    edit(layout, old, new)
    with pytest.raises(ShotListError) as caught:
        load_shots(layout, made, FPS)
    assert says in str(caught.value)
    assert caught.value.line is not None or "no list" in says


def test_a_damaged_lock_says_what_to_do(layout):
    layout.lock.write_text('{"shots": 3}', encoding="utf-8")
    with pytest.raises(ShotListError, match="damaged"):
        read_lock(layout)


def test_keys_of_a_newer_program_survive_in_the_lock(layout):
    made = lock(shot("s001_0010")).model_copy(update={"colour_script": {"s001": "amber"}})
    save_breakdown(layout, made, None, FPS)
    again = read_lock(layout)
    assert again is not None
    assert (again.model_extra or {})["colour_script"] == {"s001": "amber"}


def test_a_number_given_by_hand_stays_when_something_else_is_saved(layout):
    made = lock(shot("s001_0010"), shot("s001_0020"))
    save_breakdown(layout, made, None, FPS)
    edit(layout, "    scene: s001\n", "    scene: s001\n    number: 12X\n")
    shots = list(load_shots(layout, made, FPS).shots)
    assert shots[0].number == "12X"
    shots[0] = shots[0].model_copy(update={"note": "nice"})
    save_edits(layout, shots, FPS)
    assert load_shots(layout, made, FPS).shots[0].number == "12X"
    assert save_breakdown(layout, made, made, FPS).shots[0].number == "12X"


def test_a_shot_keeps_its_block_to_the_letter_when_another_is_saved(layout):
    made = lock(shot("s001_0010"), shot("s001_0020"))
    save_breakdown(layout, made, None, FPS)
    edit(layout, "size: MS", "size:   close-up")
    edit(layout, "    action: She waits.\n", "    action:\n      text: She waits.\n    lens: 35\n")
    own = '  - id: s001_0015\n    size: "cu"\n    angle: Low Angle # from the floor\n\n'
    edit(layout, "  - id: s001_0020", f"{own}  - id: s001_0020")
    before = layout.shots.read_text(encoding="utf-8")
    shots = list(load_shots(layout, made, FPS).shots)
    shots[2] = shots[2].model_copy(update={"note": "nice"})
    save_edits(layout, shots, FPS)
    text = layout.shots.read_text(encoding="utf-8")
    assert text.replace("    note: nice\n", "") == before
    save_breakdown(layout, made, made, FPS)
    assert layout.shots.read_text(encoding="utf-8") == text


def test_somebody_elses_indentation_is_kept_with_its_comments(layout):
    made = lock(shot("s001_0010"), shot("s001_0020"))
    save_breakdown(layout, made, None, FPS)
    head, _, body = layout.shots.read_text(encoding="utf-8").partition("shots:\n")
    moved = "".join(line[2:] or "\n" for line in body.splitlines(keepends=True))
    layout.shots.write_text(head + "shots:\n# first\n" + moved, encoding="utf-8")
    shots = list(load_shots(layout, made, FPS).shots)
    shots[0] = shots[0].model_copy(update={"note": "nice"})
    save_edits(layout, shots, FPS)
    text = layout.shots.read_text(encoding="utf-8")
    assert "shots:\n# first\n- id: s001_0010" in text
    assert "\n  note: nice\n" in text
    assert load_shots(layout, made, FPS).shots == tuple(shots)


def test_an_order_given_by_hand_outlives_a_new_reading(layout):
    ids = ["s001_0010", "s001_0020", "s001_0030", "s001_0040"]
    first = lock(*(shot(shot_id) for shot_id in ids))
    save_breakdown(layout, first, None, FPS)
    shots = load_shots(layout, first, FPS).shots
    save_edits(layout, [shots[3], *shots[:3]], FPS)
    second = lock(shot("s001_0010"), shot("s001_0015"), *(shot(shot_id) for shot_id in ids[1:]))
    again = save_breakdown(layout, second, first, FPS).shots
    assert [entry.id for entry in again] == ["s001_0040", "s001_0010", "s001_0015", "s001_0020", "s001_0030"]
    assert load_shots(layout, second, FPS).shots == again


def test_the_place_in_the_script_behind_an_id_follows_the_script(layout):
    first = lock(shot("s001_0010"))
    save_breakdown(layout, first, None, FPS)
    assert "- id: s001_0010  # s001_0010  a.fountain:5\n" in layout.shots.read_text(encoding="utf-8")
    later = shot("s001_0010").model_copy(update={"source": Source(file="a.fountain", line=9, line_end=9)})
    save_breakdown(layout, lock(later), first, FPS)
    assert "- id: s001_0010  # s001_0010  a.fountain:9\n" in layout.shots.read_text(encoding="utf-8")
