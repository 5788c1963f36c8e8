"""A newer program breaks scripts down better; shots that were paid for keep the fields their pictures were drawn from."""

from __future__ import annotations

from storyboard.model import Noun, Shot, ShotLock, Slot
from storyboard.project import TakeStore, rank

# Raise this when the same script and bible come out with other visible fields.
RULES = 2
_DRAWN_FROM = (
    "setup", "interior", "location", "sub_location", "time", "size", "angle", "lens", "movement", "framing", "light",
    "props", "action", "frame_text",
)  # fmt: skip


class Kept(Noun):
    """The lock with what was kept in it, and the ids of the shots it was kept for."""

    lock: ShotLock
    shots: tuple[str, ...] = ()


def keep_what_was_drawn(lock: ShotLock, previous: ShotLock | None, takes: TakeStore) -> Kept:
    """Give shots with paid or imported pictures the fields back that an older program's rules gave them.

    Only where the script still says the same of them: what its writer changed counts, what the program learnt does not.

    Args:
        lock: The shots as generated now.
        previous: As generated the last time.
        takes: Knows which shots have pictures that are more than previs.
    """
    stamped = lock.model_copy(update={"rules": RULES})
    if previous is None:
        return Kept(lock=stamped)
    older = {shot.id: shot for shot in previous.shots}
    same_rules, kept_before = previous.rules == RULES, frozenset(previous.kept)
    shots, kept = [], []
    for shot in lock.shots:
        old = older.get(shot.id)
        by_older_rules = old is not None and (not same_rules or shot.id in kept_before)
        unchanged = lock.anchors.get(shot.id) == previous.anchors.get(shot.id)
        if old is not None and by_older_rules and unchanged and _is_paid_for(shot.id, takes):
            kept.append(shot.id)
            shots.append(_as_drawn(shot, old))
        else:
            shots.append(shot)
    return Kept(lock=stamped.model_copy(update={"shots": tuple(shots), "kept": tuple(kept)}), shots=tuple(kept))


def _as_drawn(shot: Shot, old: Shot) -> Shot:
    # Which look somebody wears is the bible's to say, and may have changed since.
    looks = {subject.character: subject.look for subject in shot.subjects}
    subjects = tuple(
        subject.model_copy(update={"look": looks.get(subject.character, subject.look)}) for subject in old.subjects
    )
    return shot.model_copy(update={**{name: getattr(old, name) for name in _DRAWN_FROM}, "subjects": subjects})


def _is_paid_for(shot_id: str, takes: TakeStore) -> bool:
    return any(rank(take) > 0 for part in ("start", "end") for take in takes.takes(Slot.shot(shot_id, part)))
