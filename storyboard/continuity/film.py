"""The film as the rules see it: scenes, stretches of one place, and the pictures that stand for the shots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storyboard.continuity.finding import Finding, Gravity
from storyboard.frames import Frame
from storyboard.model import Bible, SceneSummary, Shot, ShotList, Slot, Subject, TransitionKind

if TYPE_CHECKING:
    from storyboard.continuity.picture import Colour, Picture


@dataclass(frozen=True)
class Film:
    """Everything the rules look at; without frames and pictures the rules about them find nothing.

    Attributes:
        bible: The bible.
        shot_list: The shots, in film order.
        frames: How the first picture of every shot stands.
        pictures: For a shot that has a picture of its own, what was measured of it.
        wardrobe: For a character's look, the colours of its clothes in the reference picture.
        paid: Whether the artist in use costs money.
        damaged: Slots whose pictures are gone or broken, with the numbers of the takes.
    """

    bible: Bible
    shot_list: ShotList
    frames: tuple[Frame, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    wardrobe: Mapping[tuple[str, str], tuple[Colour, ...]] = field(default_factory=dict)
    paid: bool = False
    damaged: Mapping[Slot, tuple[int, ...]] = field(default_factory=dict)

    @property
    def shots(self) -> tuple[Shot, ...]:
        """The shots in film order."""
        return self.shot_list.shots

    @property
    def fps(self) -> Fraction:
        """Frames a second."""
        return self.bible.fps

    @cached_property
    def summaries(self) -> dict[str, SceneSummary]:
        """Scene id -> its heading and number."""
        return {scene.id: scene for scene in self.shot_list.scenes}

    @cached_property
    def scenes(self) -> tuple[tuple[Shot, ...], ...]:
        """The shots of each scene, in film order."""
        found: dict[str, list[Shot]] = {}
        for shot in self.shots:
            found.setdefault(shot.scene, []).append(shot)
        return tuple(tuple(shots) for shots in found.values())

    @cached_property
    def stretches(self) -> tuple[tuple[Shot, ...], ...]:
        """As `scenes`, an intercut taken apart: there every place has its own line, people and light."""
        found: dict[tuple[str, str, str], list[Shot]] = {}
        for shot in self.shots:
            found.setdefault((shot.scene, shot.location, shot.sub_location), []).append(shot)
        return tuple(tuple(shots) for shots in found.values())

    @cached_property
    def _by_id(self) -> dict[str, Shot]:
        return {shot.id: shot for shot in self.shots}

    def origin(self, shot: Shot) -> Shot:
        """The shot whose picture it shows; itself where it has its own."""
        seen = {shot.id}
        while shot.frame_from in self._by_id and shot.frame_from not in seen:
            shot = self._by_id[shot.frame_from]
            seen.add(shot.id)
        return shot

    def scene_name(self, scene_id: str) -> str:
        """What people call a scene: its number."""
        scene = self.summaries.get(scene_id)
        return scene.number if scene else scene_id

    def find(
        self,
        code: str,
        severity: Gravity,
        message: str,
        fix: str,
        *,
        shot: Shot | None = None,
        scene: str = "",
        **evidence: Any,
    ) -> Finding:
        """A finding about a shot, a scene, or, with neither, the whole film."""
        return Finding(
            shot=shot.id if shot else "",
            scene=shot.scene if shot else scene,
            severity=severity,
            code=code,
            message=message,
            fix=fix,
            evidence=evidence,
        )


def called(shot: Shot) -> str:
    """What people call a shot: its display number."""
    return shot.number or shot.id


def call_all(shots: Iterable[Shot], *, most: int = 8) -> str:
    """The display numbers of shots, the first few of many."""
    numbers = list(dict.fromkeys(called(shot) for shot in shots))
    return ", ".join(numbers[:most]) + (f" and {len(numbers) - most} more" if len(numbers) > most else "")


def in_view(shot: Shot) -> dict[str, Subject]:
    """Who can be seen when the shot begins, by name."""
    return {subject.character: subject for subject in shot.visible if subject.in_start}


def time_passes(earlier: Shot, later: Shot) -> bool:
    """Whether the film says between two neighbouring shots that time goes by: a dissolve or a fade."""
    return earlier.transition_out is not TransitionKind.CUT or later.transition_in is not TransitionKind.CUT


def words_of(shot: Shot) -> str:
    """All that is said of what happens in a shot, as one text."""
    parts = (shot.action.text, shot.action.start, shot.action.motion, shot.action.end)
    return " ".join([*dict.fromkeys(part for part in parts if part), *(subject.action for subject in shot.subjects)])
