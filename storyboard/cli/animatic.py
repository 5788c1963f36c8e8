"""storyboard animatic"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, parse_size
from storyboard.cli.options import BUDGET, ON_UNKNOWN, YES

if TYPE_CHECKING:
    from storyboard.flows import Project, SoundOptions
    from storyboard.model import Format

_NARROWEST, _WIDEST = 0.5, 4.0


@click.command("animatic")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.mp4", help="Where to. Default: out/animatic.mp4."
)
@click.option(
    "--range", "shots", default="", metavar="A..B", help="Only these shots: s002_0010..s003_0040, 2A..3B, 2A.. or 2A."
)
@click.option("--scene", default="", metavar="SCENE", help="Only this scene, by its number.")
@click.option("--size", metavar="WxH", help="Default: the project's format.")
@click.option(
    "--cut",
    "shape",
    default="",
    metavar="FORMAT",
    help="Another shape of the same film, cropped around heads: 9:16, 1:1, 16:9, 4:3, 2.39 or WxH.",
)
@click.option(
    "--matte", default="", metavar="RATIO", help="Black bars that leave this ratio, such as 2.39; none takes them away."
)
@click.option("--preview", is_flag=True, help="Small and fast.")
@click.option("--gif", is_flag=True, help="An animated GIF instead, without sound.")
@click.option("--contact", is_flag=True, help="A sheet of every shot's middle frame instead.")
@click.option(
    "--ends",
    type=click.Choice(["auto", "dissolve", "move"]),
    default="auto",
    show_default=True,
    help="How a shot with a picture of its end gets there: auto moves where the camera goes nearer or away.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), metavar="N", help="Pieces encoded at once. Default: one for each processor."
)
@click.option("--no-captions", is_flag=True, help="Leave dialogue out of the picture.")
@click.option("--arrows", is_flag=True, help="Arrows for what camera and people do, as each shot begins.")
@click.option("--music", type=click.Path(path_type=Path), metavar="FILE", help="Another music bed than the bible's.")
@click.option(
    "--voices",
    type=click.Choice(["none", "espeak", "piper", "openai"]),
    default="none",
    show_default=True,
    help="Who speaks lines nobody recorded: the program espeak-ng or piper, or a paid service (until 2027-01-06). "
    "Recordings (voices/s012_0010.wav) are always used.",
)
@click.option("--fit-voices", is_flag=True, help="Shots as long as what is said in them; in this film only.")
@click.option(
    "--stems", type=click.Path(path_type=Path), metavar="DIR", help="Also the parts of the mix, as WAV files."
)
@click.option(
    "--subtitles",
    multiple=True,
    type=click.Choice(["track", "srt", "vtt", "none"]),
    help="Words to switch on: in the film, or a file beside it. Default: in the film, with --no-captions.",
)
@click.option("--slate", is_flag=True, help="Scene, shot, take, timecode and date in the corners.")
@click.option("--version-name", default="", metavar="TEXT", help="With --slate: which version of the film this is.")
@click.option("--watermark", default="", metavar="TEXT", help="Words laid faintly over the picture.")
@BUDGET
@ON_UNKNOWN
@YES
@click.pass_obj
def command(
    context: Context,
    output: Path | None,
    shots: str,
    scene: str,
    size: str | None,
    shape: str,
    matte: str,
    preview: bool,
    gif: bool,
    contact: bool,
    ends: str,
    jobs: int | None,
    no_captions: bool,
    arrows: bool,
    music: Path | None,
    voices: str,
    fit_voices: bool,
    stems: Path | None,
    subtitles: tuple[str, ...],
    slate: bool,
    version_name: str,
    watermark: str,
    budget: Decimal | None,
    on_unknown: str,
    yes: bool,
) -> None:
    """Render the film from its frames: exact timing, camera moves, captions, voices, music.

    Only what changed since the last time is encoded again. A shot without a picture shows a slate.
    """
    from storyboard.flows import (
        FilmCut,
        SoundOptions,
        burn_in_of,
        make_animatic,
        make_contact_sheet,
        make_gif,
    )
    from storyboard.model import clock

    if gif and contact:
        raise click.UsageError("--gif and --contact are two different things; ask for one at a time")
    cut = FilmCut.model_validate(
        {
            "scene": scene,
            "format": _format(shape),
            "matte": _ratio(matte),
            "preview": preview,
            "ends": ends,
            "jobs": jobs,
        }
    )
    project = context.project()
    if contact:
        sheet = make_contact_sheet(project, output=output, shots=shots, cut=cut, progress=context.progress())
        click.echo(sheet)
        return
    if gif:
        path = make_gif(
            project,
            output=output,
            size=parse_size(size),
            captions=not no_captions,
            shots=shots,
            cut=cut,
            progress=context.progress(),
        )
        click.echo(path)
        return
    sound = SoundOptions.model_validate(
        {"voices": voices, "fit": fit_voices, "budget": budget, "retry_unknown": on_unknown == "retry"}
    )
    if voices == "openai":
        _confirm(project, sound, shots, scene, yes=yes)
    report = make_animatic(
        project,
        output=output,
        size=parse_size(size),
        captions=not no_captions,
        arrows=arrows,
        shots=shots,
        music=music,
        sound=sound,
        stems=stems,
        subtitles=subtitles or None,
        burn_in=burn_in_of(slate=slate, version=version_name, watermark=watermark),
        cut=cut,
        progress=context.progress(),
    )
    context.say(
        f"{report.frames} frames, {clock(report.seconds)}; {report.segments_rendered} pieces encoded, {report.segments_reused} reused."
    )
    click.echo(report.path)
    if stems is not None:
        click.echo(stems)


def _format(text: str) -> Format | None:
    from storyboard.model import parse_format

    try:
        return parse_format(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--cut") from None


def _ratio(text: str) -> float | None:
    """None where nothing is said, 0 for no matte."""
    plain = text.strip().lower().removesuffix(":1").replace(",", ".")
    if not plain:
        return None
    if plain == "none":
        return 0.0
    if not re.fullmatch(r"\d(\.\d{1,3})?", plain) or not _NARROWEST <= float(plain) <= _WIDEST:
        raise click.BadParameter(
            f"{text!r} is not a ratio. Write it like 2.39, from 0.5 to 4, or none.", param_hint="--matte"
        )
    return float(plain)


def _confirm(project: Project, sound: SoundOptions, shots: str, scene: str, *, yes: bool) -> None:
    """Say what the voices cost, and go on only with consent."""
    from storyboard.cli.consent import confirm_spending
    from storyboard.flows import price_of_voices

    plan = price_of_voices(project, sound, shots=shots, scene=scene)
    if not plan.parts:
        return
    for warning in plan.warnings:
        click.echo(f"Note: {warning}", err=True)
    count = len(plan.parts)
    confirm_spending(
        f"{count} line{'s' * (count != 1)} to be spoken by openai ({plan.recorded} recorded, {plan.known} bought before)",
        plan.quote,
        cap=plan.cap,
        spent=plan.spent,
        minutes=plan.minutes,
        yes=yes,
    )
