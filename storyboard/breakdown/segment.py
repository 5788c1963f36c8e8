"""A scene cut into shots: one action paragraph or speech each, unless the script or the clock says otherwise."""

from __future__ import annotations

import math
import re

from storyboard.breakdown import camera_words as words
from storyboard.breakdown.acting import leaves_all_as_it_was
from storyboard.breakdown.cues import Cue, read_cue
from storyboard.breakdown.directions import read_note, tail_of
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.lettering import is_end_title, is_only_sound, overlay_in, sounds_in
from storyboard.breakdown.listed import listed_in
from storyboard.breakdown.named_shots import FORMATS, NamedShots, runs_of
from storyboard.breakdown.paragraphs import cue_of_line, groups_of, is_slug, sentence_case
from storyboard.breakdown.people import Cast
from storyboard.breakdown.scene_state import Carry, SceneState
from storyboard.breakdown.sentences import fitted, has_any, split_sentences
from storyboard.breakdown.speeches import Speeches
from storyboard.breakdown.timing import TINY, action_seconds
from storyboard.breakdown.transitions import is_fade, kinds_of
from storyboard.breakdown.voices import fold
from storyboard.model import Diagnostic, Element, ElementKind, Framing, Scene, Severity, Timing, TransitionKind
from storyboard.script import is_transition, is_upper

_STRUCTURE = re.compile(words.STRUCTURE)
_HOLD = re.compile(words.HOLD)
_MONTAGE = re.compile(words.MONTAGE)
_MONTAGE_END = re.compile(words.MONTAGE_END)
# A line that only says so: capitals, or "Intercut between Nora and Dev."
_INTERCUT = re.compile(r"(?:BEGIN |START )?INTERCUT(?:S|TING)?\b|Intercut (?:between|with)\b(?=[^.]{0,80}\.?$)")
# Tricks of the picture that nothing before them shares.
_APART = re.compile(
    r"(?:SPLIT[- ]SCREEN|TIME[- ]?LAPSE|FREEZE[- ]?FRAME|SLOW[- ]MOTION|SLO-?MO|HYPERLAPSE|ZEITRAFFER|ZEITLUPE|STANDBILD|RALENTI|ACCÉLÉRÉ|ARRÊT SUR IMAGE"
    r"|CÁMARA LENTA|CÁMARA RÁPIDA|IMAGEN CONGELADA|PANTALLA DIVIDIDA|RALLENTATORE|FERMO IMMAGINE|CÂMERA LENTA|TELA DIVIDIDA|РАПИД|СТОП-КАДР|ПОЛИЭКРАН"
    r"|慢动作|慢镜头|定格|延时摄影|分屏|スローモーション|ストップモーション|早送り|حركة بطيئة|تجميد الصورة)"
)
_ON_THE_ROAD = re.compile(r"(?:TRAVEL+ING|MOVING|DRIVING)\b", re.IGNORECASE)
_STAYING = frozenset(["stay", "stays", "hold", "holds", "linger", "lingers", "remain", "remains"])
_STAYS = re.compile(
    r"\b(?:we|camera)?\s?(?:stays?|holds?|lingers?|remains?) (?:on|with) (?P<on>[^.,]{2,30})", re.IGNORECASE
)
_ITEM = re.compile(r"\s*(?:[-–—•*]+\s*|\(?[A-Za-z0-9]{1,2}[.)]\s+)")
_MERGED = 6.0
_FRAGMENT = 2


