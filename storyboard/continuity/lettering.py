"""Text in the frames: what should be there reads as written, and nothing else can be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from storyboard.continuity.film import Film, call_all, called
from storyboard.continuity.finding import Finding, Gravity
from storyboard.continuity.picture import Line
from storyboard.model import Size

_READS, _TRIES = 0.86, 0.5  # Likeness of what is read to what is asked: the same; something else in its place.
_SURE, _SURE_SHORT = 0.86, 0.95
_LONG, _LONG_CJK = 3, 2  # Letters below which a find is a pattern, not a word.
_TALL = 0.014  # Share of the height below which nobody reads it.
# What the reader knows; other scripts it takes for Latin letters of like shape.
_KNOWN = ("LATIN", "DIGIT", "GREEK", "CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH")
_TEXT_IS_THE_SHOT = {Size.INSERT, Size.ECU, Size.CU}


def bad_lettering(film: Film) -> Iterator[Finding]:
    """Text that a shot asks for does not read as written, or cannot be read at all.

    Case, punctuation, spaces and line breaks do not count, nor a letter or two of a long text. Scripts the reader does
    not know are left out.
    """
    for shot in film.shots:
        picture = film.pictures.get(shot.id)
        if picture is None or picture.lines is None:
            continue
        for text in shot.frame_text:
            if not readable(text):
                continue
            found, likeness = best_match(text, picture.lines)
            if likeness >= _READS:
                continue
            reads = likeness >= _TRIES
            # In a wide shot lettering may be too small to read and still be right.
            matters = shot.size in _TEXT_IS_THE_SHOT
            yield film.find(
                "text-wrong" if reads else "text-unreadable",
                Gravity.ERROR if matters else Gravity.WARNING if reads else Gravity.INFO,
                f"The picture reads “{found}” instead of “{text}”"
                if reads
                else f"“{text}” cannot be read in the picture",
                f"Draw {called(shot)} again, or set the lettering in an image editor and import it",
                shot=shot,
                asked=text,
                read=[line.text for line in picture.lines],
                likeness=round(likeness, 2),
                file=picture.path,
            )


def stray_lettering(film: Film) -> Iterator[Finding]:
    """Words can be read in a frame that asked for none: models add signs, captions and signatures.

    What another shot at the same place, or a prop's description, asks to be readable may be seen here too.
    """
    allowed_at: dict[str, list[str]] = {}
    for shot in film.shots:
        allowed_at.setdefault(shot.location, []).extend(shot.frame_text)
    described = [prop.description for prop in film.bible.props] + [place.description for place in film.bible.locations]
    for shot in film.shots:
        picture = film.pictures.get(shot.id)
        allowed = [*allowed_at[shot.location], shot.action.text, *described]
        if picture is None or picture.lines is None or not all(readable(text) for text in shot.frame_text):
            continue
        # Misspelt lettering is told as that, not as stray words too.
        tries = {line for text in shot.frame_text for line in matching_lines(text, picture.lines)[0]}
        stray = [
            line for line in picture.lines if line not in tries and _is_word(line) and not _may_be(line.text, allowed)
        ]
        if stray:
            words = " / ".join(line.text for line in stray)
            yield film.find(
                "text-stray",
                Gravity.WARNING,
                f"The picture reads “{words[:60]}”, and no text was asked for"
                if not shot.frame_text
                else f"Besides its text the picture reads “{words[:60]}”",
                f"Draw {called(shot)} again; if the words belong there, add them to its frame_text",
                shot=shot,
                read=[line.text for line in stray],
                confidence=[round(line.confidence, 2) for line in stray],
                file=picture.path,
            )


def unread_scripts(film: Film) -> Iterator[Finding]:
    """Text is asked for in a script that the reader does not know: a person has to look."""
    shots = [
        shot
        for shot in film.shots
        if any(not readable(text) for text in shot.frame_text)
        and (picture := film.pictures.get(shot.id)) is not None
        and picture.lines is not None
    ]
    if shots:
        yield film.find(
            "text-unchecked",
            Gravity.INFO,
            f"The lettering of {call_all(shots)} is in a script that was not checked",
            "Look at it yourself",
            count=len(shots),
            shots=[shot.id for shot in shots],
        )


def readable(text: str) -> bool:
    """Whether a text has letters, and only of scripts the reader knows."""
    letters = [sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum()]
    return bool(letters) and all(unicodedata.name(sign, "").startswith(_KNOWN) for sign in letters)


def folded(text: str) -> str:
    """A text as it is compared: letters and digits only, small, without accents."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def best_match(text: str, lines: Sequence[Line]) -> tuple[str, float]:
    """The run of lines that reads most like a text, as written there, and its likeness, 0 to 1.

    Lettering breaks where it likes: every run of neighbouring lines is tried, and a stretch within a longer one.
    """
    read, likeness = matching_lines(text, lines)
    return " ".join(line.text for line in read), likeness


def matching_lines(text: str, lines: Sequence[Line]) -> tuple[tuple[Line, ...], float]:
    """As `best_match`, the lines themselves."""
    wanted = folded(text)
    best: tuple[tuple[Line, ...], float] = ((), 0.0)
    for begin in range(len(lines)):
        joined = ""
        for end in range(begin, len(lines)):
            joined += folded(lines[end].text)
            likeness = _likeness(wanted, joined)
            # Of runs that read alike the shortest is what was meant; the rest stands beside it.
            if (likeness, -(end - begin)) > (best[1], 1 - len(best[0])):
                best = (tuple(lines[begin : end + 1]), likeness)
            if len(joined) > 2 * len(wanted):
                break
    return best


def _likeness(wanted: str, read: str) -> float:
    if not wanted or not read:
        return 0.0
    if len(read) > 1.25 * len(wanted) and wanted in read:
        return 1.0
    return SequenceMatcher(None, wanted, read, autojunk=False).ratio()


def _is_word(line: Line) -> bool:
    letters = [sign for sign in line.text if sign.isalnum()]
    ideographs = sum(unicodedata.name(sign, "").startswith(("CJK", "HIRAGANA", "KATAKANA")) for sign in letters)
    if line.height < _TALL or not letters:
        return False
    if ideographs:
        return ideographs >= _LONG_CJK and line.confidence >= _SURE_SHORT
    if len(set(map(str.casefold, letters))) < 2 or len(letters) < _LONG:
        return False
    return line.confidence >= (_SURE if len(letters) > _LONG + 1 else _SURE_SHORT)


def _may_be(read: str, allowed: Iterable[str]) -> bool:
    words = folded(read)
    return any(words in folded(text) or _likeness(folded(text), words) >= _READS - 0.1 for text in allowed if text)
