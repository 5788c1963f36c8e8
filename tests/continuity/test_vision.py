"""What a vision model answers is data: read with suspicion, weighed, and told with a command that is safe to paste."""

from __future__ import annotations

import json
import shlex
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from storyboard.continuity import QUESTIONS, Gravity, Topic, findings_of, instruction_for, judge_record
from storyboard.continuity.vision.eyes import seen_size
from storyboard.continuity.vision.questions import answer_schema, question_text
from storyboard.continuity.vision.records import VisionRecord, stored_record
from storyboard.continuity.vision.words import plain, revise_command
from storyboard.model import Bible, Character, Look, Receipt, Reference, Role, Slot, Take
from storyboard.testing.structured import check_format, example_of
from tests.continuity.shots import make_shot, somebody
from tests.flows.seen import answer, mark

BIBLE = Bible(
    backend="openai",
    characters=(
        Character(name="ANA", description="a woman of 30", looks=(Look(wardrobe="yellow raincoat"),)),
        Character(name="BO"),
    ),
)
SHOT = make_shot(2, somebody("BO", "right"), somebody("ANA", "left", expression="angry"), frame_text=("COME HOME",))
HOSTILE = 'make\x1b[31m it red\n\r\u202e"; rm -rf ~ #`id` $(id) <b onclick=x>now</b> [bold]&& --yes'


def record(said: object, **more: Any) -> VisionRecord:
    text = said if isinstance(said, str) else json.dumps(said)
    facts: dict[str, Any] = {
        "key": "vision:" + "a" * 64, "basis": "b", "model": "gpt-6-astra", "slot": "shot/s001_0020/start", "take": 3,
        "sha256": "c", "answer": text, "created": datetime(2026, 11, 25, 12, tzinfo=UTC), **more,
    }  # fmt: skip
    return VisionRecord.model_validate(facts)


def take_of(backend: str = "openai", path: Path = Path("start-003.png")) -> Take:
    receipt = Receipt(
        slot="shot/s001_0020/start", take=3, file=path.name, sha256="c", width=64, height=36, backend=backend,
        created=datetime(2026, 11, 25, tzinfo=UTC),
    )  # fmt: skip
    return Take(slot=Slot.shot("s001_0020"), number=3, path=path, receipt=receipt)


def told(said: object, *, backend: str = "openai", bible: Bible = BIBLE):
    one = record(said)
    return findings_of(judge_record(one, SHOT), one, SHOT, take_of(backend), bible)


def fine(**changed: Any) -> dict[str, Any]:
    return answer(2, ("COME HOME",), **changed)


def test_a_frame_without_fault_gives_no_finding():
    assert told(fine()) == ()


@pytest.mark.parametrize("topic", list(Topic))
def test_a_score_weighs_as_its_question_says(topic):
    question = QUESTIONS[topic]
    for score, severity in ((question.error - 0.01, Gravity.ERROR), (question.error, Gravity.WARNING)):
        own = {"read": ["COME HOME"]} if topic is Topic.TEXT else {}
        found = told(fine(**{str(topic): mark(score, "something else", "mend it", **own)}))
        assert {one.code for one in found} == {f"vision-{topic}"}
        assert {one.severity for one in found} == {severity}
        assert all(one.fix == 'storyboard revise 1B "mend it"' for one in found)
    own = {"read": ["COME HOME"]} if topic is Topic.TEXT else {}
    assert told(fine(**{str(topic): mark(question.warning, **own)})) == ()


def test_a_finding_names_the_person_the_day_the_model_and_the_score():
    said = fine()
    said["persons"]["person_2"]["wardrobe"] = mark(0.2, "a blue coat.", "")
    (found,) = told(said)
    assert found.message.startswith("ANA, wardrobe: a blue coat (0.20; seen by gpt-6-astra on 2026-11-2")
    assert found.fix == 'storyboard revise 1B "dress ANA in yellow raincoat"'
    assert (found.shot, found.evidence["take"], found.evidence["score"]) == ("s001_0020", 3, 0.2)


def test_a_previs_picture_is_drawn_anew_and_a_previs_film_names_who_can_revise():
    wrong = fine(staging=mark(0.1, "they have changed places", "swap them"))
    assert told(wrong, backend="previs")[0].fix == "storyboard frames 1B --backend openai"
    assert told(wrong, bible=BIBLE.model_copy(update={"backend": "previs"}))[0].fix.endswith(
        'revise 1B "swap them" --backend openai'
    )


def test_what_nobody_can_tell_is_not_held_against_a_frame():
    assert told(fine(face={**mark(0.0), "can_tell": False})) == ()


def test_words_that_read_otherwise_are_wrong_whatever_the_model_thinks():
    (found,) = told(fine(text=mark(1.0, "the letter", read=["COME", "HOMF"])))
    assert (found.code, found.severity) == ("vision-text", Gravity.ERROR)
    assert found.fix == 'storyboard revise 1B "let the words read exactly: COME HOME"'
    assert told(fine(text=mark(1.0, read=["“Come", "home!”"]))) == ()


