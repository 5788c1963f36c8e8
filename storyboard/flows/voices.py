"""The sound of a film: who speaks its lines, what that costs, and where everything is heard."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from storyboard.animatic import (
    Espeak,
    Line,
    Piper,
    SpeechPlan,
    SpeechService,
    SpokenPart,
    SpokenStore,
    Timbre,
    VoiceEngine,
    cast_voices,
    find_recordings,
    lines_of,
)
from storyboard.errors import BudgetError, DrawingRefused, ServiceError, StoryboardError, UnfinishedError
from storyboard.media import is_cjk
from storyboard.model import Clip, Noun, Progress, Quote, Timeline
from storyboard.paid import open_till, read_money
from storyboard.project import Project, write_atomically

if TYPE_CHECKING:
    from storyboard.animatic import Marker, Measured, Placed

ENGINES = ("none", "espeak", "piper", "openai")
# What people put into the project: recordings, voice files for piper, effects. What was paid for lies with it.
_VOICES, _EFFECTS, _BOUGHT = "voices", "sfx", "bought"
_SECONDS_A_LINE = 3.0
_MOST_NAMED = 6
# Times the speed at which people read; a little more does no harm in a film made to be judged.
_HURRIED = 1.1


class SoundOptions(Noun):
    """How the film sounds.

    Attributes:
        voices: Who speaks lines that nobody has recorded.
        fit: Shots become as long as what is said in them; in this animatic only, shots.yaml stays as it is.
        budget: The most the project may cost in all, in US dollars; the bible's if None.
        retry_unknown: Lines that may be paid for already may be asked for again.
    """

    voices: Literal["none", "espeak", "piper", "openai"] = "none"
    fit: bool = False
    budget: Decimal | None = None
    retry_unknown: bool = False


@dataclass(frozen=True)
class VoicePlan:
    """What would be bought.

    Attributes:
        parts: The requests.
        recorded: How many lines are recordings; `known` how many were bought before.
        cap: The budget in US dollars; `spent` is what of it is gone or at risk.
    """

    parts: tuple[SpokenPart, ...]
    quote: Quote
    recorded: int
    known: int
    cap: Decimal
    spent: Decimal
    minutes: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class FilmSound:
    """A film with its sound. `timeline` has other lengths than the one it was made from where shots follow voices."""

    timeline: Timeline
    placed: Placed
    markers: tuple[Marker, ...] = ()
    notes: tuple[str, ...] = field(default=())


def plan_voices(
    project: Project, timeline: Timeline, options: SoundOptions, *, first: int = 0, last: int | None = None
) -> VoicePlan:
    """What having the lines of these clips spoken by the paid service would cost; sends nothing and needs no key.

    Raises:
        BibleError: The bible names a voice that the service has not.
    """
    speech, store = SpeechPlan(project.bible.openai), _bought(project)
    cast, lines, recorded = _script(project, timeline, first, last)
    parts: dict[str, SpokenPart] = {}
    known = 0
    for line in lines:
        missing = [part for part in speech.parts(line, cast[line.speaker]) if store.find(part.key) is None]
        known += not missing
        parts |= {part.key: part for part in missing}
    cap = project.bible.budget if options.budget is None else options.budget
    return VoicePlan(
        parts=tuple(parts.values()),
        quote=sum((speech.quote(part) for part in parts.values()), Quote()),
        recorded=recorded,
        known=known,
        cap=cap,
        spent=read_money(project.layout.state, cap).committed_usd,
        minutes=len(parts) * _SECONDS_A_LINE / 60 / project.bible.openai.parallel,
        warnings=speech.warnings,
    )


def film_sound(
    project: Project,
    timeline: Timeline,
    options: SoundOptions,
    *,
    first: int = 0,
    last: int | None = None,
    progress: Progress,
) -> FilmSound:
    """Have the lines of some clips spoken that nobody recorded, and lay out their sound.

    Recordings in ``voices/`` go before every voice, and are used without any; effects come from ``sfx/``. Lines are
    spoken once: what a program said lies in the cache, what was paid for in ``voices/bought``.

    Raises:
        InputError: A recording is no sound, or the program that should speak is missing or refuses.
        UnfinishedError: Some lines could not be bought; the others are kept.
        BudgetError: The next line could break the budget.
        ServiceError: The service refuses everything.
    """
    from storyboard.animatic import Measurements, fit_to_voices, place_sound

    cast, lines, _ = _script(project, timeline, first, last)
    recordings = find_recordings(project.root / _VOICES)
    files: dict[tuple[str, int], list[Path]] = {key: [path] for key, path in recordings.files.items()}
    files |= _spoken(project, lines, cast, options, progress)
    shown = timeline.clips[first:last]
    measurements = Measurements(project.layout.cache / "sounds")
    ids = {clip.shot.id for clip in timeline.clips}
    spoken = {
        key: [(path, measurements.of(path)) for path in paths]
        for key, paths in files.items()
        if key[0] in {clip.shot.id for clip in shown}
    }
    effects = find_recordings(project.root / _EFFECTS)
    by_shot: dict[str, list[tuple[Path, Measured]]] = {}
    for (shot, _), path in sorted(effects.files.items()):
        if shot in {clip.shot.id for clip in shown}:
            by_shot.setdefault(shot, []).append((path, measurements.of(path)))
    if options.fit:
        timeline = fit_to_voices(timeline, spoken, project.bible.timing)
        shown = timeline.clips[first:last]
    music = timeline.music
    placed = place_sound(
        shown,
        timeline.fps,
        spoken=spoken,
        effects=by_shot,
        music=(music, measurements.of(music)) if music is not None else None,
        timing=project.bible.timing,
    )
    strange = [*recordings.strange, *effects.strange]
    strange += [path for (shot, _), path in (recordings.files | effects.files).items() if shot not in ids]
    return FilmSound(
        timeline=timeline,
        placed=placed,
        markers=_markers(shown, by_shot),
        notes=(*_crowded(placed), *_not_placed(project, strange)),
    )


def _script(
    project: Project, timeline: Timeline, first: int, last: int | None
) -> tuple[dict[str, Timbre], list[Line], int]:
    """Everybody's voice; the lines of some clips that nobody recorded; and how many are recorded.

    Voices are cast for the whole film, so that they are the same in a part of it.
    """
    every = lines_of(timeline.clips)
    cast = cast_voices((line.speaker for line in every), project.bible)
    shown = {clip.shot.id for clip in timeline.clips[first:last]}
    recordings = find_recordings(project.root / _VOICES)
    wanted = [line for line in every if line.shot in shown]
    missing = [line for line in wanted if recordings.of(line.shot, line.number) is None]
    return cast, missing, len(wanted) - len(missing)


def _spoken(
    project: Project, lines: Sequence[Line], cast: Mapping[str, Timbre], options: SoundOptions, progress: Progress
) -> dict[tuple[str, int], list[Path]]:
    if options.voices == "none" or not lines:
        return {}
    if options.voices == "openai":
        return _buy(project, lines, cast, options, progress)
    if options.voices == "espeak":
        engine: VoiceEngine = Espeak()
    else:
        engine = Piper(project.root, sorted((project.root / _VOICES).glob("*.onnx")))
    store = SpokenStore(project.layout.cache / "voices")
    keys = {line: store.key(engine.facts(line, cast[line.speaker])) for line in lines}
    missing = {key: line for line, key in keys.items() if store.find(key) is None}
    progress.begin("voices", len(missing))

    def speak(key: str, line: Line) -> None:
        store.keep(key, *engine.speak(line, cast[line.speaker]))

    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        for done in [pool.submit(speak, key, line) for key, line in missing.items()]:
            done.result()
            progress.advance()
    progress.end()
    found = {(line.shot, line.number): store.find(key) for line, key in keys.items()}
    return {place: [path] for place, path in found.items() if path is not None}


def _buy(
    project: Project, lines: Sequence[Line], cast: Mapping[str, Timbre], options: SoundOptions, progress: Progress
) -> dict[tuple[str, int], list[Path]]:
    speech, store = SpeechPlan(project.bible.openai), _bought(project)
    parts = {line: speech.parts(line, cast[line.speaker]) for line in lines}
    missing = {part.key: part for of_line in parts.values() for part in of_line if store.find(part.key) is None}
    if missing:
        failures = asyncio.run(_ask(project, tuple(missing.values()), store, options, progress))
        if failures:
            named = "; ".join(failures[:_MOST_NAMED]) + (" ..." if len(failures) > _MOST_NAMED else "")
            raise UnfinishedError(
                f"{len(failures)} of {len(missing)} lines were not spoken: {named}",
                cure="The others are kept. Run the same command again, or record these lines",
            )
    found: dict[tuple[str, int], list[Path]] = {}
    for line, of_line in parts.items():
        paths = [store.find(part.key) for part in of_line]
        found[line.shot, line.number] = [path for path in paths if path is not None]
    return found


async def _ask(
    project: Project, parts: Sequence[SpokenPart], store: SpokenStore, options: SoundOptions, progress: Progress
) -> list[str]:
    """Why some parts were not spoken; what stops everything is raised once nothing is under way any more."""
    from platformdirs import user_state_path

    bible = project.bible
    till = open_till(
        project.layout.state,
        bible.budget if options.budget is None else options.budget,
        per_run=bible.budget_per_run,
        per_day=bible.budget_per_day,
        retry_unknown=options.retry_unknown,
        spare=user_state_path("storyboard", appauthor=False) / "spool",
    )
    service = SpeechService(bible.openai, till, store, today=datetime.now(UTC).date())
    lanes = asyncio.Semaphore(service.lanes)
    failures: list[str] = []
    stop: list[StoryboardError] = []

    async def speak(part: SpokenPart) -> None:
        async with lanes:
            if stop:
                return
            try:
                await service.speak(part)
            except DrawingRefused as refusal:
                failures.append(f"{part.slot} ({refusal.what})")
            except (ServiceError, BudgetError) as error:
                stop.append(error)
            progress.advance()

    progress.begin("voices", len(parts))
    try:
        await asyncio.gather(*(speak(part) for part in parts))
    finally:
        await service.close()
    progress.end()
    if stop:
        raise stop[0]
    return failures


def _bought(project: Project) -> SpokenStore:
    return SpokenStore(project.root / _VOICES / _BOUGHT)


def _markers(clips: Sequence[Clip], effects: Mapping[str, object]) -> tuple[Marker, ...]:
    """The sounds that the script asks for and nobody has recorded."""
    from storyboard.animatic import Marker

    markers = []
    frame = 0
    for clip in clips:
        if clip.shot.id not in effects:
            markers += [Marker(frame=frame, shot=clip.shot.id, text=text) for text in clip.shot.sound]
        frame += clip.shot.duration_frames
    return tuple(markers)


def _crowded(placed: Placed) -> tuple[str, ...]:
    if not placed.crowded:
        return ()
    named = ", ".join(f"{number} ({said:.1f} s in {has:.1f} s)" for number, said, has in placed.crowded[:_MOST_NAMED])
    more = " ..." if len(placed.crowded) > _MOST_NAMED else ""
    return (f"Shots too short for their voices, which run on into the next: {named}{more}. --fit-voices makes room",)


def _not_placed(project: Project, strange: Sequence[Path]) -> tuple[str, ...]:
    if not strange:
        return ()
    named = ", ".join(path.relative_to(project.root).as_posix() for path in strange[:_MOST_NAMED])
    more = " ..." if len(strange) > _MOST_NAMED else ""
    return (f"Sound files named after no shot of this film: {named}{more}. Name them like s012_0010.wav",)


def caption_notes(film: FilmSound, first: int, last: int | None) -> tuple[str, ...]:
    """What is wrong with the captions of some clips: too fast to be read, or letters without a font."""
    from storyboard.animatic import hurry_of, missing_letters

    shots = [clip.shot for clip in film.timeline.clips[first:last]]
    notes = []
    hurried = [shot.number or shot.id for shot in shots if hurry_of(shot, film.timeline.fps) > _HURRIED]
    if hurried:
        more = " ..." if len(hurried) > _MOST_NAMED else ""
        notes.append(f"Captions that go by too fast to be read: {', '.join(hurried[:_MOST_NAMED])}{more}")
    if letters := missing_letters(shots):
        shown = letters[:20] + ("..." if len(letters) > 20 else "")
        cure = "pip install 'storyboard[cjk]' brings one" if any(map(is_cjk, letters)) else "subtitles still have them"
        notes.append(f"Letters of captions that no font here has, left out: {shown} ({cure})")
    return tuple(notes)


def write_beside(
    film: FilmSound, path: Path, subtitles: Collection[str], *, stems: Path | None, first: int, last: int | None
) -> tuple[Path, ...]:
    """Write subtitle files beside the film at `path`, and the parts of its mix into the folder `stems`."""
    written: list[Path] = []
    wanted = [kind for kind in ("srt", "vtt") if kind in subtitles]
    if wanted:
        from storyboard.animatic import subtitles_of, to_srt, to_vtt

        texts = subtitles_of(film.timeline.clips[first:last], film.placed.speech)
        for kind in wanted:
            beside = path.with_suffix(f".{kind}")
            text = (to_srt if kind == "srt" else to_vtt)(texts, film.timeline.fps)
            write_atomically(beside, text.encode("utf-8", "replace"))
            written.append(beside)
    if stems is not None:
        from storyboard.animatic import write_stems

        written += write_stems(film.placed.soundtrack, stems, film.markers, film.timeline.fps)
    return tuple(written)
