"""Shots from a model's answer that is wrong in places, or altogether."""

from __future__ import annotations

import json

import pytest

from storyboard.breakdown import ModelCutter, break_down
from storyboard.breakdown.llm.lines import MOST_LINES
from storyboard.model import Bible
from storyboard.script import read_script
from tests.breakdown.model_answers import every, person, rows_in, shot, texts
from tests.breakdown.model_cutting import SCRIPT, Cutting, cut_as, good, picked


def test_strings_are_clipped_and_lists_too():
    def endless(prompt):
        shots = good(prompt)
        shots[0] |= {"start": "word " * 5_000, "why": "x" * 9_000, "people": [person("MARA")] * 900}
        shots[0]["end"] = "dark\u202e\x1b[31m"
        return shots

    first = cut_as(endless).shots[0]
    assert len(first.action.start) <= 240
    assert len(first.provenance["size"]) < 120
    assert len(first.subjects) == 1
    assert first.action.end == "dark[31m"


def test_a_wrong_number_is_found_by_its_words():
    def off_by_three(prompt):
        shots = good(prompt)
        for one in shots:
            for line in one["lines"]:
                line["number"] += 3
        return shots

    assert cut_as(off_by_three).made.lock == cut_as(good).made.lock


def test_a_line_that_is_nowhere_is_dropped_and_the_rules_cover_what_is_left():
    def wrong(prompt):
        shots = good(prompt)
        shots[1]["lines"] = [{"number": 2, "begins": "Mara explodes in a ball"}]
        return shots

    cutting = cut_as(wrong)
    assert cutting.keeps_the_script()
    assert "shot 2 quotes 1 lines that are not in the scene" in cutting.notes
    assert "line 3 left out; the rules' shots show it" in cutting.notes
    (row,) = cutting.cutter.differences
    assert row.covered == ((3, 3),)
    assert row.why == ""


@pytest.mark.parametrize("left_out", range(1, 9))
def test_whatever_line_is_left_out_is_covered(left_out):
    def gap(prompt):
        shots = good(prompt)
        for one in shots:
            one["lines"] = [line for line in one["lines"] if line["number"] != left_out]
        return shots

    cutting = cut_as(gap)
    assert cutting.keeps_the_script()
    assert "left out" in cutting.notes


def test_a_line_taken_twice_goes_to_the_first_and_a_repeated_shot_is_left_out():
    cutting = cut_as(lambda prompt: [one for one in good(prompt) for _ in range(2)])
    assert len(cutting.shots) == 6
    assert cutting.keeps_the_script()
    assert "repeats lines of other shots" in cutting.notes


def test_overlapping_shots_keep_what_is_theirs():
    def overlapping(prompt):
        rows = rows_in(prompt)
        return [shot(rows[start : start + 3], "MARA") for start in range(len(rows))]

    cutting = cut_as(overlapping)
    assert cutting.keeps_the_script()
    assert len(cutting.shots) <= 8


def test_a_shot_that_jumps_keeps_its_longest_run():
    cutting = cut_as(lambda prompt: [shot(picked(prompt, 1, 3, 4, 8), "TOMAS"), shot(picked(prompt, 2), "MARA")])
    assert cutting.keeps_the_script()
    assert "jumps" in cutting.notes


def test_shots_in_the_wrong_order_are_put_right():
    assert cut_as(lambda prompt: good(prompt)[::-1]).made.lock == cut_as(good).made.lock


def test_a_shot_of_the_whole_scene_is_parted_where_it_would_be_too_long():
    cutting = cut_as(lambda prompt: [shot(rows_in(prompt), "MARA", "TOMAS", start="A", end="B")])
    assert cutting.keeps_the_script()
    assert 1 < len(cutting.shots) < 6
    longest = cutting.bible.timing.longest
    assert all(one.seconds(cutting.bible.fps) <= longest * 4 / 3 for one in cutting.shots)
    assert cutting.shots[-1].action.start != "A"
    assert "too long" in cutting.notes


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "   ",
        "{",
        "null",
        "[]",
        '"shots"',
        "{}",
        '{"shots": null}',
        '{"shots": []}',
        '{"shots": [1, null, "x", {}]}',
        '{"shots": [NaN]}',
        '{"shots": ' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"shots": [' + ",".join(["{}"] * 10_000) + "]}",
        "I cannot do that. " * 100_000,
        json.dumps({"shots": [shot([(1, "ACTION", "No such words at all here")])]}),
    ],
    ids=lambda text: text[:24],
)
def test_an_answer_that_is_none_leaves_the_rules_shots_with_a_word_about_it(answer):
    cutting = Cutting(SCRIPT, lambda _: answer)
    assert cutting.made.shot_list.shots == cutting.rules.shot_list.shots
    (row,) = cutting.cutter.differences
    assert row.why
    assert "the rules' shots are used" in cutting.notes


