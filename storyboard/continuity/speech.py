"""Time: speeches longer than their shots, words that cannot be read in time, shots nobody will see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storyboard.continuity.film import Film, called
from storyboard.continuity.finding import Finding, Gravity
from storyboard.media import is_cjk
from storyboard.model import Size, Voice

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_TIGHT, _TOO_LONG = 1.05, 1.25
_READ_WORDS, _READ_CJK, _FIND = 3.0, 6.0, 1.0  # Words and characters a second, and seconds to find the text.
_SHORT, _FLASH = 0.5, 0.13
_TEXT_IS_THE_SHOT = {Size.INSERT, Size.ECU, Size.CU}


def count(text: str) -> tuple[int, int]:
    """How many words, and how many characters of a script that is read by the character, a text has."""
    characters = sum(is_cjk(sign) for sign in text)
    words = "".join(" " if is_cjk(sign) else sign for sign in text)
    return len(_WORD.findall(words)), characters


def seconds_to_say(texts: Sequence[str], words_per_second: float, cjk_per_second: float) -> float:
    """Seconds speeches take at the film's speed, without any breath before, between or after them."""
    counted = [count(text) for text in texts]
    return sum(words / words_per_second + characters / cjk_per_second for words, characters in counted)


def long_dialogue(film: Film) -> Iterator[Finding]:
    """What is said in a shot takes longer than the shot lasts, at the bible's words per second.

    Silence around the words is not counted. A voice that is not seen can go on over the next shot, so that it never is
    an error.
    """
    timing = film.bible.timing
    for shot in film.shots:
        has = shot.seconds(film.fps)
        needs = seconds_to_say([line.text for line in shot.dialogue], timing.words_per_second, timing.cjk_per_second)
        if needs <= has * _TIGHT:
            continue
        seen = any(line.voice in {Voice.ON, Voice.PHONE} for line in shot.dialogue)
        spare = round((needs - has) * timing.words_per_second)
        who = " and ".join(dict.fromkeys(line.character for line in shot.dialogue))
        yield film.find(
            "dialogue-too-long",
            Gravity.ERROR if seen and needs > has * _TOO_LONG else Gravity.WARNING,
            f"{who} needs {needs:.1f} s to say it, the shot lasts {has:.1f} s",
            f"Give {called(shot)} {needs + timing.speech_padding:.1f} s, let the speech run on over another shot, or cut about {max(spare, 1)} words",
            shot=shot,
            needs_s=round(needs, 2),
            has_s=round(has, 2),
            ratio=round(needs / has, 2),
            speakers=list(dict.fromkeys(line.character for line in shot.dialogue)),
        )


def unreadable_text(film: Film) -> Iterator[Finding]:
    """Words in the picture, or laid over it, cannot be read in the time they are there: a second, and three words a second."""
    for shot in film.shots:
        for code, texts, where in (
            ("text-too-fast", shot.frame_text, "in the picture"),
            ("overlay-too-fast", shot.overlay_text, "over the picture"),
        ):
            has, needs = shot.seconds(film.fps), _FIND + seconds_to_say(texts, _READ_WORDS, _READ_CJK)
            if not texts or needs <= has * _TIGHT:
                continue
            # A shop sign in a wide shot is set dressing; a letter in close-up is there to be read.
            matters = code == "overlay-too-fast" or shot.size in _TEXT_IS_THE_SHOT
            yield film.find(
                code,
                Gravity.WARNING if matters else Gravity.INFO,
                f"The words {where} take {needs:.1f} s to read, the shot lasts {has:.1f} s: {' / '.join(texts)[:60]}",
                f"Give {called(shot)} {needs:.1f} s, or write less",
                shot=shot,
                needs_s=round(needs, 2),
                has_s=round(has, 2),
                text=list(texts),
            )


def short_shots(film: Film) -> Iterator[Finding]:
    """A shot of a few frames is a slip; one under half a second can hardly be seen, and no video model makes it."""
    for shot in film.shots:
        has = shot.seconds(film.fps)
        if has >= _SHORT:
            continue
        flash = has < _FLASH
        yield film.find(
            "flash-frame" if flash else "short-shot",
            Gravity.ERROR if flash else Gravity.WARNING,
            f"The shot lasts {shot.duration_frames} frame{'s' * (shot.duration_frames != 1)} ({has:.2f} s)"
            + (": a flash nobody can make out" if flash else ": hardly to be seen"),
            f"Give {called(shot)} half a second or more, or join it with its neighbour",
            shot=shot,
            frames=shot.duration_frames,
            has_s=round(has, 3),
        )