class SceneCutter:
    """Cuts one scene.

    Args:
        scene: The scene.
        cast: Its people.
        timing: How long things take.
        carry: What the scene before hands on.
        form: The script's format; some name their shots.
    """

    def __init__(self, scene: Scene, cast: Cast, timing: Timing, carry: Carry, form: str = "fountain") -> None:
        self.state = SceneState(scene, cast, timing, carry)
        self.speeches = Speeches(self.state)
        self.in_montage = False
        named = form in FORMATS
        self.named = NamedShots(self.state, self.speeches, split=form == "numbered") if named else None

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What was doubtful in the scene."""
        return self.state.diagnostics

    def cut(self, elements: list[Element]) -> list[Draft]:
        """Go over a scene's elements once.

        Args:
            elements: What is played in the scene; its heading may be among them.
        """
        if self.named:
            elements, *shots = runs_of(elements)
            for run in shots:
                self.named.shoot(run)
        index = 0
        while index < len(elements):
            element = elements[index]
            index += 1
            if element.kind is ElementKind.CHARACTER:
                end = index
                while end < len(elements) and elements[end].kind in _SPOKEN:
                    end += 1
                spoken = elements[index:end]
                self._notes_inside(spoken)
                self.speeches.speak(element, [part for part in spoken if part.kind not in _HIDDEN])
                for part in _notes_after(spoken):
                    self._note(part)
                index = end
            else:
                self._element(element)
        if self.state.drafts or (self.state.pending and self.state.pending.target):
            self._flush_pending()
        if not self.state.drafts and not self.named:
            place = self.state.scene.heading.place or self.state.scene.heading.text
            line = self.state.scene.source.line
            self.state.start(Draft(line, line, action=[place] if place else [], cue=self.state.pending))
        self.state.carry.last = self.state.last or self.state.carry.last
        return self.state.drafts

    def _notes_inside(self, spoken: list[Element]) -> None:
        """A shot note inside a speech is for the picture of that speech."""
        for part in spoken:
            if part.kind is ElementKind.NOTE and part not in _notes_after(spoken):
                self._note(part, inside=False)

    def _element(self, element: Element) -> None:
        if element.kind is ElementKind.ACTION:
            self._action(element)
        elif element.kind is ElementKind.HEADING:
            self._heading(element)
        elif element.kind is ElementKind.TRANSITION:
            self._transition(element.text)
        elif element.kind is ElementKind.CENTRED:
            if is_transition(element.text):
                self._transition(element.text)
            else:
                self._overlay(element.text)
        elif element.kind is ElementKind.SHOT:
            self._flush_pending()
            self.state.wait_for_picture(cue_of_line(element.text), element.source.line)
        elif element.kind is ElementKind.NOTE:
            self._note(element)
        elif element.kind in {ElementKind.DIALOGUE, ElementKind.LYRICS} and self.state.drafts:
            self.state.drafts[-1].sounds.append(" ".join(element.text.split()))

    def _heading(self, element: Element) -> None:
        self.in_montage = "MONTAGE" in element.text.upper()
        self.state.intercut = "INTERCUT" in element.text.upper()
        self.state.intercut_line = element.text
        for part in re.split(r"\s+[-–—]+\s+", element.text)[1:]:
            # A car that is travelling is no travelling shot.
            cue = None if _ON_THE_ROAD.match(part) else read_cue(part)
            if cue:
                self.state.wait_for_picture(cue, element.source.line)

    def _action(self, element: Element) -> None:
        text = element.text.strip()
        upper = text.upper()
        # Scripts without capitals say it in words that nothing else begins with.
        capitals = is_upper(text) or (not text.isascii() and upper == text.lower())
        if capitals and (is_transition(text) or is_fade(upper)):
            self._transition(text)
            return
        if capitals and _MONTAGE_END.match(upper) and len(upper.split()) <= 5:
            self._flush_pending()
            self.in_montage = False
            return
        if _INTERCUT.match(text) or (capitals and _STRUCTURE.fullmatch(text)):
            self._flush_pending()
            self.state.intercut = _INTERCUT.match(text) is not None
            self.state.intercut_line = text
            return
        if is_end_title(text) and (self.state.drafts or self.state.carry.last):
            self._flush_pending()
            self._overlay(text.strip(" .…()（）【】[]"))
            return
        overlay = overlay_in(text)
        if overlay is not None:
            self._overlay(overlay)
            return
        if self.state.drafts and _HOLD.fullmatch(upper):
            self.state.drafts[-1].pauses += 1
            self.state.drafts[-1].line_end = element.source.line_end
            return
        if self.state.drafts and is_only_sound(text):
            self.state.drafts[-1].sounds.append(text.rstrip(" ."))
            self.state.drafts[-1].pauses += 1
            self.state.drafts[-1].line_end = element.source.line_end
            return
        if _MONTAGE.match(text):
            self.in_montage = True
        if self._items(element):
            return
        self._paragraph(" ".join(text.split()), element.source.line, element.source.line_end)

    def _items(self, element: Element) -> bool:
        """One shot for each line of a montage, or of any list."""
        rows = [row for row in element.text.split("\n") if row.strip()]
        listed = [row for row in rows if _ITEM.match(row)]
        if not (self.in_montage or (len(listed) > 1 and len(listed) == len(rows))):
            return False
        first = element.source.line
        # Who is seen for a moment in a series of pictures is not in the scene around it.
        there = list(self.state.present)
        for offset, row in enumerate(rows):
            if _MONTAGE.match(row.strip()) and not _ITEM.match(row):
                continue
            item = _ITEM.sub("", row, count=1).strip() if _ITEM.match(row) else row.strip()
            line = min(first + offset, element.source.line_end)
            if item:
                before = len(self.state.drafts)
                self._paragraph(item, line, line, montage=True)
                for draft in self.state.drafts[before:]:
                    draft.montage = True
        if there:
            self.state.present[:] = [name for name in self.state.present if name in there]
        return True

    def _paragraph(self, text: str, line: int, line_end: int, *, montage: bool = False) -> None:
        text = self._without_beats(text)
        groups = groups_of(text)
        for index, (directed, sentences) in enumerate(groups):
            cue = directed
            names_only = cue and len(sentences) > 1 and fold(sentences[0]) in self.state.cast.names.canonical
            # "CLOSE ON MARA." names her; what she does comes after it.
            body, tail = tail_of(" ".join(sentences[1:] if names_only else sentences))
            if tail:
                cue = tail.joined(cue) if cue else tail
            # A name before a colon is only whom the direction is on.
            name, colon, does = body.partition(": ")
            if cue and colon and does and fold(name) in self.state.cast.names.canonical:
                body = sentence_case(does)
            if cue and index == len(groups) - 1 and is_slug(cue, body):
                self._flush_pending()
                self.state.wait_for_picture(cue, line)
                continue
            first_line = line
            body = self._with_target(body) if self.state.pending and cue is None else body
            if self.state.pending and (cue is None or not self.state.pending.target):
                cue = self.state.pending.joined(cue) if cue else self.state.pending
                first_line = min(line, self.state.pending_line or line)
                self.state.forget_pending()
            elif cue:
                self._flush_pending()
            for number, piece in enumerate(self._in_time(body)):
                # Only an insert goes on through the pieces of a long paragraph; other directions open it.
                keeps = number == 0 or (cue is not None and cue.framing is Framing.INSERT)
                self._shot(piece, cue if keeps else None, first_line, line_end, montage=montage)

    def _with_target(self, body: str) -> str:
        """``!!CLOSE ON THE KNIFE`` and then ``It gleams.``: the knife is what is seen gleaming."""
        cue = self.state.pending
        thing = cue.target.rstrip(" .") if cue and cue.framing is not Framing.INSERT else ""
        if not thing or self.state.named(thing) or body.casefold().startswith(thing.casefold()):
            return body
        return f"{sentence_case(thing)}. {body}"

    def _without_beats(self, text: str) -> str:
        """``A beat. Alex freezes.``: the beat is time on the picture before, not a thing to see."""
        sentences = list(split_sentences(text))
        while len(sentences) > 1 and self.state.drafts and _HOLD.fullmatch(sentences[0].upper()):
            self.state.drafts[-1].pauses += 1
            sentences.pop(0)
        return " ".join(sentences)

    def _in_time(self, body: str) -> list[str]:
        seconds = action_seconds(body, self.state.timing)
        if seconds <= self.state.timing.longest:
            return [body]
        longest = self.state.timing.longest
        return fitted(
            body, math.ceil(seconds / longest), lambda piece: action_seconds(piece, self.state.timing) <= longest
        )

    def _shot(self, text: str, cue: Cue | None, line: int, line_end: int, *, montage: bool) -> None:
        people = self.state.people_in(text, cue)
        if not montage and cue is None and self._belongs_to_last(text, people):
            last = self.state.drafts[-1]
            last.action.append(text)
            last.people += [name for name in people if name not in last.people]
            last.line_end = line_end
            self.state.letter(last, text)
            before = list(self.state.present)
            self.state.remember(people)
            self.state.settle(text, people, before)
            return
        draft = Draft(line, line_end, action=[text] if text else [], people=people, cue=cue)
        self.state.direct(draft)
        self.state.letter(draft, text)
        before = list(self.state.present)
        self.state.start(draft)
        self.state.remember([*draft.people, *([draft.shoulder] if draft.shoulder else [])])
        self.state.settle(text, draft.people, before)
        stays = _STAYS.search(text) if has_any(text, _STAYING) else None
        name = self.state.named(stays["on"]) if stays else ""
        if name:
            self.state.last_speaker = name

    def _belongs_to_last(self, text: str, people: list[str]) -> bool:
        """Whether a paragraph is too small for a picture of its own and says more of the one before."""
        last = self.state.drafts[-1] if self.state.drafts else None
        if last is None or last.cue or last.lines or last.montage or not last.action:
            return False
        if _APART.match(text) or sounds_in(text):
            return False
        here, before = action_seconds(text, self.state.timing), action_seconds(last.text, self.state.timing)
        if here > TINY and before > TINY:
            return False
        # A cat on the rails is no part of the picture of somebody's face; a sound or a glance at the wall may be.
        aside = not people and (not last.people or len(text.split()) <= _FRAGMENT)
        same = aside or (bool(people) and set(people) == set(last.people))
        # What a face does deserves its own closer picture after a wide opening.
        if last.opens and here > self.state.timing.minimum:
            return False
        together = action_seconds(f"{last.text} {text}", self.state.timing)
        return same and together <= min(self.state.timing.longest, _MERGED)

    def _note(self, element: Element, *, inside: bool = True) -> None:
        cue = read_note(element.text)
        if cue is None:
            self._listed(element)
            return
        for unknown in cue.unknown:
            message = f"shot note: {unknown!r} is no size, angle, framing, movement, lens or length; left out"
            self.state.diagnostics.append(
                Diagnostic(
                    file=element.source.file,
                    line=element.source.line,
                    code="shot-note-unknown",
                    message=message,
                    severity=Severity.WARNING,
                )
            )
        last = self.state.drafts[-1] if self.state.drafts else None
        within = inside and last is not None and last.line <= element.source.line <= last.line_end
        if last and within:
            last.cue = last.cue.joined(cue) if last.cue else cue
            self.state.direct(last)
        else:
            self.state.wait_for_picture(cue, element.source.line)

    def _listed(self, element: Element) -> None:
        """``[[subjects: NORA, BEN]]`` puts them into the picture it stands behind."""
        names = [self.state.cast.names.canonical.get(fold(words), "") for words in listed_in(element)]
        if self.state.drafts:
            last = self.state.drafts[-1]
            last.people += [name for name in names if name and name not in (*last.people, last.shoulder)]
            self.state.remember([name for name in names if name])

    def _flush_pending(self) -> None:
        """A direction that nothing followed is a shot by itself."""
        cue, line = self.state.pending, self.state.pending_line
        if cue is None or (not cue.target and not cue.framing and not self.state.drafts):
            return  # "WIDE." before everything is for the first picture, whenever it comes.
        self.state.forget_pending()
        text = sentence_case(cue.target)
        self._shot(text, cue, line or self.state.scene.source.line, line or self.state.scene.source.line, montage=False)

    def _overlay(self, text: str) -> None:
        words_over = " ".join(text.split())
        if self.state.drafts:
            self.state.drafts[-1].overlay.append(words_over)
        else:
            self.state.carry.overlay.append(words_over)

    def _transition(self, text: str) -> None:
        self._flush_pending()
        upper = text.upper()
        if _INTERCUT.match(upper):
            self.state.intercut, self.state.intercut_line = True, text
        ends, begins = kinds_of(upper)
        if begins is not TransitionKind.CUT:
            self.state.carry.transition_in = begins
        if ends is not TransitionKind.CUT and self.state.drafts:
            self.state.drafts[-1].transition_out = ends


def _notes_after(spoken: list[Element]) -> list[Element]:
    """The notes that stand behind the last word of a speech."""
    end = max((part.source.line_end for part in spoken if part.kind not in _HIDDEN), default=0)
    return [part for part in spoken if part.kind is ElementKind.NOTE and part.source.line > end]


_HIDDEN = {ElementKind.NOTE, ElementKind.BONEYARD}
_SPOKEN = {
    ElementKind.PARENTHETICAL,
    ElementKind.DIALOGUE,
    ElementKind.LYRICS,
    ElementKind.NOTE,
    ElementKind.BONEYARD,
}


def changes_state(draft: Draft) -> bool:
    """Whether after a shot somebody may stand, hold or wear something else than before it."""
    return bool(draft.action) and not leaves_all_as_it_was(draft.text)
