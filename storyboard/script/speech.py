"""What is heard, as lists and tables write it: ``VO (NORA): "..."``, ``MUSIC: piano. SFX: rain``, ``名前「台詞」``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto

from storyboard.script.camera import is_camera
from storyboard.script.cue import is_upper
from storyboard.script.decode import squeeze
from storyboard.script.fields import Field, field_of

VOICE_OVER = "V.O."


class Heard(StrEnum):
    """What a piece of an audio cell is."""

    SPEECH = auto()
    SOUND = auto()
    OVERLAY = auto()
    TRANSITION = auto()
    REST = auto()


@dataclass(frozen=True)
class Piece:
    """A piece of a cell. `text` of a sound keeps its label; `name` is empty for a voice that is not named.

    The `name` of words on screen is what they were called: ``Title card``.

    `line` counts from 0 at the cell's first line.
    """

    kind: Heard
    text: str
    line: int
    line_end: int
    name: str = ""
    extensions: tuple[str, ...] = ()
    manner: str = ""


_LABEL = re.compile(
    r"(?:^|(?<=[.!?…\"”»’。！？」』)])[ \t]+|(?<=[.!?…\"”»’。！？」』])|[ \t][|/][ \t]|;[ \t]+)"
    r"[ \t]*(?P<mark>[*_]{0,3})(?P<name>[^\W\d_](?:[^:：\n\"“”«»「」『』()（）.!?。！？]|\.(?!\s)"
    r"|(?<=[MDSLJ]r)\. |(?<=[MDSLJ][sRtT])\. |(?<=Mrs)\. |\.(?=[ \t]*[:：(（])){0,40}?)[ \t]*"
    r"(?P<bracket>[(（][^()（）\n]{0,40}[)）])?[ \t]*[*_]{0,3}[:：][*_]{0,3}[ \t]*",
    re.MULTILINE,
)
_JAPANESE = re.compile(
    r"^[ \t\u3000]*(?P<name>[^\s「」『』（）()：:。、,.]{1,16})[ \t\u3000]*(?P<bracket>[（(][^（）()\n]{1,30}[)）])?[ \t\u3000]*"
    r"[「『](?P<words>[^」』]{0,2000})[」』]?",
    re.MULTILINE,
)
_MANNER = re.compile(r"[ \t]*[(（](?P<manner>[^()（）\n]{1,60})[)）][ \t]*")
_VOICES = frozenset(
    """vo|v.o|v.o.|voiceover|voice-over|voice over|narration|narrator vo|os|o.s|o.s.|oc|o.c.|off|off screen|offscreen|voix off|en off|voz en off|з.к|з.к.|зк
    |за кадром|画外音|旁白|声|聲|n|ナレーション|声のみ|m|モノローグ|on phone|phone|over phone|filtered|pre-lap|radio|tv|صوت|خارج الكادر|cont'd|contd|hors champ""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
