"""Compares takes with what their shots ask for today."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from storyboard.backends import FROM_STRUCTURE
from storyboard.frames.inputs import (
    BIBLE,
    FINISH,
    MOVEMENT,
    SHOT,
    WISH,
    Input,
    inputs_of,
    later_inputs,
    named_inputs,
    policy_of,
    same_but_for_names,
    shortened,
    under_todays_names,
)
from storyboard.frames.legacy_inputs import legacy_inputs
from storyboard.frames.places import Places
from storyboard.frames.reasons import changes
from storyboard.model import ReferencePolicy, Role, Shot, Take, parse_policy
from storyboard.project import Problem, Project
from storyboard.prompts import Guide, Part, Picture, ReferencePlan, choose_references, policy_within

_EVERYTHING = ReferencePolicy(people="sheet")
_LEGACY_PERSON = "the description of "


class Examiner:
    """Answers for the shots of one project what a picture depends on and what changed since it was made.

    It remembers what it found: make another one when bible, shots or reference pictures have changed.

    Args:
        project: The open project.
        looks_at: The kinds of reference picture the artist makes use of.
        max_references: How many of them one request carries.
    """

    def __init__(self, project: Project, *, looks_at: Collection[Role], max_references: int) -> None:
        self._project, self._looks_at, self._max = project, frozenset(looks_at), max_references
        self._places = Places(project)
        self._alike = same_but_for_names(project.bible)
        # The bible's pictures for a shot's first or last picture under a policy; looked up for every take otherwise.
        self._known: dict[tuple[str, str, str, bool], tuple[Picture, ...]] = {}

    def policy(self, shot: Shot) -> ReferencePolicy:
        """What goes along with a shot: its own choice, else the film's, as far as the artist looks at it."""
        own = shot.reference_policy
        wanted = parse_policy(own) if own else self._project.bible.reference_policy
        return policy_within(wanted, self._looks_at)

    def choose(self, shot: Shot, part: Part, guides: Sequence[Guide]) -> ReferencePlan:
        """The references for a request made today."""
        policy = self.policy(shot)
        chosen = choose_references(
            shot,
            self._project.bible,
            self._project.root,
            hash_file=self._project.hash_file,
            limit=self._max,
            part=part,
            policy=policy,
            looks_at=self._looks_at,
            guides=guides,
            pack_into=self._project.layout.cache / "packed",
        )
        if self._looks_at >= FROM_STRUCTURE:
            self._known.setdefault((shot.id, part, policy.people, policy.location), chosen.pictures)
        return chosen

    def inputs(self, shot: Shot, part: Part) -> dict[str, str]:
        """The inputs of a request made today; the same for every artist who is sent as much."""
        policy = self.policy(shot)
        pictures = self._pictures(shot, part, policy)
        found = named_inputs(shot, self._project.bible, pictures, part=part, policy=policy)
        return self._as_drawn(found, shot, part, free=self._looks_at <= FROM_STRUCTURE)

    def changed(self, take: Take, shot: Shot, part: Part) -> bool:
        """Whether anything a take depends on is no longer as it was."""
        return bool(self._compare_take(take, shot, part, with_places=False))

    def reasons(self, take: Take, shot: Shot, part: Part) -> tuple[str, ...]:
        """What changed since a take was made, from what to what, and where that is written."""
        return self._compare_take(take, shot, part, with_places=True)

    def asked_again(self, take: Take, shot: Shot) -> tuple[str, ...]:
        """The wish for another picture that a take was not made for, as a reason; nothing where there is none."""
        before, now = take.receipt.inputs.get(WISH, ""), shortened(shot.redo)
        if not now or before == now:
            return ()
        return changes({}, {WISH: now}, where=lambda _: self._places.of(Input(WISH, now, SHOT, (WISH,)), shot))

    def still_holds(self, problem: Problem, shot: Shot, part: Part) -> bool:
        """Whether a try that failed asked for what would be asked for today."""
        return any(not self._compare(problem.inputs, schema, shot, part, with_places=False) for schema in (2, 1))

    def _as_drawn(self, inputs: dict[str, str], shot: Shot, part: Part, *, free: bool) -> dict[str, str]:
        """The inputs with the built-in artist's finish, masks and camera moves, or without: paid pictures know nothing of them."""
        found = {name: value for name, value in inputs.items() if name != FINISH}
        if not free:
            return found
        bible = self._project.bible
        if bible.style.finish != "clean":
            found[FINISH] = bible.style.finish
        if part == "end":  # Even a camera that stands still is noted: takes that say nothing of it are older than this.
            found[MOVEMENT] = str(shot.movement)
        for subject in shot.visible:
            character = bible.character(subject.character)
            mask = character.look(subject.look).mask if character else ""
            if character and mask:
                path = self._project.inside(mask, key="mask")
                found[f"the mask of {character.name}"] = self._project.hash_file(path)[:16]
        return found

    def _compare_take(self, take: Take, shot: Shot, part: Part, *, with_places: bool) -> tuple[str, ...]:
        receipt = take.receipt
        previs = receipt.backend == "previs"
        return self._compare(receipt.inputs, receipt.inputs_schema, shot, part, with_places=with_places, free=previs)

    def _compare(
        self,
        then: dict[str, str],
        schema: int,
        shot: Shot,
        part: Part,
        *,
        with_places: bool,
        free: bool = False,
    ) -> tuple[str, ...]:
        bible = self._project.bible
        if schema < 2:
            sent = self._pictures(shot, part, _EVERYTHING)
            old = [picture for picture in sent if picture.role is not Role.SHEET]
            now = {**legacy_inputs(shot, bible, old, part=part), **later_inputs(shot, bible, part=part)}
            before = then
        else:
            policy = policy_of(then)
            sent = self._pictures(shot, part, policy)
            now = named_inputs(shot, bible, sent, part=part, policy=policy)
            before = under_todays_names(then, bible)
        now = self._as_drawn(now, shot, part, free=free)
        if not (MOVEMENT in before and MOVEMENT in now):
            before = {name: value for name, value in before.items() if name != MOVEMENT}
            now.pop(MOVEMENT, None)
        if not with_places:
            return changes(before, now, alike=self._alike)
        known = {one.name: one for one in inputs_of(shot, bible, sent, part=part)}
        known[MOVEMENT] = Input(MOVEMENT, str(shot.movement), SHOT, ("movement",))

        def where(name: str) -> str:
            one = known.get(name)
            if one is None and name.startswith(_LEGACY_PERSON):
                one = Input(name, "", BIBLE, ("characters", name.removeprefix(_LEGACY_PERSON)))
            return self._places.of(one, shot) if one else ""

        return changes(before, now, where=where, alike=self._alike)

    def _pictures(self, shot: Shot, part: Part, policy: ReferencePolicy) -> tuple[Picture, ...]:
        """The bible's pictures that a policy sends, whoever the artist is."""
        key = (shot.id, part, policy.people, policy.location)
        if key not in self._known:
            bible, root = self._project.bible, self._project.root
            self._known[key] = choose_references(
                shot, bible, root, hash_file=self._project.hash_file, part=part, policy=policy
            ).pictures
        return self._known[key]