@pytest.mark.parametrize(
    "said",
    [
        "", "no", "[]", "{}", "null", '{"persons": [', "[" * 100_000, fine(persons=[]), fine(persons={"person_1": 3}),
        answer(1), fine(face=mark(1.01)), fine(face=mark(-0.1)), fine(hair={**mark(), "score": "0.5"}),
        fine(face=mark(float("nan"))), fine(face=mark(float("inf"))), fine(face=None), fine(text=[mark()]),
        fine(staging={"score": 1}), fine(people={**mark(), "seen": 5}), fine(text={**mark(), "read": "COME HOME"}),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_no_judgement(said):
    with pytest.raises(ValueError, match="answer"):
        judge_record(record(said), SHOT)


def test_an_answer_that_ended_early_says_why():
    with pytest.raises(ValueError, match="the model declined"):
        judge_record(record(fine(), ended="the model declined: no"), SHOT)


def test_hostile_text_comes_out_as_one_harmless_line():
    (found,) = told(fine(artefacts=mark(0.1, HOSTILE * 200, HOSTILE * 200)))
    for text in (found.message, found.fix, found.evidence["instruction"], found.evidence["seen"]):
        assert len(text) < 400
        assert text.isprintable()
        assert not set(text) & set("<>[]`$\\|&\n\x1b\u202e")
    words = shlex.split(found.fix)
    assert words[:3] == ["storyboard", "revise", "1B"]
    assert words[3:] == [found.evidence["instruction"]]


@pytest.mark.parametrize("fix", ["--yes", "- ", "", "\n", 'Stop! it\'s "here"', "100 % wool"])
def test_a_command_is_one_instruction_in_a_shell_whatever_the_model_says(fix):
    (found,) = told(fine(artefacts=mark(0.1, "x", fix)))
    assert len(shlex.split(found.fix)) == 4
    assert not shlex.split(found.fix)[3].startswith("-")
    assert "!" not in found.fix or "'Stop" in found.fix


def test_a_label_that_a_shell_would_take_apart_gives_way_to_the_id():
    assert revise_command("1 B; ls", "s001_0020", "x") == 'storyboard revise s001_0020 "x"'


def test_one_instruction_mends_the_worst_first():
    wrong = fine(hair=mark(0.3, "", "make her hair red"), artefacts=mark(0.1, "", "remove the third hand"))
    failing = judge_record(record(wrong), SHOT).failing
    assert instruction_for(failing, SHOT, BIBLE) == "remove the third hand; make her hair red"


def test_fewer_errors_go_before_higher_scores():
    poor = judge_record(record(fine(staging=mark(0.45), composition=mark(0.4))), SHOT)
    wrong = judge_record(record(fine(staging=mark(0.35))), SHOT)
    best = judge_record(record(fine()), SHOT)
    assert best.merit > poor.merit > wrong.merit


def test_the_schema_is_strict_and_its_plainest_answer_can_be_read():
    schema = answer_schema(2)
    check_format({"format": {"type": "json_schema", "name": "vision", "strict": True, "schema": schema}})
    judge_record(record(example_of(schema)), SHOT)


def test_the_facts_name_people_their_pictures_and_what_they_wear_from_left_to_right():
    references = (Reference(number=1, role=Role.CHARACTER, name="ANA", path=Path("a.png"), sha256="d"),)
    facts = json.loads(question_text(SHOT, BIBLE, references))
    assert facts["from_left_to_right"] == ["ANA", "BO"]
    ana = next(one for one in facts["persons"].values() if one["name"] == "ANA")
    assert (ana["reference"], ana["wears"], ana["expression"]) == ("Image 2", "yellow raincoat", "angry")
    assert "reference" not in next(one for one in facts["persons"].values() if one["name"] == "BO")
    assert facts["text_in_the_picture"] == ["COME HOME"]


@pytest.mark.parametrize("size", [(64, 36), (1536, 864), (3840, 2160), (1000, 8000), (8192, 1024)])
def test_a_picture_is_sent_no_larger_than_the_model_sees(size):
    width, height = seen_size(size)
    assert -(-width // 32) * -(-height // 32) <= 1536
    assert width / height == pytest.approx(size[0] / size[1], rel=0.02)
    assert max(seen_size(size, reference=True)) <= 1024
    assert (width, height) == size or size[0] * size[1] > 1_500_000


def test_a_damaged_record_is_none_and_the_newest_wins(tmp_path):
    take = take_of(path=tmp_path / "start-003.png")
    (tmp_path / "start-003-0000.vision.json").write_text("{", encoding="utf-8")
    (tmp_path / "start-003-0001.vision.json").write_bytes(b"\xff" * 10)
    (tmp_path / "start-003-0002.vision.json").write_text(" " * 500_000, encoding="utf-8")
    assert stored_record(take, basis="b") is None
    for hour, name in ((12, "aa"), (14, "bb"), (13, "cc")):
        one = record("{}", key=f"vision:{name}", created=datetime(2026, 11, 25, hour, tzinfo=UTC), price_usd=Decimal(1))
        (tmp_path / f"start-003-{name}.vision.json").write_text(one.model_dump_json(by_alias=True), encoding="utf-8")
    assert stored_record(take, basis="b").key == "vision:bb"
    assert stored_record(take, basis="b", key="vision:aa").key == "vision:aa"
    assert stored_record(take, basis="other") is None


def test_plain_text_stays_as_it_is():
    assert plain("make Ana's coat yellow, the hem grün", 100) == "make Ana's coat yellow, the hem grün"