_OVER = frozenset(
    """vo|v.o|v.o.|v/o|voiceover|voice-over|voice over|narration|narrator|narrator vo|voix off|voix-off|voz en off|off|sprecher|erzähler|erzählerin|sprecherin
    |narrateur|narratrice|narrador|narradora|narratore|locutor|диктор|закадровый голос|голос за кадром|рассказчик|旁白|画外音|解说|ナレーション|ナレーター|n|語り
    |الراوي|راوي|تعليق صوتي|التعليق الصوتي|صوت|vo narration""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_UNNAMED = _OVER - frozenset(
    [
        "narrator",
        "narrateur",
        "narratrice",
        "narrador",
        "narradora",
        "narratore",
        "erzähler",
        "erzählerin",
        "диктор",
        "рассказчик",
        "旁白",
        "ナレーター",
        "الراوي",
        "راوي",
    ]
)
_SOUNDS = re.compile(
    r"\b(?:music|score|song|piano|guitar|strings|drums?|beat|melody|orchestra|synth|sfx|fx|sounds?|noises?|ambien(?:t|ce)|silen(?:ce|t)|whoosh(?:es)?"
    r"|rain|wind|thunder|waves|footsteps|birds?|birdsong|traffic|applause|laughter|chatter|hum(?:s|ming)?|buzz(?:es|ing)?|ring(?:s|ing)?|click(?:s|ing)?"
    r"|nat sound|room tone|mos|musik|musique|música|музыка|звук)\b|音乐|音樂|音楽|音效|効果音|静音|موسيقى",
    re.IGNORECASE,
)
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "‘": "’", "'": "'"}
_NOT_NAMES = frozenset(
    """wide|close|close up|close-up|medium|insert|note|notes|cut to|cut|pov|angle on|angle|later|then|and|but|so|example|the|it|he|she|they|time|warning|ps|
    close on|back to|back on|intercut|intercut with|flashback|flash back|montage|series of shots|begin|end|fade in|fade out|cut back to|smash cut to
    |match cut to|dissolve to|meanwhile|reveal|int|ext|day|night|http|https|tip|remember|result|question|answer|step|part|chapter""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
_TITLE_WORD = re.compile(r"[^\W\d_a-z][\w'’.-]*|[0-9#]+|&|and|the|of|de|la|le|von|van|du|des")


def unquoted(text: str) -> str:
    """Words without the quotation marks around the whole of them."""
    text = text.strip()
    closing = _QUOTES.get(text[:1])
    if closing and len(text) > 1 and text.endswith(closing) and closing not in text[1:-1]:
        return text[1:-1].strip()
    return text


def is_voice_over(name: str) -> bool:
    """Whether a label names a voice that is only heard, such as VO or 旁白."""
    return " ".join(name.casefold().split()) in _OVER


def looks_like_name(name: str, *, line_start: bool) -> bool:
    """Whether the words before a colon could be who speaks."""
    name = name.strip()
    words = name.split()
    if not words or len(words) > 4 or len(name) > 32 or name.casefold() in _NOT_NAMES:
        return False
    if field_of(name) is not None and not is_voice_over(name):
        return False
    if is_upper(name):
        return not is_camera(name)
    if name.upper() == name.lower():
        # Scripts without spaces: a name has few signs, a sentence that leads up to a colon has many.
        spaced = any(0x0590 <= ord(sign) < 0x0E00 for sign in name)
        return line_start and not is_camera(name) and len(name) <= (24 if spaced else 7)
    return line_start and all(_TITLE_WORD.fullmatch(word) for word in words) and words[0][:1].isupper()


def split_heard(text: str, *, speech_by_default: bool = False, audio: bool = True) -> list[Piece]:
    """Take a cell or a line apart into speeches, sounds and words on screen.

    Args:
        text: The cell, perhaps of several lines.
        speech_by_default: Whether words without a label are spoken.
        audio: Whether it is about what is heard. Otherwise words without a label are the rest: what is seen.
    """
    text = squeeze(text)
    if not audio and not any(sign in text for sign in ":：「『"):
        return _unlabelled(text, _Lines(text), speech_by_default=False, audio=False) if text.strip() else []
    starts = [
        (match.start(), match.end(), piece) for match in _LABEL.finditer(text) if (piece := _labelled(match, text))
    ]
    starts += [
        (match.start(), match.start(), (Heard.SPEECH, match["name"], match["bracket"] or "", ""))
        for match in _JAPANESE.finditer(text)
        if match["name"].casefold() not in _NOT_NAMES
    ]
    starts.sort(key=lambda item: item[:2])
    kept: list[tuple[int, int, tuple[Heard, str, str, str]]] = []
    for start, end, piece in starts:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, piece))
    pieces: list[Piece] = []
    first = kept[0][0] if kept else len(text)
    lines = _Lines(text)
    if text[:first].strip(" \t\n|/;"):
        pieces += _unlabelled(text[:first], lines, speech_by_default=speech_by_default, audio=audio)
    for index, (start, end, found) in enumerate(kept):
        stop = kept[index + 1][0] if index + 1 < len(kept) else len(text)
        pieces += _piece(text, start, end, stop, found, lines, audio=audio)
    return pieces


