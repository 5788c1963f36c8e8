"""A shot while it is still being made up."""

from __future__ import annotations

from dataclasses import dataclass, field

from storyboard.breakdown.cues import Cue
from storyboard.breakdown.timing import shot_seconds
from storyboard.model import (
    Action,
    Angle,
    DialogueLine,
    Framing,
    Movement,
    Scene,
    Size,
    Subject,
    TimeOfDay,
    Timing,
    TransitionKind,
    Voice,
)

_UNSEEN = {Voice.VOICE_OVER, Voice.PHONE}
# Frozen, and the same for every draft that nothing has been decided of yet.
_STILL, _NO_ACTION = Movement(), Action()


@dataclass
class Draft:
    """What a shot will be made from.

    Attributes:
        line: First line of the script it comes from; `line_end` the last.
        action: What happens in it, in pieces.
        people: Who is seen, in the order they are spoken of.
        cue: The script's own camera direction.
        speaker: The one whose speech the picture is about, when they are seen.
        shoulder: The one it looks past.
        unseen: Those who speak from off frame.
        insert_of: The thing an insert shows.
        holds: An earlier draft whose picture simply stays.
        opens: It is the first of its scene.
        montage: It is one picture of a series.
        place: The scene in whose place it is played, when that is not its own (an intercut).
        gone: Who has been in the scene and is not there now.
        arriving: Who is in it and was not there before.
        hour: When it is played, where its own words say so and no heading does.
        named: The script names it as a shot of its own, with `number`; `note` is what else it says of it.
        row_light: The light, the place and the props that its row of a list gives it.
    """

    line: int
    line_end: int
    action: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    lines: list[DialogueLine] = field(default_factory=list)
    cue: Cue | None = None
    speaker: str = ""
    shoulder: str = ""
    unseen: list[str] = field(default_factory=list)
    insert_of: str = ""
    holds: Draft | None = None
    opens: bool = False
    montage: bool = False
    pauses: int = 0
    overlay: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    sounds: list[str] = field(default_factory=list)
    transition_in: TransitionKind = TransitionKind.CUT
    transition_out: TransitionKind = TransitionKind.CUT
    looks: dict[str, str] = field(default_factory=dict)
    place: Scene | None = None
    gone: frozenset[str] = frozenset()
    arriving: frozenset[str] = frozenset()
    named: bool = False
    number: str = ""
    note: list[str] = field(default_factory=list)
    row_light: str = ""
    row_place: str = ""
    hour: TimeOfDay | None = None
    row_props: list[str] = field(default_factory=list)
    # What composing adds.
    size: Size = Size.MS
    angle: Angle = Angle.EYE
    movement: Movement = _STILL
    framing: Framing = Framing.SINGLE
    subjects: tuple[Subject, ...] = ()
    parts: Action = _NO_ACTION
    light: str = ""
    lens: str = ""
    provenance: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Its action in one piece."""
        return " ".join(self.action)

    @property
    def over(self) -> bool:
        """Whether everything said in it lies over the picture."""
        return bool(self.lines) and all(line.voice in _UNSEEN for line in self.lines)

    @property
    def is_pure_speech(self) -> bool:
        """Whether nothing happens in it but talk."""
        return bool(self.lines) and not self.action

    def seconds(self, timing: Timing, *extra: str, over: bool | None = None) -> float:
        """How long it lasts, with `extra` speeches added to it."""
        if self.cue and self.cue.seconds:
            return self.cue.seconds
        return self.natural_seconds(timing, *extra, over=over)[0]

    def natural_seconds(self, timing: Timing, *extra: str, over: bool | None = None) -> tuple[float, str]:
        """Seconds by what happens and is said in it, and which of the two decided."""
        speeches = [line.text for line in self.lines] + list(extra)
        lies_over = self.over if over is None else over and (self.over or not self.lines)
        return shot_seconds(
            self.text, speeches, self.pauses, over=lies_over, opens=self.opens and self.is_wide, timing=timing
        )

    @property
    def is_wide(self) -> bool:
        """Whether it gives people a place to look around in: true of openings that the script does not cut closer."""
        return self.cue is None or self.cue.size in {Size.WS, Size.EWS}

    @property
    def anchor(self) -> str:
        """The words of the script it stands for, a line for each paragraph, before they are normalised."""
        direction = self.cue.words if self.cue and not self.action and not self.lines else ""
        said = [f"{line.character} {line.text}" for line in self.lines]
        over = self.overlay if self.named and not self.action and not self.lines else []
        return "\n".join([direction, self.insert_of if not self.action else "", *self.action, *over, *said]).strip()