def test_ten_thousand_shots_are_refused_by_number():
    cutting = Cutting(SCRIPT, lambda prompt: {"shots": [{"lines": []}] * 10_000})
    assert "10,000 shots" in cutting.notes
    assert cutting.made.shot_list.shots == cutting.rules.shot_list.shots


def test_a_malformed_shot_is_left_out_and_the_others_stand():
    def spoilt(prompt):
        shots = good(prompt)
        shots[4]["size"] = "GIANT"
        del shots[0]["people"]
        return shots

    cutting = cut_as(spoilt)
    assert cutting.keeps_the_script()
    assert str(cutting.shots[1].size) == "FS"
    assert "malformed (size)" in cutting.notes


def test_a_scene_the_model_was_not_asked_about_is_the_rules_without_a_word():
    cutting = Cutting(SCRIPT, lambda _: None)
    assert cutting.made.shot_list.shots == cutting.rules.shot_list.shots
    assert cutting.notes == ""
    assert len(cutting.cutter.missing) == 1


def test_the_difference_names_the_lines_that_are_grouped_otherwise():
    (row,) = cut_as(lambda prompt: every(2, prompt, "MARA", "TOMAS")["shots"]).cutter.differences
    assert (row.rules, row.model) == (5, 4)
    assert row.regrouped
    same = Cutting(SCRIPT, lambda _: None).cutter.differences[0]
    assert (same.regrouped, same.rules) == ((), same.model)


def test_shots_keep_their_ids_by_their_words():
    first = Cutting(SCRIPT, lambda _: None).made
    by_words = {one.dialogue[0].text: one.id for one in first.shot_list.shots if one.dialogue and not one.action.text}
    then = cut_as(good, previous=first.lock)
    for one in then.shots:
        if one.dialogue and not one.action.text:
            assert one.id == by_words[one.dialogue[0].text]
    back = break_down(then.script, Bible(), previous=then.made.lock)
    assert [one.id for one in back.shot_list.shots] == [one.id for one in first.shot_list.shots]


def test_a_long_scene_is_asked_about_in_parts_that_do_not_overlap():
    long = "INT. HALL - DAY\n\n" + "".join(
        f"Nora walks past door number {number} and counts.\n\nNORA\nThat was door {number}.\n\n" for number in range(70)
    )
    cutting = Cutting(long, lambda prompt: every(2, prompt, "NORA"))
    assert len(cutting.prompts) == 3
    sent = [row for prompt in cutting.prompts for row in rows_in(prompt)]
    assert len(sent) == 140
    assert len(set(texts(sent))) == 140
    assert all(len(rows_in(prompt)) <= MOST_LINES for prompt in cutting.prompts)
    assert cutting.keeps_the_script()


def test_one_bad_part_does_not_spoil_the_others():
    long = "INT. HALL - DAY\n\n" + "".join(f"Nora walks past door number {n} and counts.\n\n" for n in range(90))
    answers = iter(["{", None])

    def answer(prompt):
        return next(answers, None) or every(2, prompt, "NORA")

    cutting = Cutting(long, answer)
    assert cutting.keeps_the_script()
    assert "part 1 of 2" in cutting.notes
    assert len(cutting.shots) < len(cutting.rules.shot_list.shots)


def test_a_list_that_names_its_shots_is_left_alone(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("1. WIDE: a beach at dawn.\n2. CLOSE ON a shell.\n3. MARA runs.\n", encoding="utf-8")
    script = read_script(path)
    cutter = ModelCutter(lambda _: pytest.fail("nobody should ask"), Bible().timing)
    assert break_down(script, Bible(), recut=cutter).shot_list.shots
    assert cutter.parts == []


CHINESE = """\
内景 咖啡馆 - 黄昏

阳光透过落地窗。李雷（二十多岁，蓝色外套）坐在角落。

@李雷
（低头）
她不会来了。

韩梅梅（短发，红围巾）推门进来。

@韩梅梅
我早就到了。
"""
SPANISH = """\
INT. COCINA - NOCHE

ÍÑIGO (50, delantal manchado) busca en los cajones. SEÑORA PEÑA (70) lo mira desde la puerta.

ÍÑIGO
¿Dónde está la otra?

SEÑORA PEÑA
(en voz baja)
¡Nunca hubo otra!
"""


@pytest.mark.parametrize(
    ("text", "people", "lines"),
    [(CHINESE, ("李雷", "韩梅梅"), 5), (SPANISH, ("ÍÑIGO", "Señora Peña"), 4)],
    ids=["zh", "es"],
)
def test_other_languages_are_quoted_and_cast_alike(text, people, lines):
    cutting = Cutting(text, lambda prompt: {"shots": [shot([row], *people) for row in rows_in(prompt)]})
    assert len(cutting.shots) == lines
    assert cutting.keeps_the_script()
    assert cutting.notes == ""
    assert {one.character for one in cutting.shots[0].subjects} == {people[0], people[1].upper()}
    assert [one.action.text for one in cutting.shots if one.action.text] == [
        line for line in texts(rows_in(cutting.prompts[0])) if ": " not in line
    ]
