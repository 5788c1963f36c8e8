"""The one way in: a film, a tool and a place become a bundle."""

from __future__ import annotations

from pathlib import Path

from storyboard.bundles.compose import Composer
from storyboard.bundles.target import load_target
from storyboard.bundles.write import write_folder, write_zip
from storyboard.errors import InputError
from storyboard.model import Noun, Progress, Silence, Timeline

_SILENCE = Silence()


class BundleReport(Noun):
    """What was written. `shots` counts those with a picture, `missing` those without; `warnings` name the shot first."""

    path: Path
    shots: int
    missing: int = 0
    warnings: tuple[str, ...] = ()


def export_bundle(
    timeline: Timeline,
    output: Path,
    *,
    target: str = "generic",
    created: str = "",
    progress: Progress = _SILENCE,
) -> BundleReport:
    """Write the film's pictures and motion prompts for an image-to-video tool.

    Args:
        timeline: The film.
        output: A folder, or a file ending in ``.zip``. A bundle that is already there is replaced, anything else is not.
        target: Name of the tool; `known_targets` lists them.
        created: When, as it should stand in the manifest; the same film and the same words give the same bytes.
        progress: Told of every shot, and of every warning.

    Raises:
        InputError: An unknown tool, or a film without shots.
        ProjectError: Something that is not a bundle is in the way, or the place cannot be written.
    """
    tool = load_target(target)
    if not timeline.clips:
        raise InputError("There are no shots to export", cure="Break the script into shots first: storyboard shots")
    composer = Composer(timeline, tool, created=created, progress=progress)
    progress.begin(f"bundle {tool.name}", len(timeline.clips))
    write = write_zip if output.suffix.lower() == ".zip" else write_folder
    write(composer.files(), output)
    progress.end()
    manifest = composer.manifest
    assert manifest is not None  # `files` ran to its end
    drawn = sum(1 for shot in manifest.shots if shot.start is not None)
    return BundleReport(path=output, shots=drawn, missing=len(manifest.shots) - drawn, warnings=manifest.warnings)
