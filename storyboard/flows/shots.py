"""Script in, shot list out: read again when something it depends on changed, otherwise as it stands on disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.errors import ShotListError
from storyboard.flows.answers import kept_cutter
from storyboard.flows.keepdrawn import RULES, keep_what_was_drawn
from storyboard.model import Bible, Diagnostic, Look, Noun, Severity, ShotList, ShotLock
from storyboard.project import Project, load_shots, read_lock, save_breakdown

if TYPE_CHECKING:
    from storyboard.breakdown import Breakdown, ModelCutter
    from storyboard.model import Script

BY_RULES, BY_MODEL = "rules", "openai"
_LISTED = 6


class ShotsReport(Noun):
    """The shot list and what the reading of the script had to say.

    `reread` says whether the script was read now; `added` and `gone` are shot ids against the last time, and
    `kept` those whose fields are an older program's, because their pictures were paid for.
    """

    shot_list: ShotList
    diagnostics: tuple[Diagnostic, ...] = ()
    reread: bool = False
    kept: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A script as read and broken down now, not yet stored; `cutter` is who looked at it besides the rules."""

    script: Script
    breakdown: Breakdown
    previous: ShotLock | None
    cutter: ModelCutter | None = None


def current_shots(project: Project, *, again: bool = False, fresh: bool = False, by_rules: bool = False) -> ShotsReport:
    """The project's shots.

    The script is read and broken down when it, or a setting that shapes the shots, changed since the last time, or when
    `again` is set. Shots keep their ids and what people changed in them; those with paid pictures also keep what an
    older program made of them, unless `fresh` asks for today's rules throughout. Scenes that a model has broken down
    stay as it did, as long as their lines stay; `by_rules` goes back to the rules.

    Raises:
        ScriptError: The script cannot be read.
        ShotListError: shots.yaml has a field that cannot be used, or the script gives no shot at all.
    """
    lock = read_lock(project.layout)
    path = project.script
    settings = _settings_hash(project.bible)
    unchanged = lock is not None and lock.script_sha256 == project.hash_file(path) and _settings_of(lock) == settings
    if lock is not None and unchanged and not (again or fresh or by_rules):
        return ShotsReport(shot_list=load_shots(project.layout, lock, project.bible.fps))
    by_model = lock is not None and not by_rules and _made_by(lock) == BY_MODEL
    reading = read_again(project, lock, kept_cutter(project) if by_model else None)
    return keep_reading(project, reading, fresh=fresh)


def read_again(project: Project, previous: ShotLock | None, cutter: ModelCutter | None) -> Reading:
    """Read the script and break it down; nothing is written.

    Args:
        project: The open project.
        previous: What was generated the last time.
        cutter: Cuts scenes as a model answered.
    """
    from storyboard.breakdown import break_down
    from storyboard.script import read_script

    script = read_script(project.script, name=project.bible.script, fps=project.bible.fps)
    breakdown = break_down(script, project.bible, previous=previous, recut=cutter)
    return Reading(script, breakdown, previous, cutter)


def keep_reading(project: Project, reading: Reading, *, fresh: bool = False) -> ShotsReport:
    """Store what was read, with what people changed carried over.

    Args:
        project: The open project.
        reading: As `read_again` gives it.
        fresh: Shots with paid pictures take today's fields too.

    Raises:
        ShotListError: The script gives no shot at all.
    """
    script, breakdown, previous, cutter = reading.script, reading.breakdown, reading.previous, reading.cutter
    if not breakdown.shot_list.shots:
        raise ShotListError(
            "No shot can be made of this script",
            why="There is no action and no dialogue in it",
            cure="Write what is seen and said, then run again",
            file=project.bible.script,
        )
    kept = keep_what_was_drawn(breakdown.lock, None if fresh else previous, project.takes)
    known = {"script": project.bible.script, "settings_sha256": _settings_hash(project.bible)}
    lock = kept.lock.model_copy(update=known if cutter is None else {**known, "breakdown": BY_MODEL})
    shot_list = save_breakdown(project.layout, lock, previous, project.bible.fps)
    before = {shot.id for shot in previous.shots} if previous else set()
    now = {shot.id for shot in lock.shots}
    return ShotsReport(
        shot_list=shot_list,
        diagnostics=_in_line_order(
            (
                *script.diagnostics,
                *breakdown.shot_list.diagnostics,
                *_moved_numbers(project.bible, previous, lock),
                *(cutter.diagnostics if cutter else ()),
                *_unasked(project.bible, cutter),
            )
        ),
        kept=kept.shots,
        reread=True,
        added=tuple(sorted(now - before)) if previous else (),
        gone=tuple(sorted(before - now)),
    )


def _moved_numbers(bible: Bible, previous: ShotLock | None, lock: ShotLock) -> list[Diagnostic]:
    """Says that a scene put in or taken out has moved the numbers that looks of the bible are bound to."""
    ids = {scene.id.casefold() for scene in lock.scenes}
    by_number = [
        f"{person.name}, {look.name}"
        for person in bible.characters
        for look in person.looks
        if any(part.casefold() not in ids for entry in (*look.scenes, look.since) for part in entry.split("..") if part)
    ]
    before = {scene.id: scene.number for scene in previous.scenes} if previous else {}
    moved = [scene for scene in lock.scenes if before.get(scene.id, scene.number) != scene.number]
    if not by_number or not moved:
        return []
    first = moved[0]
    return [
        Diagnostic(
            file=bible.script,
            line=first.line,
            code="scene-numbers-moved",
            message=f"scene {before[first.id]} is scene {first.number} now, and looks are bound by number "
            f"({'; '.join(by_number[:4])}). Check them, or bind them by id: scenes: [{first.id}]",
        )
    ]


def _unasked(bible: Bible, cutter: ModelCutter | None) -> list[Diagnostic]:
    """Says which scenes the model has not seen as they are now."""
    if cutter is None or not cutter.missing:
        return []
    scenes = list(dict.fromkeys(part.cut.scene.number for part in cutter.missing))
    more = f" and {len(scenes) - _LISTED} more" if len(scenes) > _LISTED else ""
    named = f"scene{'s' * (len(scenes) > 1)} {', '.join(scenes[:_LISTED])}{more}"
    return [
        Diagnostic(
            file=bible.script,
            line=cutter.missing[0].cut.scene.source.line,
            code="model-unasked",
            message=f"{named}: the rules' shots, for the model has not seen these lines. "
            "storyboard shots --breakdown openai says what asking it costs",
            severity=Severity.WARNING,
        )
    ]


def _made_by(lock: ShotLock) -> str:
    return str((lock.model_extra or {}).get("breakdown", BY_RULES))


def _in_line_order(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda entry: entry.line))


def _binding(look: Look) -> list[object]:
    return [look.name, list(look.scenes), list(look.story), look.since]


def _settings_of(lock: ShotLock) -> str:
    return str((lock.model_extra or {}).get("settings_sha256", ""))


def _settings_hash(bible: Bible) -> str:
    """What of the bible shapes the shots; a new description or picture does not make the script be read again."""
    shaping = {
        "rules": RULES,
        "script": bible.script,
        "fps": str(bible.fps),
        "numbering": bible.numbering,
        "timing": bible.timing.model_dump(),
        "people": [
            [person.name, list(person.aliases), [_binding(look) for look in person.looks]]
            for person in bible.characters
        ],
        "places": [[place.name, *place.aliases] for place in bible.locations],
        "props": [[prop.name, *prop.aliases] for prop in bible.props],
        "story": {name: list(scenes) for name, scenes in bible.story_time.items()},
    }
    return hashlib.sha256(json.dumps(shaping, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
