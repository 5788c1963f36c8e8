"""Hold the film against itself: shots, drawn frames, and the two together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from storyboard.continuity import (
    INSTALL,
    RULES,
    Film,
    Finding,
    Gravity,
    OcrReader,
    Reader,
    can_read,
    check_film,
    look_at_clothes,
    look_at_frames,
    vision_rules,
)
from storyboard.errors import InputError
from storyboard.flows.artists import open_backend
from storyboard.flows.frames import frames_of
from storyboard.flows.shots import current_shots
from storyboard.flows.visioncheck import VisionReport, seen_before
from storyboard.frames import select
from storyboard.model import Noun, Progress, ShotList, Silence
from storyboard.project import Project


class CheckReport(Noun):
    """What the check found.

    Attributes:
        shot_list: The shots that were checked.
        findings: What does not fit, in film order.
        pictures: How many frames were looked at.
        text_read: Whether the text in them was read; `text_hint` says how to get that where it was not.
        looked_at: Of how many frames, as they are now, a vision model's answer is known.
    """

    shot_list: ShotList
    findings: tuple[Finding, ...] = ()
    pictures: int = 0
    text_read: bool = False
    text_hint: str = ""
    looked_at: int = 0

    def count(self, severity: Gravity) -> int:
        """How many findings weigh that much."""
        return sum(finding.severity is severity for finding in self.findings)


def check_project(
    project: Project,
    selectors: tuple[str, ...] = (),
    *,
    ignore: Collection[str] = (),
    read_text: bool = True,
    reader: Reader | None = None,
    vision: VisionReport | None = None,
    progress: Progress | None = None,
) -> CheckReport:
    """Check the shots and the frames in use.

    What a vision model has seen of the frames as they are now is told too; it costs nothing any more.

    Args:
        project: The open project.
        selectors: Of which shots findings are wanted; all without. What is about the whole film is always told.
        ignore: Codes of findings that are not wanted.
        read_text: Read the text in the frames, where the extra for it is installed.
        reader: Who reads it; the extra's by default.
        vision: What a vision check of just now could not judge.
        progress: Told about the pictures.

    Raises:
        InputError: `ignore` names no finding there is.
        SelectionError: A selector names no shot.
        StoryboardError: The script, the bible or the shot list cannot be read.
    """
    _refuse_unknown(ignore)
    shot_list = current_shots(project).shot_list
    frames = frames_of(project, shot_list)
    artist = open_backend(project.bible.backend, project, offline=True)
    states = {frame.shot.id: str(frame.state) for frame in frames}
    wanted = {shot.id for shot in select(shot_list.shots, selectors, states=states)}
    if reader is None and read_text and can_read():
        reader = OcrReader()
    pictures = look_at_frames(project, frames, reader=reader, progress=progress or Silence())
    film = Film(
        bible=project.bible,
        shot_list=shot_list,
        frames=frames,
        pictures=pictures,
        wardrobe=look_at_clothes(project, frames) if pictures else {},
        paid=artist.paid,
        damaged={frame.slot: project.takes.damaged(frame.slot) for frame in frames},
    )
    seen = seen_before(project, frames)
    for lost in vision.findings if vision else ():
        seen[lost.shot] = (*seen.get(lost.shot, ()), lost)
    found = tuple(
        finding
        for finding in check_film(film, (*RULES, *vision_rules(seen)))
        if finding.code not in ignore and (not finding.shot or finding.shot in wanted)
    )
    unread = bool(pictures) and read_text and reader is None
    return CheckReport(
        shot_list=shot_list,
        findings=found,
        pictures=len(pictures),
        text_read=reader is not None and bool(pictures),
        text_hint=f"The text in the pictures was not read. To have it read: {INSTALL}" if unread else "",
        looked_at=len(seen),
    )


def _refuse_unknown(codes: Collection[str]) -> None:
    known = finding_codes()
    for code in codes:
        if code not in known:
            raise InputError(f"There is no finding called {code!r:.60}", cure=f"Take one of: {', '.join(known)}")


def finding_codes() -> tuple[str, ...]:
    """The codes of all findings there are."""
    return tuple(code for rule in (*RULES, *vision_rules()) for code in rule.codes)


def rules_json() -> list[dict[str, Any]]:
    """What is looked for, and why."""
    return [{"codes": list(rule.codes), "what": rule.what, "why": rule.why} for rule in (*RULES, *vision_rules())]


def check_json(report: CheckReport) -> dict[str, Any]:
    """What ``check --json`` prints."""
    numbers = {shot.id: shot.number for shot in report.shot_list.shots}
    return {
        "schema": 1,
        "findings": [
            {
                "shot": finding.shot or None,
                "number": numbers.get(finding.shot) or None,
                "scene": finding.scene or None,
                "severity": finding.severity,
                "code": finding.code,
                "message": finding.message,
                "fix": finding.fix,
                "evidence": finding.evidence,
            }
            for finding in report.findings
        ],
        "counts": {
            **{str(severity): report.count(severity) for severity in Gravity},
            "codes": dict(sorted(Counter(finding.code for finding in report.findings).items())),
        },
        "pictures": report.pictures,
        "text_read": report.text_read,
        "looked_at": report.looked_at,
    }
