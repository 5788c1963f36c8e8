"""What a judgement comes to for people: findings, each with the command that mends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from storyboard.continuity.film import Film
from storyboard.continuity.finding import Finding, Gravity
from storyboard.continuity.rule import Rule
from storyboard.continuity.vision.judgement import Judgement, Marked
from storyboard.continuity.vision.questions import QUESTIONS, Topic
from storyboard.continuity.vision.records import VisionRecord
from storyboard.continuity.vision.words import plain, revise_command
from storyboard.errors import InputError
from storyboard.model import Bible, Look, Shot, Take
from storyboard.project import rank
from storyboard.prompts import check_instruction, people_seen

UNJUDGED = "vision-unjudged"
_ABOUT = {
    Topic.PEOPLE: "number of people",
    Topic.TEXT: "words in the picture",
}
_MOST_FIXES = 3


def findings_of(
    judgement: Judgement, record: VisionRecord, shot: Shot, take: Take, bible: Bible
) -> tuple[Finding, ...]:
    """What is wrong with a frame, by its judgement; each finding names the day on which the frame was looked at."""
    return tuple(_finding(mark, record, shot, take, bible) for mark in judgement.marks if mark.doubtful)


def unjudged(shot: Shot, reason: str, *, day: str = "", **evidence: Any) -> Finding:
    """The finding that a frame was sent and is not judged."""
    number = shot.number or shot.id
    when = f" (asked on {day})" if day else ""
    return Finding(
        shot=shot.id,
        scene=shot.scene,
        severity=Gravity.WARNING,
        code=UNJUDGED,
        message=f"Not judged: {plain(reason, 400)}{when}",
        fix=f"Ask again: storyboard check --vision {number}",
        evidence=evidence,
    )


def vision_rules(seen: Mapping[str, Sequence[Finding]] | None = None) -> tuple[Rule, ...]:
    """The rules of the vision check, which find what was seen of the frames: shot id -> its findings."""
    told = [finding for findings in (seen or {}).values() for finding in findings]

    def finder(code: str) -> Any:
        def look(_film: Film) -> list[Finding]:
            return [finding for finding in told if finding.code == code]

        return look

    rules = [
        Rule((one.topic.code,), f"{one.what} (--vision)", one.why, finder(one.topic.code)) for one in QUESTIONS.values()
    ]
    not_judged = "A frame was sent to a vision model and no judgement came back."
    return (*rules, Rule((UNJUDGED,), f"{not_judged} (--vision)", "A person has to look.", finder(UNJUDGED)))


def instruction_for(marks: Sequence[Marked], shot: Shot, bible: Bible) -> str:
    """One instruction that mends the first few of them, as `revise` takes it."""
    fixes = dict.fromkeys(_instruction(mark, shot, bible) for mark in marks[:_MOST_FIXES])
    return check_instruction("; ".join(fixes))


def _finding(mark: Marked, record: VisionRecord, shot: Shot, take: Take, bible: Bible) -> Finding:
    number = shot.number or shot.id
    instruction = _instruction(mark, shot, bible)
    about = _ABOUT.get(mark.topic, str(mark.topic))
    if mark.person:
        about = f"{plain(mark.person, 60)}, {about}"
    seen = f": {mark.seen.rstrip('.')}" if mark.seen else " is not as asked"
    backend = "openai" if bible.backend == "previs" else ""
    fix = revise_command(number, shot.id, instruction, backend=backend)
    if rank(take) == 0:
        # A previs picture cannot be changed by words.
        fix = f"storyboard frames {number} --backend openai"
    return Finding(
        shot=shot.id,
        scene=shot.scene,
        severity=Gravity.ERROR if mark.fails else Gravity.WARNING,
        code=mark.topic.code,
        message=f"{about[:1].upper()}{about[1:]}{seen} ({mark.score:.2f}; seen by {plain(record.model, 40)} on {record.day})",
        fix=fix,
        evidence={
            "score": mark.score,
            "person": mark.person,
            "seen": mark.seen,
            "instruction": instruction,
            "take": take.number,
            "looked_at": record.created.isoformat(timespec="seconds"),
            "model": record.model,
        },
    )


def _instruction(mark: Marked, shot: Shot, bible: Bible) -> str:
    try:
        return check_instruction(mark.fix)
    except InputError:
        return check_instruction(_usual(mark, shot, bible))


def _usual(mark: Marked, shot: Shot, bible: Bible) -> str:
    """What is asked for where the model said that something is wrong and not what to do."""
    who = plain(mark.person, 60)
    people = [plain(one.character, 60) for one in people_seen(shot, "start")]
    words = ", ".join(plain(text, 120) for text in shot.frame_text)
    match mark.topic:
        case Topic.FACE | Topic.HAIR:
            return f"give {who} exactly the {mark.topic} of the reference picture"
        case Topic.WARDROBE:
            worn = plain(_look(mark.person, shot, bible).wardrobe, 160)
            return f"dress {who} in {worn}" if worn else f"dress {who} exactly as in the reference picture"
        case Topic.PEOPLE:
            return f"show exactly these people, each once: {', '.join(people)}" if people else "remove all people"
        case Topic.STAGING:
            return "let everybody stand and look as the shot says"
        case Topic.TEXT:
            return f"let the words read exactly: {words}" if words else "remove all lettering"
        case Topic.ARTEFACTS:
            return "mend hands and limbs; remove second copies, borders, watermarks and signatures"
        case Topic.COMPOSITION:
            return f"reframe it as {shot.size} at {shot.angle} level"


def _look(name: str, shot: Shot, bible: Bible) -> Look:
    character = bible.character(name)
    worn = next((one.look for one in shot.visible if one.character == name), "")
    return character.look(worn) if character and worn else Look()
