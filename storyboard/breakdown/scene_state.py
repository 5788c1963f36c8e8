"""What is known while a scene is being cut: who is there, what was said last, what waits for a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from storyboard.breakdown.cues import Cue
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.lettering import sounds_in, written_in
from storyboard.breakdown.people import Cast
from storyboard.model import Diagnostic, Framing, Scene, Size, Timing, TransitionKind


@dataclass
class Carry:
    """What one scene hands on to the next: a fade or dissolve that is still open, words waiting for a picture, people."""

    transition_in: TransitionKind = TransitionKind.CUT
    overlay: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)


@dataclass
class SceneState:
    """A scene being cut.

    Attributes:
        drafts: Its shots so far.
        present: Who has been seen or heard in it, in order.
        last: Who was spoken of last.
        looks: Younger and older selves in it.
        pending: A camera direction whose picture has not come yet; `pending_line` is where it stands.
        last_speaker: Who spoke last in front of the camera.
    """

    scene: Scene
    cast: Cast
    timing: Timing
    carry: Carry
    drafts: list[Draft] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    looks: dict[str, str] = field(default_factory=dict)
    pending: Cue | None = None
    pending_line: int = 0
    last_speaker: str = ""

    def start(self, draft: Draft) -> None:
        """Put a new shot behind the others."""
        draft.opens = not self.drafts
        draft.transition_in = self.carry.transition_in
        draft.overlay = [*self.carry.overlay, *draft.overlay]
        self.carry.transition_in, self.carry.overlay = TransitionKind.CUT, []
        draft.looks = dict(self.looks)
        self.drafts.append(draft)

    def letter(self, draft: Draft, text: str) -> None:
        """Note what can be read and heard in a text."""
        draft.written += [word for word in written_in(text, draft.insert_of) if word not in draft.written]
        draft.sounds += [sound for sound in sounds_in(text) if sound not in draft.sounds]

    def remember(self, people: list[str]) -> None:
        """Note who was spoken of."""
        if people:
            self.last = list(people)
            self.present += [name for name in people if name not in self.present]

    def wait_for_picture(self, cue: Cue, line: int) -> None:
        """Keep a direction until the picture comes that it is for."""
        self.pending = self.pending.joined(cue) if self.pending else cue
        self.pending_line = self.pending_line or line

    def forget_pending(self) -> None:
        """Drop the waiting direction."""
        self.pending, self.pending_line = None, 0

    def named(self, words_of_owner: str) -> str:
        """The person a few words name, if they name one."""
        found = self.cast.mentions.find(words_of_owner, present=frozenset(self.present)) if words_of_owner else []
        return found[0].name if found else ""

    def people_in(self, text: str, cue: Cue | None) -> list[str]:
        """Whom a text shows."""
        shown = f"{cue.target} {text}" if cue and cue.target and not text.startswith(cue.target[:12]) else text
        found = self.cast.mentions.find(shown, present=frozenset(self.present))
        for mention in found:
            if mention.look:
                self.looks[mention.name] = mention.look
        people = [mention.name for mention in found]
        if not people and (cue is None or cue.framing is not Framing.INSERT):
            people = list(self.cast.mentions.by_pronoun(shown, self.last, self.present, self.carry.last))
        elif people and cue is None:
            people += self.cast.mentions.other_by_pronoun(shown, people, self.present)
        if len(people) == 1 and re.search(r"\b(?:they|them|together|each other)\b", shown, re.IGNORECASE):
            people += [name for name in self.last if name not in people]
        return people

    def direct(self, draft: Draft) -> None:
        """Apply what a camera direction says about who is seen."""
        cue = draft.cue
        if cue is None:
            return
        owner = self.named(cue.owner)
        if cue.framing is Framing.POINT_OF_VIEW:
            draft.people = [name for name in draft.people if name != owner]
        elif cue.framing is Framing.OVER_SHOULDER:
            self._over_shoulder(draft, owner)
        elif cue.framing is Framing.INSERT:
            thing = re.split(r"[.:]", cue.target, maxsplit=1)[0].strip()
            draft.insert_of = thing if len(thing.split()) <= 6 else ""
        elif cue.framing is Framing.TWO_SHOT and len(draft.people) < 2:
            draft.people += [name for name in self.present if name not in draft.people][: 2 - len(draft.people)]
        elif cue.reverse and not draft.people and self.drafts:
            before = self.drafts[-1].people
            draft.people = [name for name in self.present if name not in before][:1]
        elif not draft.people and not draft.action:
            wide = cue.size in {Size.WS, Size.EWS, Size.FS}
            draft.people = list(self.present[:4] if wide else self.last[:1])

    def _over_shoulder(self, draft: Draft, owner: str) -> None:
        others = [name for name in draft.people if name != owner]
        if not owner and len(others) > 1:
            owner, others = others[0], others[1:]
        if not owner:
            owner = next((name for name in [*self.last, *self.present] if name not in others), "")
        if not others:
            others = [name for name in [*self.last, *self.present] if name != owner][:1]
        draft.people = others[:1]
        draft.shoulder = owner
