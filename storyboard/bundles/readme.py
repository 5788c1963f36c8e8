"""README.md of a bundle: what lies in it and what to do with it, for somebody who never saw this program."""

from __future__ import annotations

from storyboard.bundles.manifest import Manifest, ShotEntry

_TEXT = """\
# {title}: shots for {target}

{shots} shots, {seconds:.1f} seconds at {fps} frames a second. Every picture here is exactly {width} x {height} pixels.

## What is what

| file | what it is |
|---|---|
| `shots/001_…/start.png` | the first picture of a shot; folders are in film order |
| `shots/001_…/end.png` | the last picture, for shots that have one |
| `shots/001_…/motion.txt` | what moves between them: the prompt to paste |
| `shots.csv` | all shots as a table, for a spreadsheet |
| `manifest.json` | everything about every shot, for programs; `manifest.schema.json` describes it |

## How to use it

1. Give the tool `start.png` as the first frame and, where there is one and the tool takes it, `end.png` as the last frame.
2. Paste `motion.txt` as the prompt. Do not describe the picture again: the tool sees it.
3. If the tool has a field for what must not be seen, paste the shot's `negative_prompt`. If it has none, leave it out.
4. Choose the length the shot is planned at or, where the tool sells fixed lengths, the next longer one, and trim it in the edit.
5. Leave the aspect ratio at "adaptive", "auto" or the picture's own. A different ratio crops or stretches.
6. Name what comes back after the shot's id (`s001_0010.mp4`), so that it finds its way home.

## Take care

- First and last picture have the same size and are cropped around the same point. Change both alike or neither, or the clip jumps.
- The pictures carry no captions, numbers or arrows, and should not get any: a video model would animate them.
- Pictures smaller than the canvas were enlarged, and are listed below; nothing was stretched, and no bars were added.
- One clip costs money at most tools. Start with the shots whose status is `final`.

## Shots

| no. | id | seconds | camera | status | pictures |
|---|---|---|---|---|---|
{rows}
{warnings}"""


def readme_bytes(manifest: Manifest, target_title: str) -> bytes:
    """The page, in Markdown."""
    warnings = "".join(f"- {_plain(warning)}\n" for warning in manifest.warnings)
    text = _TEXT.format(
        title=_plain(manifest.title or "Untitled"),
        target=target_title,
        shots=len(manifest.shots),
        seconds=manifest.duration_seconds,
        fps=f"{manifest.fps_float:.3f}".rstrip("0").rstrip("."),
        width=manifest.frame.width,
        height=manifest.frame.height,
        rows="\n".join(_row(shot) for shot in manifest.shots),
        warnings=f"\n## Warnings\n\n{warnings}" if warnings else "",
    )
    return text.encode("utf-8", "replace")


def _row(shot: ShotEntry) -> str:
    pictures = " + ".join(name for name, frame in (("start", shot.start), ("end", shot.end)) if frame) or "none yet"
    cells = (shot.number, f"`{shot.id}`", f"{shot.planned_seconds:.2f}", shot.camera.words, shot.status, pictures)
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _plain(text: str) -> str:
    """One line that no Markdown reader takes for a table cell, a tag or a link."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "|<>[]*\\" else char for char in flat)