class _Lines:
    """Line numbers of offsets that only grow."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 0

    def of(self, offset: int) -> int:
        if offset < self._at:
            return self._text.count("\n", 0, offset)
        self._line += self._text.count("\n", self._at, offset)
        self._at = offset
        return self._line


def _labelled(match: re.Match[str], text: str) -> tuple[Heard, str, str, str] | None:
    """What a label announces: kind, name, bracket and the label to keep."""
    name, bracket = match["name"].strip(), match["bracket"] or ""
    start = match.start()
    if name[-1:].isdigit() and text[match.end() : match.end() + 1].isdigit():
        return None  # "At 12:30" is a time of day.
    line_start = start == 0 or text[start - 1 : start] == "\n" or match.group()[:1] == "\n"
    if is_voice_over(name):
        inside = bracket[1:-1].strip()
        named = (
            inside if inside and inside.casefold() not in _VOICES and looks_like_name(inside, line_start=True) else ""
        )
        own = "" if " ".join(name.casefold().split()) in _UNNAMED else name
        return Heard.SPEECH, named or own, f"({VOICE_OVER})" + ("" if named else bracket), ""
    field = field_of(name)
    capitals = is_upper(name) or name.upper() == name.lower()
    if field and (line_start or capitals):
        if field in {Field.MUSIC, Field.SOUND}:
            return (
                Heard.SOUND,
                "",
                "",
                ("MUSIC" if field is Field.MUSIC else "SFX") + (f" {bracket}" if bracket else ""),
            )
        if field is Field.OVERLAY:
            return Heard.OVERLAY, "", "", name
        if field is Field.TRANSITION:
            return Heard.TRANSITION, "", "", name
    upper = name.upper()
    for tail in (" VO", " V.O.", " V.O", " (VO)", " OS", " O.S."):
        if upper.endswith(tail) and looks_like_name(name[: -len(tail)], line_start=line_start):
            return Heard.SPEECH, name[: -len(tail)].strip(), f"({VOICE_OVER if 'V' in tail else 'O.S.'}){bracket}", ""
    if looks_like_name(name, line_start=line_start):
        return Heard.SPEECH, name, bracket, ""
    return None


def _piece(
    text: str, start: int, end: int, stop: int, found: tuple[Heard, str, str, str], lines: _Lines, *, audio: bool
) -> list[Piece]:
    kind, name, bracket, label = found
    words = text[end:stop].strip(" \t\n|;")
    lead = len(text[start:stop]) - len(text[start:stop].lstrip())
    line = lines.of(start + lead)
    line_end = max(line, lines.of(start + len(text[start:stop].rstrip())))
    if kind is not Heard.SPEECH:
        shown = f"{label}: {unquoted(words)}" if kind is Heard.SOUND else unquoted(words)
        called = label if kind is Heard.OVERLAY else ""
        return [Piece(kind, shown, line, line_end, called)] if words else []
    if start == end:
        # 名前「台詞」: the words are told by their brackets, and what follows them is something else.
        match = _JAPANESE.match(text, start)
        assert match is not None
        after = text[match.end() : stop]
        extensions, manner = _extensions(bracket)
        pieces = [Piece(kind, match["words"].strip(), line, lines.of(match.end()), name, extensions, manner)]
        if after.strip():
            at = lines.of(match.end() + len(after) - len(after.lstrip()))
            pieces.append(Piece(Heard.REST, after.strip(), at, at + after.strip().count("\n")))
        return pieces
    extensions, manner = _extensions(bracket)
    aside = _MANNER.match(words)
    if aside and aside.end() < len(words):
        manner = ", ".join(part for part in (manner, aside["manner"].strip()) if part)
        words = words[aside.end() :]
    said, rest = (words, "") if audio else _spoken_part(words)
    pieces = (
        [Piece(kind, unquoted(said), line, line_end if not rest else line, name, extensions, manner)] if said else []
    )
    if rest:
        pieces.append(Piece(Heard.REST, rest, line_end, line_end))
    return pieces


def _spoken_part(words: str) -> tuple[str, str]:
    """Among what is seen, a quoted speech ends with its quotation mark."""
    closing = _QUOTES.get(words[:1])
    end = words.find(closing, 1) if closing else -1
    if end > 0 and words[end + 1 :].strip(" .,"):
        return words[: end + 1], words[end + 1 :].strip(" ,")
    return words, ""


def _extensions(brackets: str) -> tuple[tuple[str, ...], str]:
    """What of the brackets after a name says how the voice is heard, and what says in which manner."""
    extensions: list[str] = []
    manner: list[str] = []
    for inside in re.findall(r"[(（]([^()（）]*)[)）]", brackets):
        word = inside.strip()
        if not word:
            continue
        if word.casefold() in _VOICES:
            plain = word.casefold().replace(".", "").replace(" ", "").replace("-", "")
            over = plain in {"vo", "voiceover", "voixoff", "n", "ナレーション", "旁白", "narration", "m", "モノローグ"}
            extensions.append(VOICE_OVER if over else word)
        else:
            manner.append(word)
    return tuple(dict.fromkeys(extensions)), ", ".join(manner)


def _unlabelled(text: str, lines: _Lines, *, speech_by_default: bool, audio: bool) -> list[Piece]:
    pieces: list[Piece] = []
    if not audio:
        lead = len(text) - len(text.lstrip())
        line = lines.of(lead)
        return [Piece(Heard.REST, text.strip(), line, line + text.strip().count("\n"))]
    for index, row in enumerate(text.split("\n")):
        words = row.strip(" \t|;")
        if not words:
            continue
        quoted = unquoted(words) != words
        if quoted or (speech_by_default and not words.startswith(("(", "（", "["))):
            pieces.append(
                Piece(Heard.SPEECH, unquoted(words), index, index, "", () if speech_by_default else (VOICE_OVER,))
            )
        elif _SOUNDS.search(words) or len(words.split()) < 3 or words.startswith(("(", "（", "[")):
            pieces.append(Piece(Heard.SOUND, words, index, index))
        else:
            pieces.append(Piece(Heard.SPEECH, words, index, index, "", (VOICE_OVER,)))
    return pieces
