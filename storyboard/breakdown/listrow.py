"""One shot of a list while what is said of it is being gathered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from storyboard.breakdown.cues import Cue, read_cue
from storyboard.breakdown.directions import read_tokens, says_anything, tail_of, tokens_of
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.lettering import overlay_in
from storyboard.breakdown.listed import listed_in
from storyboard.breakdown.paragraphs import sentence_case
from storyboard.breakdown.pictures import card_in, is_card, lettering_in
from storyboard.breakdown.scene_state import SceneState
from storyboard.breakdown.sentences import split_sentences
from storyboard.breakdown.transitions import kinds_of
from storyboard.breakdown.voices import fold
from storyboard.model import DialogueLine, Element, ElementKind, Framing, TransitionKind, Voice
from storyboard.script import is_transition, is_upper

# Who sings the words of a song that names nobody.
SINGER = "SINGER"
_SOUND = re.compile(
    r"(?:MUSIC|SFX|SOUND|FX)\b|(?:music|sfx|sounds?(?: effects?)?|fx|score|ambien(?:ce|t))\s*:", re.IGNORECASE
)
# "Music plays as she dances" is a sentence.
_SEEN_TOO = re.compile(r"(?:Music|Sound|Sfx|Fx)\s+(?!:)")
_SHORT_SOUND = 4
_FADES = re.compile(
    r"(?:slow(?:ly)? )?(?:fades? (?:in|out|up|from black|to (?:black|white))|(?:smash )?cuts? to black|dissolves?(?: to black)?|fondu au noir|ouverture au noir"
    r"|abblende|aufblende|fundido a negro|dissolvenza(?: al nero)?|fade para preto|затемнение|淡出|淡入|渐隐|黑场|フェードアウト|フェードイン)[\s.…]*",
    re.IGNORECASE,
)
_CARD_LINE = re.compile(r"(?:TITLE|END) CARD\s*:", re.IGNORECASE)
_READ = re.compile(
    r"(?:text (?:on[- ]screen|overlay)|on[- ]?screen text|overlay(?: text)?|super|caption|texte à l['’]écran|bildtext|texteinblendung|texto en pantalla|testo a schermo"
    r"|texto na tela|текст на экране|屏幕文字|字幕|テロップ|النص على الشاشة)\s*[:：]\s*\S",
    re.IGNORECASE,
)
# A letter is no number that the reader of the list would know.
_NUMBER = re.compile(
    r"(?:shot|cut|take|setup|set-up|plan|plano|toma|einstellung|кадр|镜号|カット|لقطة)\s*(?:#|no\.?|nr\.?|n°|№|number|id)?\s*[:：]\s*(?P<said>[A-Za-z]{1,2}|[\w.-]{1,8}\d[\w.-]{0,4})",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:location|loc|place|set|setting|where|ort|motiv|drehort|lieu|décor|decor|lugar|localización|locación|luogo|local|место|локация|объект"
    r"|地点|地點|场景|場景|場所|舞台|المكان|الموقع)\s*[:：]\s*(?P<said>.+)",
    re.IGNORECASE | re.DOTALL,
)
_LIGHT = re.compile(
    r"(?:light|lighting|licht|lumière|luz|luce|iluminación|свет|灯光|燈光|光线|照明|الإضاءة)\s*[:：]\s*(?P<said>.+)",
    re.IGNORECASE | re.DOTALL,
)
_PROPS = re.compile(
    r"(?:props?|requisiten?|accessoires?|utilería|oggetti|реквизит|道具|小道具|小物)\s*[:：]\s*(?P<said>.+)",
    re.IGNORECASE | re.DOTALL,
)


class Row:
    """What one shot of the list says, while it is being gathered."""

    def __init__(self, shot: Element, state: SceneState, *, goes_on: bool = False) -> None:
        self.line, self.line_end = shot.source.line, shot.source.line_end
        self.number = "" if goes_on else shot.number or ""
        self.cue: Cue | None = None if goes_on else _direction(shot.text, state.named)
        self._state = state
        self.action: list[str] = []
        self.lines: list[DialogueLine] = []
        self.overlay: list[str] = []
        self.cards: list[str] = []
        self.written: list[str] = []
        self.sounds: list[str] = []
        self.note: list[str] = []
        self.subjects: list[str] = []
        self.listed: list[str] = []
        self.speakers: list[str] = []
        self.unseen: list[str] = []
        self.props: list[str] = []
        self.light = self.place = ""
        self.pauses = 0
        self.sung = self.rests = self.series = False
        self.transitions: list[str] = []

    def to_line(self, line: int) -> None:
        """Note that the row reaches to a line."""
        self.line_end = max(self.line_end, line)

    def take(self, element: Element, text: str) -> None:
        """Sort in one element."""
        if element.kind is ElementKind.HEADING:
            return
        self.to_line(element.source.line_end)
        words = " ".join(text.split())
        if element.kind is ElementKind.ACTION:
            self._action(words)
        elif element.kind is ElementKind.NOTE:
            self._note(element, words)
        elif element.kind is ElementKind.CENTRED:
            self.overlay.append(words)
        elif element.kind is ElementKind.TRANSITION:
            self.transitions.append(words)
        elif element.kind in {ElementKind.LYRICS, ElementKind.DIALOGUE}:
            self.sung = True
            words = words.strip(" ♪♫♬")
            self.lines.append(DialogueLine(character=SINGER, text=words, delivery="sung", voice=Voice.VOICE_OVER))

    def settle(self) -> None:
        """What can be told only when all of the row is known."""
        only = self.cards[0] if len(self.cards) == 1 and not self.action else ""
        if only and _CARD_LINE.match(only):
            # "End card: logo and 'Brew better.'" is a picture with lettering in it, nothing laid over one.
            words = only.partition(":")[2].strip()
            self.action, self.written, self.overlay = [only], list(lettering_in(words) or [words]), []
        elif only and (card := card_in(only)):
            self.action, self.written, self.overlay = [f"Card: {card.text}"], list(card.lettering), []
        elif self.overlay and self.action and all(map(is_card, self.action)):
            self.written, self.overlay = self.overlay, []
        elif self.action and (card := card_in(" ".join(self.action), labelled=True)):
            self.written = list(card.lettering)
        target = self.cue.target if self.cue else ""
        if self.cue and target:
            if not self.action:
                self.action = [sentence_case(target)]
            else:
                self.note[:0] = [token for token in tokens_of(self.cue.words) if target in token]
        if self.cue and self.cue.unknown:
            self.note[:0] = self.cue.unknown

    def cut_to_next(self, draft: Draft) -> None:
        """Apply the row's transitions; one that joins two shots is that of the next one, too."""
        for words in self.transitions:
            ends, begins = kinds_of(words)
            if ends is not TransitionKind.CUT:
                draft.transition_out = ends
            if begins is not TransitionKind.CUT:
                # A row that only fades in begins itself with it.
                owner = draft if ends is TransitionKind.CUT else self._state.carry
                owner.transition_in = begins

    def _action(self, words: str) -> None:
        if overlay_in(words) is not None or _CARD_LINE.match(words):
            self._laid_over(words)
            return
        if not is_seen(words):
            self.sounds.append(words.rstrip(" ."))
            return
        sentences = [sentence for sentence in split_sentences(words) if not self._heard_or_read(sentence)]
        while sentences and _is_transition(sentences[-1]):
            self.transitions.append(sentences.pop())
        words = self._moved(sentences)
        if not self.action:
            words = self._directed(words)
        words, tail = tail_of(words)
        if tail:
            self.cue = replace(tail.joined(self.cue), target=self.cue.target) if self.cue else tail
        if words:
            self.action.append(words)

    def _laid_over(self, words: str) -> None:
        """Words on the screen: quoted as they stand, with what is said of their looks kept for a card."""
        said = re.sub(r"^[^:：]{1,40}[:：]\s*", "", words)
        whole = lettering_in(said)
        quoted = len(whole) == 1 and len(whole[0]) >= len(said.strip(" .")) - 2
        self.overlay.append(whole[0] if quoted else said)
        if _CARD_LINE.match(words):
            label = words[: words.index(":")]
            self.cards.append(f"{label.capitalize()}: {said}")
        else:
            self.cards.append(said)

    def _heard_or_read(self, sentence: str) -> bool:
        """Take out a sentence that is a sound or words on the screen among what is seen."""
        if _READ.match(sentence):
            self._laid_over(sentence)
        elif _SOUND.match(sentence) and len(sentence.split()) <= _SHORT_SOUND:
            self.sounds.append(sentence.rstrip(" ."))
        else:
            return False
        return True

    def _moved(self, sentences: list[str]) -> str:
        """What is seen, without the moves in capitals that go on within it, such as ``PUSH IN on her eyes``."""
        kept = sentences[:1]
        for sentence in sentences[1:]:
            found = read_cue(sentence, first=False)
            if found and found.movement and found == Cue(found.words, movement=found.movement, target=found.target):
                moves = replace(found, target="", rest="")
                self.cue = moves.joined(self.cue) if self.cue else moves
                kept.append(sentence_case(found.rest))
            else:
                kept.append(sentence)
        return " ".join(filter(None, kept))

    def _directed(self, words: str) -> str:
        """A direction that begins what is seen is one of the shot's, after those of its own columns."""
        sentence, *more = split_sentences(words) or ("",)
        found = read_cue(sentence)
        if found is None or (not found.rest and not more):
            return words
        seen = replace(found, target="", rest="")
        self.cue = replace(seen.joined(self.cue), target=self.cue.target) if self.cue else seen
        return " ".join([sentence_case(found.rest), *more]).strip()

    def _note(self, element: Element, words: str) -> None:
        listed = listed_in(element)
        if listed:
            self.subjects += listed
            nameless = [
                part for part in listed if part.strip(" -–—.") and not self._state.cast.names.canonical.get(fold(part))
            ]
            if nameless:
                self.note.append(f"subjects: {', '.join(nameless)}")
        elif (match := _NUMBER.fullmatch(words)) and not self.number:
            self.number = match["said"]
        elif match := _PLACE.fullmatch(words):
            self.place = match["said"]
        elif match := _LIGHT.fullmatch(words):
            self.light = match["said"]
        elif match := _PROPS.fullmatch(words):
            self.props += [part.strip(" .") for part in re.split(r"[,;、，/]", match["said"]) if part.strip(" .")]
        else:
            self.rests = self.rests or words == "instrumental"
            self.note.append(words)


def _direction(text: str, named: Callable[[str], str]) -> Cue | None:
    """The direction of a row: its tokens; only where none is understood, its words as what is seen."""
    if not text.strip():
        return None
    cue = read_tokens(text)
    if not says_anything(cue):
        sentence = read_cue(text)
        return sentence or Cue(words=text, target=text, rest=text)
    if (
        cue.framing in {Framing.OVER_SHOULDER, Framing.POINT_OF_VIEW}
        and not cue.owner
        and cue.target
        and named(cue.target)
    ):
        return replace(cue, owner=cue.target, target="", rest="")
    return cue


def _is_transition(sentence: str) -> bool:
    """``CUT TO BLACK.``, and in small letters only ``Fade to black`` and the like."""
    return (is_upper(sentence) and is_transition(sentence)) or _FADES.fullmatch(sentence) is not None


def is_seen(words: str) -> bool:
    """Whether an action of a list is seen, not laid over the picture or heard."""
    return overlay_in(words) is None and not (_SOUND.match(words) and not _SEEN_TOO.match(words))
