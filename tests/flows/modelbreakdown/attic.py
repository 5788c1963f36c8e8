"""A small script with three scenes, and what is done with it again and again."""

from __future__ import annotations

from storyboard.flows.modelbreakdown import (
    draft_breakdown,
    keep_breakdown,
    plan_breakdown,
)
from storyboard.project import Project, open_project

KEY = "sk-canary-0123456789abcdefghijkl"
BIBLE = """\
script: a.fountain   # the film's own comment
format: 640x360
openai: {parallel: 2}
characters:
  NORA: {description: a woman of 30}
"""
SCRIPT = """\
INT. ATTIC - NIGHT

NORA (30) climbs through the hatch. Dust falls on her.

NORA
Anybody there?

EXT. ROOF - NIGHT

Nora steps out. The wind takes her hat.

EXT. STREET - DAWN

The hat lies in a puddle.
"""


def again(project: Project) -> Project:
    return open_project(project.root)


def broken_down(project: Project, **more):
    """Asked and stored; the draft and the report."""
    project = again(project)
    drafted = draft_breakdown(project, plan_breakdown(project, **more))
    return drafted, keep_breakdown(project, drafted)


def money(project: Project):
    from storyboard.paid import read_money

    return read_money(project.layout.state, project.bible.budget)


def of_scene_2(report):
    return [one.model_copy(update={"order": 0}) for one in report.shot_list.shots if one.scene == "s002"]


def rewrite(project: Project, text: str) -> None:
    (project.root / "a.fountain").write_text(text, encoding="utf-8")
