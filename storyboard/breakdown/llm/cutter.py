"""Cuts scenes as the model answered, where it has; the rules' shots stand where it has not, or not usably."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from storyboard.breakdown.draft import Draft
from storyboard.breakdown.llm.answer import UnusableAnswer, read_answer
from storyboard.breakdown.llm.checking import Pick, pick_lines
from storyboard.breakdown.llm.difference import SceneDifference, lines_text, regrouped, stretches
from storyboard.breakdown.llm.lines import Part, SceneCut, lines_of, parts_of
from storyboard.breakdown.llm.shooting import Shooting
from storyboard.model import Diagnostic, Severity, Timing

_MOST_NOTES = 4


@dataclass(frozen=True)
class Reply:
    """What there is about a part of a scene: the text of an answer, or why there is none."""

    text: str = ""
    trouble: str = ""


# What is known about a part; None where the model was never asked.
FindReply = Callable[[Part], Reply | None]


@dataclass
class ModelCutter:
    """Given to `break_down`: looks at every scene after the rules have cut it.

    Attributes:
        find: Looks up what the model said about a part of a scene.
        timing: How long things take.
        parts: The parts of every scene that can be asked about.
        missing: Those about which the model was never asked.
        differences: A row for each scene.
        diagnostics: What was left out, covered or not believed.
    """

    find: FindReply
    timing: Timing
    parts: list[Part] = field(default_factory=list)
    missing: list[Part] = field(default_factory=list)
    differences: list[SceneDifference] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def __call__(self, cut: SceneCut) -> list[Draft]:
        """The shots of a scene."""
        if cut.names_its_shots:
            return cut.drafts
        parts = parts_of(cut)
        self.parts += parts
        lines = lines_of(cut)
        picks: list[Pick] = []
        notes: list[str] = []
        why: list[str] = []
        unasked: set[int] = set()
        for part in parts:
            reply = self.find(part)
            indices = range(part.first, part.first + len(part.lines))
            if reply is None:
                self.missing.append(part)
                unasked.update(indices)
                continue
            found, doubts, trouble = _read(reply, part)
            picks += found
            notes += doubts
            if trouble:
                unasked.update(indices)
                why.append(f"{trouble}{f' (part {part.number} of {part.count})' if part.count > 1 else ''}")
        before = len(cut.drafts)
        shooting = Shooting(cut, lines, self.timing)
        drafts, groups, left = shooting.shots(picks)
        covered = stretches(lines, [index for index in left if index not in unasked])
        notes += shooting.notes
        if covered:
            notes.insert(
                0, f"{lines_text(covered)} left out; the rules' shots show {'them' if len(covered) > 1 else 'it'}"
            )
        if why:
            self._doubt(
                cut, f"the rules' shots are used, because of the model's answer: {'; '.join(why)}", fell_back=True
            )
        notes = list(dict.fromkeys(notes))
        if notes:
            more = f"; and {len(notes) - _MOST_NOTES} more" if len(notes) > _MOST_NOTES else ""
            self._doubt(cut, f"the model's answer: {'; '.join(notes[:_MOST_NOTES])}{more}", fell_back=False)
        self.differences.append(
            SceneDifference(
                scene=cut.scene.id,
                number=cut.scene.number,
                heading=cut.scene.heading.text,
                line=cut.scene.source.line,
                rules=before,
                model=len(drafts),
                regrouped=stretches(lines, regrouped(lines, groups)),
                covered=covered,
                why="; ".join(why),
            )
        )
        return drafts

    def _doubt(self, cut: SceneCut, message: str, *, fell_back: bool) -> None:
        self.diagnostics.append(
            Diagnostic(
                file=cut.scene.source.file,
                line=cut.scene.source.line,
                code="model-fell-back" if fell_back else "model-corrected",
                message=f"scene {cut.scene.number}: {message}",
                severity=Severity.WARNING,
            )
        )


def _read(reply: Reply, part: Part) -> tuple[list[Pick], list[str], str]:
    """The shots of a reply, what is doubtful in it, and why nothing of it can be used."""
    if reply.trouble:
        return [], [], reply.trouble
    try:
        shots, notes = read_answer(reply.text)
    except UnusableAnswer as problem:
        return [], [], str(problem)
    picks, doubts = pick_lines(shots, part)
    if not picks:
        return [], [], "none of its shots has a line of the scene"
    return picks, notes + doubts, ""
