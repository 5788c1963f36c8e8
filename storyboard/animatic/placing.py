"""Where every recording of a film is heard: lines in their shots, effects at their beginning, music under all of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from storyboard.animatic.captions import Spans
from storyboard.animatic.measure import Measured
from storyboard.animatic.soundtrack import Bed, Cue, Soundtrack, sample_at
from storyboard.media import SAMPLE_RATE, is_cjk
from storyboard.model import Clip, DialogueLine, Noun, Timeline, Timing

# LUFS of the parts of the mix, before the whole of it is set to its level.
_VOICE, _EFFECT, _MUSIC, _MUSIC_ALONE = -18.0, -22.0, -28.0, -20.0
_MOST_GAIN = 30.0
_PAUSE = Fraction(1, 4)  # Seconds between two speeches.
_HOLD = Fraction(2, 5)  # How much longer than it is heard a caption stays.
_LETTERS_A_SECOND, _IDEOGRAPHS_A_SECOND = 15, 5

# By shot id and number of the line in it: the recordings that make it up, one after the other.
Spoken = Mapping[tuple[str, int], Sequence[tuple[Path, Measured]]]


class Placed(Noun):
    """A film's sound.

    Attributes:
        soundtrack: What is heard, and when.
        speech: By shot id, the frames of the shot in which its speeches are heard; only where there are voices, and
            they fit.
        crowded: Numbers of shots that are too short for what is said in them, with both lengths in seconds.
    """

    soundtrack: Soundtrack
    speech: dict[str, Spans] = {}
    crowded: tuple[tuple[str, float, float], ...] = ()


def place_sound(
    clips: Sequence[Clip],
    fps: Fraction,
    *,
    spoken: Spoken,
    effects: Mapping[str, Sequence[tuple[Path, Measured]]],
    music: tuple[Path, Measured] | None,
    timing: Timing,
) -> Placed:
    """The sound of neighbouring clips; the first of them begins at sample 0.

    A line begins a breath after its shot does; it waits for one that is still heard, but stays in its shot. An effect
    begins with its shot and is heard to its end. Music is heard as far on as the first clip is in the film.

    Args:
        clips: Neighbours on the timeline.
        fps: Frames a second.
        spoken: The recorded or synthesised lines.
        effects: By shot id.
        music: The bed.
        timing: The project's breaths.
    """
    cues: list[Cue] = []
    speech: dict[str, Spans] = {}
    crowded: list[tuple[str, float, float]] = []
    frame, busy_until = 0, -SAMPLE_RATE  # Nobody speaks before the film.
    for clip in clips:
        shot = clip.shot
        begin, end = sample_at(frame, fps), sample_at(frame + shot.duration_frames, fps)
        cues += [_effect(path, measured, begin) for path, measured in effects.get(shot.id, ())]
        if any((shot.id, number) in spoken for number in range(1, len(shot.dialogue) + 1)):
            lines = _lines(clip, spoken)
            length = _length(lines)
            at = begin + min(_samples(timing.lead_in), max((end - begin - length) // 2, 0))
            if busy_until > at - _samples(_PAUSE):
                at = min(busy_until + _samples(_PAUSE), begin + (end - begin) // 2)
            heard, spans = _cues(lines, at)
            cues += heard
            busy_until = max(busy_until, *(cue.end for cue in heard), 0)
            if at + length > end:
                crowded.append((shot.number or shot.id, length / SAMPLE_RATE, shot.seconds(fps)))
            else:
                speech[shot.id] = _in_frames(spans, begin, fps, shot.duration_frames)
        frame += shot.duration_frames
    samples = sample_at(frame, fps)
    return Placed(
        soundtrack=Soundtrack(
            samples=samples,
            music=_bed(
                music, sample_at(clips[0].start_frame, fps), speaking=any(cue.kind == "dialogue" for cue in cues)
            )
            if music is not None and clips
            else None,
            cues=tuple(cue for cue in cues if cue.at < samples and cue.length > 0),
        ),
        speech=speech,
        crowded=tuple(crowded),
    )


def fit_to_voices(timeline: Timeline, spoken: Spoken, timing: Timing) -> Timeline:
    """The film with its shots as long as what is said in them, in whole frames, rounded up.

    A shot whose length came from its dialogue becomes exactly that long; one that has another reason (an action, an
    establishing look) only longer, never shorter. A length that was set by hand stays.
    """
    clips: list[Clip] = []
    frame = 0
    for clip in timeline.clips:
        shot = clip.shot
        if shot.duration_basis != "hand" and any(
            (shot.id, number) in spoken for number in range(1, len(shot.dialogue) + 1)
        ):
            seconds = Fraction(_length(_lines(clip, spoken)), SAMPLE_RATE)
            needed = math.ceil(
                (seconds + Fraction(str(timing.lead_in)) + Fraction(str(timing.speech_padding))) * timeline.fps
            )
            frames = needed if shot.duration_basis == "speech" else max(needed, shot.duration_frames)
            shot = shot.model_copy(update={"duration_frames": frames})
        clips.append(clip.model_copy(update={"shot": shot, "start_frame": frame}))
        frame += shot.duration_frames
    return timeline.model_copy(update={"clips": tuple(clips)})


class _Line(Noun):
    files: tuple[tuple[Path, Measured], ...]
    length: int
    line: DialogueLine


def _lines(clip: Clip, spoken: Spoken) -> list[_Line]:
    lines = []
    for number, line in enumerate(clip.shot.dialogue, 1):
        files = tuple(spoken.get((clip.shot.id, number), ()))
        length = sum(measured.ends - measured.begins for _, measured in files) if files else _guessed(line.text)
        lines.append(_Line(files=files, length=length, line=line))
    return lines


def _guessed(text: str) -> int:
    """How long a line takes that nobody has spoken yet, in samples."""
    ideographs = sum(is_cjk(char) for char in text)
    return round((ideographs / _IDEOGRAPHS_A_SECOND + (len(text) - ideographs) / _LETTERS_A_SECOND) * SAMPLE_RATE)


def _length(lines: Sequence[_Line]) -> int:
    return sum(line.length for line in lines) + max(0, len(lines) - 1) * _samples(_PAUSE)


def _cues(lines: Sequence[_Line], at: int) -> tuple[list[Cue], list[tuple[int, int]]]:
    cues: list[Cue] = []
    spans: list[tuple[int, int]] = []
    for line in lines:
        spans.append((at, at + line.length))
        for path, measured in line.files:
            cues.append(
                Cue(
                    kind="dialogue",
                    path=path,
                    sha256=measured.sha256,
                    at=at,
                    length=measured.ends - measured.begins,
                    skip=measured.begins,
                    gain=_gain(_VOICE, measured),
                    speaker=" ".join(line.line.character.split()),
                    heard=line.line.voice,
                )
            )
            at = cues[-1].end
        at = spans[-1][1] + _samples(_PAUSE)
    return cues, spans


def _in_frames(spans: Sequence[tuple[int, int]], begin: int, fps: Fraction, frames: int) -> Spans:
    """Captions come with the first frame in which something is heard, and stay a moment, unless the next one comes."""
    firsts = [min(math.floor(Fraction(first - begin, SAMPLE_RATE) * fps), frames - 1) for first, _ in spans]
    lasts = [math.ceil((Fraction(last - begin, SAMPLE_RATE) + _HOLD) * fps) for _, last in spans]
    return tuple(
        (first, max(first + 1, min(last, following)))
        for first, last, following in zip(firsts, lasts, [*firsts[1:], frames], strict=True)
    )


def _effect(path: Path, measured: Measured, at: int) -> Cue:
    # Quiet effects are meant to be quiet; loud ones must leave room for speech.
    gain = min(0.0, _gain(_EFFECT, measured))
    return Cue(kind="sfx", path=path, sha256=measured.sha256, at=at, length=measured.samples, gain=gain)


def _bed(music: tuple[Path, Measured], begins: int, *, speaking: bool) -> Bed:
    path, measured = music
    gain = _gain(_MUSIC if speaking else _MUSIC_ALONE, measured)
    return Bed(path=path, sha256=measured.sha256, begins=begins % max(measured.samples, 1), gain=gain)


def _gain(wanted: float, measured: Measured) -> float:
    if measured.loudness is None:
        return 0.0
    return round(min(max(wanted - measured.loudness, -_MOST_GAIN), _MOST_GAIN), 2)


def _samples(seconds: float | Fraction) -> int:
    return round(Fraction(str(seconds)) * SAMPLE_RATE)
