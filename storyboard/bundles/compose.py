"""A film as a bundle: which files it has, made one at a time, and the manifest that names them all."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from importlib.metadata import PackageNotFoundError, version

from storyboard.bundles.fit import Fitted, fit_take, focus_of
from storyboard.bundles.manifest import (
    MANIFEST_FILE,
    SCHEMA_FILE,
    Camera,
    CropBox,
    Frame,
    Manifest,
    Original,
    Pixels,
    Program,
    ReferenceEntry,
    SceneEntry,
    ScriptPlace,
    ShotEntry,
    Speech,
    Status,
    SubjectEntry,
    Transition,
    manifest_bytes,
    schema_bytes,
)
from storyboard.bundles.readme import readme_bytes
from storyboard.bundles.table import csv_bytes
from storyboard.bundles.target import Target
from storyboard.errors import PictureError
from storyboard.model import Clip, Progress, Quality, Take, Timeline, frames_of, seconds_of

README_FILE, TABLE_FILE = "README.md", "shots.csv"


class Composer:
    """Makes a bundle's files in order; afterwards `manifest` is what was made."""

    def __init__(self, timeline: Timeline, target: Target, *, created: str, progress: Progress) -> None:
        self.manifest: Manifest | None = None
        self._timeline = timeline
        self._target = target
        self._created = created
        self._progress = progress
        self._canvas = target.canvas_for(timeline)
        self._fps = target.fps_for(timeline)
        self._digits = max(3, len(str(len(timeline.clips))))
        self._names: list[str] = []

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Name within the bundle and bytes of every file; only one picture is in memory at a time."""
        shots: list[ShotEntry] = []
        for place, clip in enumerate(self._timeline.clips):
            entry = yield from self._shot_files(place, clip)
            shots.append(entry)
            for warning in entry.warnings:
                self._progress.note(f"{entry.number or entry.id}: {warning}")
            self._progress.advance(clip.shot.id)
        self._names += [TABLE_FILE, README_FILE, SCHEMA_FILE, MANIFEST_FILE]
        self.manifest = manifest = self._manifest(tuple(shots))
        yield TABLE_FILE, csv_bytes(manifest)
        yield README_FILE, readme_bytes(manifest, self._target.title)
        yield SCHEMA_FILE, schema_bytes()
        # Last, because a folder or an archive that has it is complete.
        yield MANIFEST_FILE, manifest_bytes(manifest)

    def _shot_files(self, place: int, clip: Clip) -> Generator[tuple[str, bytes], None, ShotEntry]:
        """The files of one shot, and what the manifest says of it."""
        shot = clip.shot
        folder = f"shots/{place + 1:0{self._digits}d}_{shot.id}"
        warnings: list[str] = []
        start, end, motion_file = None, None, None
        takes = [take for take in (clip.start_take, clip.end_take) if take is not None]
        focus = focus_of(*takes)
        if clip.start_take is None:
            warnings.append("nothing is drawn yet")
        else:
            start = yield from self._picture(f"{folder}/start.png", clip.start_take, focus, warnings)
        if start is not None and clip.end_take is not None and self._target.end_frames:
            end = yield from self._picture(f"{folder}/end.png", clip.end_take, focus, warnings)
        prompt = clip.motion_prompt.strip()
        if not prompt:
            warnings.append("it has no motion prompt")
        elif start is not None:
            motion_file = f"{folder}/motion.txt"
            yield from self._file(motion_file, f"{prompt}\n".encode("utf-8", "replace"))
        if start is not None and clip.stale:
            warnings.append(f"its picture is out of date: {'; '.join(clip.stale)}")
        return self._entry(place, clip, start, end, motion_file, tuple(warnings))

    def _picture(
        self, name: str, take: Take, focus: tuple[float, float], warnings: list[str]
    ) -> Generator[tuple[str, bytes], None, Frame | None]:
        try:
            fitted = fit_take(take, self._canvas, focus)
        except PictureError as error:
            warnings.append(f"its picture cannot be read: {error}")
            return None
        frame = _frame(name, take, fitted, self._canvas)
        if frame.enlarged:
            warnings.append(
                f"{name.rpartition('/')[2]} was enlarged {fitted.crop.scale:.2f} times: the picture has only "
                f"{take.receipt.width}x{take.receipt.height} pixels for {self._canvas[0]}x{self._canvas[1]}"
            )
        yield from self._file(name, fitted.png)
        return frame

    def _file(self, name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
        self._names.append(name)
        yield name, data

    def _entry(
        self,
        place: int,
        clip: Clip,
        start: Frame | None,
        end: Frame | None,
        motion_file: str | None,
        warnings: tuple[str, ...],
    ) -> ShotEntry:
        shot, fps = clip.shot, self._timeline.fps
        seconds = round(seconds_of(shot.duration_frames, fps), 6)
        frames = shot.duration_frames if self._fps == fps else frames_of(shot.duration_frames / fps, self._fps)
        return ShotEntry(
            id=shot.id,
            number=shot.number,
            scene=shot.scene,
            order=place,
            status=_status(clip, start),
            stale=clip.stale,
            frame_from=shot.frame_from,
            start=start,
            end=end,
            motion_file=motion_file,
            motion_prompt=clip.motion_prompt.strip(),
            negative_prompt=", ".join(self._timeline.avoid) if self._target.negative_prompts else "",
            duration_frames=frames,
            duration_seconds=round(seconds_of(frames, self._fps), 6),
            planned_frames=shot.duration_frames,
            planned_seconds=seconds,
            size=shot.size,
            angle=shot.angle,
            framing=shot.framing,
            lens=shot.lens,
            camera=Camera(words=str(shot.movement), move=shot.movement.move, direction=shot.movement.direction),
            subjects=tuple(
                SubjectEntry(character=subject.character, look=subject.look, on_screen=subject.on_screen)
                for subject in shot.subjects
            ),
            dialogue=tuple(
                Speech(character=line.character, text=line.text, delivery=line.delivery, voice=line.voice)
                for line in shot.dialogue
            ),
            frame_text=shot.frame_text,
            overlay_text=shot.overlay_text,
            sound=shot.sound,
            transition=Transition(into=shot.transition_in, out=shot.transition_out),
            source=ScriptPlace(file=shot.source.file, line=shot.source.line, line_end=shot.source.line_end),
            warnings=warnings,
        )

    def _manifest(self, shots: tuple[ShotEntry, ...]) -> Manifest:
        timeline = self._timeline
        return Manifest(
            program=Program(name="storyboard", version=_program_version()),
            created=self._created,
            target=self._target.name,
            title=timeline.title,
            format=timeline.format.name,
            matte=timeline.format.matte,
            fps=f"{self._fps.numerator}/{self._fps.denominator}",
            fps_float=float(self._fps),
            frame=Pixels(width=self._canvas[0], height=self._canvas[1]),
            duration_frames=sum(shot.duration_frames for shot in shots),
            duration_seconds=round(timeline.seconds, 6),
            scenes=tuple(
                SceneEntry(id=scene.id, number=scene.number, heading=scene.heading.text) for scene in timeline.scenes
            ),
            shots=shots,
            warnings=tuple(f"{shot.number or shot.id}: {warning}" for shot in shots for warning in shot.warnings),
            files=tuple(self._names),
        )


def _frame(name: str, take: Take, fitted: Fitted, canvas: tuple[int, int]) -> Frame:
    receipt, crop = take.receipt, fitted.crop
    return Frame(
        file=name,
        sha256=hashlib.sha256(fitted.png).hexdigest(),
        width=canvas[0],
        height=canvas[1],
        crop=CropBox(
            left=round(crop.left, 3),
            top=round(crop.top, 3),
            width=round(crop.width, 3),
            height=round(crop.height, 3),
            scale=round(crop.scale, 6),
            focus=(round(fitted.focus[0], 4), round(fitted.focus[1], 4)),
        ),
        enlarged=crop.enlarges,
        original=Original(
            slot=str(take.slot),
            take=take.number,
            sha256=receipt.sha256,
            width=receipt.width,
            height=receipt.height,
            origin=receipt.origin,
            backend=receipt.backend,
            model=receipt.model,
            quality=receipt.quality,
            references=tuple(
                ReferenceEntry(number=used.number, role=used.role, name=used.name, sha256=used.sha256)
                for used in receipt.references
            ),
        ),
    )


def _status(clip: Clip, start: Frame | None) -> Status:
    if start is None:
        return "missing"
    if clip.stale:
        return "stale"
    return "draft" if start.original.quality is Quality.DRAFT else "final"


def _program_version() -> str:
    try:
        return version("storyboard")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return ""
