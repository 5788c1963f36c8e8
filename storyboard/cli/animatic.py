"""storyboard animatic"""

from __future__ import annotations

from pathlib import Path

import click

from storyboard.cli.context import Context, parse_size


@click.command("animatic")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.mp4", help="Where to. Default: out/animatic.mp4."
)
@click.option("--range", "shots", default="", metavar="A..B", help="Only these shots.")
@click.option("--size", metavar="WxH", help="Default: the project's format.")
@click.option("--no-captions", is_flag=True, help="Leave dialogue out of the picture.")
@click.option("--music", type=click.Path(path_type=Path), metavar="FILE", help="Another music bed than the bible's.")
@click.pass_obj
def command(
    context: Context, output: Path | None, shots: str, size: str | None, no_captions: bool, music: Path | None
) -> None:
    """Render the film from its frames: exact timing, camera moves, captions, music.

    Only what changed since the last time is encoded again. A shot without a picture shows a slate.
    """
    from storyboard.flows import make_animatic
    from storyboard.model import clock

    report = make_animatic(
        context.project(),
        output=output,
        size=parse_size(size),
        captions=not no_captions,
        shots=shots,
        music=music,
        progress=context.progress(),
    )
    context.say(
        f"{report.frames} frames, {clock(report.seconds)}; {report.segments_rendered} pieces encoded, {report.segments_reused} reused."
    )
    click.echo(report.path)
