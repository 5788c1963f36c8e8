"""Pictures of the film that a new picture follows: the scene's master, the one before, the previs layout."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from storyboard.model import Noun, Quality, ReferencePolicy, Role, Shot, Size, Slot, Take
from storyboard.project import Project, rank
from storyboard.prompts import Guide, Part, people_seen

_BY_WIDTH = [size for size in Size if size is not Size.INSERT]
_NARROWEST_MASTER = _BY_WIDTH.index(Size.MS)


class Guided(Noun):
    """The guides of one picture.

    Attributes:
        guides: What goes along.
        after: Slots that are drawn first in the same run.
        absent: Guides that are wanted and not there, a sentence each.
        changed: Guides that are others now than when the standing take was drawn; it stays current all the same.
    """

    guides: tuple[Guide, ...] = ()
    after: tuple[Slot, ...] = ()
    absent: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def find_masters(shots: Sequence[Shot]) -> dict[str, Shot]:
    """For every shot that is coverage, by id, the master of its scene.

    The master of a place in a scene is the shot that shows the most people at once; of several the widest; of those the
    first. It is at least a medium shot, and shows somebody. Coverage is what is seen in the same place and no wider.
    """
    places: dict[tuple[str, str, str], list[Shot]] = {}
    for shot in shots:
        # A card is no view of the place.
        if shot.frame_from is None and not shot.is_card:
            places.setdefault((shot.scene, shot.location, shot.sub_location), []).append(shot)
    masters: dict[str, Shot] = {}
    for together in places.values():
        wide = [shot for shot in together if _width(shot) >= _NARROWEST_MASTER and people_seen(shot, "start")]
        if wide:
            master = min(wide, key=lambda shot: (-len(people_seen(shot, "start")), -_width(shot), shot.order))
            covered = [shot for shot in together if shot is not master and _width(shot) <= _width(master)]
            masters |= {shot.id: master for shot in covered}
    return masters


def find_previous(shots: Sequence[Shot]) -> dict[str, Shot]:
    """For every shot, by id, the one before it from the same camera position, if there is one with its own picture."""
    last: dict[tuple[str, str], Shot] = {}
    before: dict[str, Shot] = {}
    for shot in sorted(shots, key=lambda shot: shot.order):
        if shot.frame_from is None and shot.setup:
            if (shot.scene, shot.setup) in last:
                before[shot.id] = last[shot.scene, shot.setup]
            last[shot.scene, shot.setup] = shot
    return before


class GuideFinder:
    """Finds the guides of pictures.

    Args:
        project: The open project.
        shots: The film's shots.
        is_current: Whether a take shows its shot as it is today.
        final: The final pass is drawn: what was drafted for a shot, and seen, is what its final picture follows.
    """

    def __init__(
        self,
        project: Project,
        shots: Sequence[Shot],
        is_current: Callable[[Take, Shot, Part], bool],
        *,
        final: bool = False,
    ) -> None:
        self._project, self._is_current, self._final = project, is_current, final
        self._masters, self._previous = find_masters(shots), find_previous(shots)
        self._are_masters = {shot.id for shot in self._masters.values()}

    def of(
        self,
        shot: Shot,
        part: Part,
        policy: ReferencePolicy,
        *,
        coming: Collection[Slot],
        standing: Take | None,
    ) -> Guided:
        """The guides of one picture.

        Args:
            shot: The shot.
            part: Its first or last picture.
            policy: What is wanted, as far as the artist looks at it.
            coming: Slots that are drawn in the run that is planned.
            standing: The take that stands for the picture.
        """
        guides: list[Guide] = []
        after: list[Slot] = []
        absent: list[str] = []
        changed: list[str] = []
        for role, source, slot in self._wanted(shot, part, policy):
            name = source.number or source.id
            if role is Role.DRAFT:
                take, is_coming = self._draft(slot, shot, part), False
            elif role is Role.LAYOUT:
                take, is_coming = self._layout(slot, shot, part), False
                if take is None:
                    guides.append(Guide(role=role, name=name, path=self._next(slot), coming=True))
                    continue
            else:
                take, is_coming = self._in_use(slot), slot in coming
            if is_coming:
                guides.append(Guide(role=role, name=name, path=self._next(slot), coming=True))
                after.append(slot)
            elif take is not None:
                guides.append(Guide(role=role, name=name, path=take.path))
            else:
                absent.append(f"its {_called(role)} {name} is not drawn yet, so it goes without")
            changed += self._changed(role, name, standing, take, is_coming=is_coming)
        return Guided(guides=tuple(guides), after=tuple(after), absent=tuple(absent), changed=tuple(changed))

    def _wanted(self, shot: Shot, part: Part, policy: ReferencePolicy) -> list[tuple[Role, Shot, Slot]]:
        wanted = []
        if part == "end":  # The last picture is the first one, changed.
            wanted.append((Role.TARGET, shot, Slot.shot(shot.id)))
        own = Slot.shot(shot.id, part)
        if self._final and self._draft(own, shot, part) is not None:
            wanted.append((Role.DRAFT, shot, own))
        elif policy.layout or (self._final and shot.approved and self._layout(own, shot, part) is not None):
            wanted.append((Role.LAYOUT, shot, own))
        if policy.master and shot.id in self._masters:
            master = self._masters[shot.id]
            wanted.append((Role.MASTER, master, Slot.shot(master.id)))
        if policy.previous:
            # The last picture of a shot goes on from its first. A master waits for nobody: its coverage waits for it.
            before = None if part == "end" else self._previous.get(shot.id)
            if before is not None and shot.id not in self._are_masters:
                slot = Slot.shot(before.id)
                if all(slot != other for _, _, other in wanted):
                    wanted.append((Role.PREVIOUS, before, slot))
        return wanted

    def _in_use(self, slot: Slot) -> Take | None:
        """The take in use, if it is more than previs: nobody wants a paid picture to look like that."""
        pick = self._project.takes.pick(slot)
        return pick if pick is not None and rank(pick) > 0 else None

    def _draft(self, slot: Slot, shot: Shot, part: Part) -> Take | None:
        """The draft that the final picture follows: the pick, if it is one, else the newest that is up to date."""
        takes = [
            take
            for take in self._project.takes.takes(slot)
            if take.receipt.quality is Quality.DRAFT and rank(take) > 0 and self._is_current(take, shot, part)
        ]
        picked = self._project.takes.picked_number(slot)
        return max(takes, key=lambda take: (take.number == picked, take.number), default=None)

    def _layout(self, slot: Slot, shot: Shot, part: Part) -> Take | None:
        takes = [take for take in self._project.takes.takes(slot) if take.receipt.backend == "previs"]
        current = [take for take in takes if self._is_current(take, shot, part)]
        picked = self._project.takes.picked_number(slot)
        return max(current, key=lambda take: (take.number == picked, take.number), default=None)

    def _next(self, slot: Slot) -> Path:
        numbers = [take.number for take in self._project.takes.takes(slot)]
        return self._project.layout.takes_of(slot) / f"{slot.part}-{max(numbers, default=0) + 1:03d}.png"

    def _changed(
        self, role: Role, name: str, standing: Take | None, take: Take | None, *, is_coming: bool
    ) -> list[str]:
        used = next((ref for ref in standing.receipt.references if ref.role is role), None) if standing else None
        if used is None:
            return []
        if is_coming:
            return [f"its {_called(role)} {name} is drawn anew; look whether they still match"]
        if take is not None and take.receipt.sha256 != used.sha256:
            return [f"its {_called(role)} {name} is another picture now; look whether they still match"]
        return []


def after_first(waits: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """In which wave each slot is drawn, from 1, given which others it waits for."""
    waves: dict[str, int] = {}

    def wave(slot: str) -> int:
        if slot not in waves:
            waves[slot] = 1  # Ends a circle, should there ever be one.
            waves[slot] = 1 + max((wave(other) for other in waits[slot] if other in waits), default=0)
        return waves[slot]

    return {slot: wave(slot) for slot in waits}


def _called(role: Role) -> str:
    return {Role.MASTER: "master", Role.PREVIOUS: "picture before,", Role.TARGET: "first picture"}.get(role, str(role))


def _width(shot: Shot) -> int:
    return _BY_WIDTH.index(shot.size) if shot.size in _BY_WIDTH else -1
