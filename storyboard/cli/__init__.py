"""The command line: one file per command, loaded when it is called. `--help` loads click and nothing else of weight."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from storyboard.errors import ExitCode, StoryboardError

# Name -> one line for the overview; the command itself is `command` in storyboard/cli/<name>.py.
COMMANDS = {
    "run": "All of it: shots, frames, animatic, board and bundle.",
    "new": "Make a project from a script and a picture of each character.",
    "shots": "Read the script and break it into shots.",
    "cast": "Show who and what is in the film, and what of them is missing.",
    "plan": "Say what would be drawn, why, and what it would cost.",
    "frames": "Draw the frames that are missing or out of date.",
    "pick": "Choose the take that stands for a shot.",
    "approve": "Say that the pictures of some shots are right.",
    "redo": "Ask for the pictures of some shots again, and say what is wrong.",
    "revise": "Change one thing in a picture, and keep the rest.",
    "import": "Bring in pictures of your own as takes.",
    "check": "Look for what does not fit, in the shots and in the frames.",
    "animatic": "Render the film from its frames, with timing, moves and captions.",
    "board": "Write the storyboard as a page or a contact sheet.",
    "export": "Write the bundle that image-to-video tools take.",
    "status": "Say where the project stands.",
    "doctor": "Say whether this machine is ready, and what would help.",
}
_MODULES = {"import": "import_"}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"storyboard.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            raise click.UsageError(f"No such command {args[0]!r}.{f' Did you mean {near[0]!r}?' if near else ''}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("-C", "folder", metavar="DIR", help="The project's folder (default: here, or a parent of here).")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option("--no-color", is_flag=True, help="No colours (NO_COLOR does the same).")
@click.version_option(package_name="storyboard", message="storyboard %(version)s")
@click.pass_context
def cli(ctx: click.Context, folder: str | None, quiet: bool, verbose: bool, debug: bool, no_color: bool) -> None:
    """Script in; the same face in every frame; animatic and image-to-video bundle out.

    \b
    Start with:  storyboard new my-film --script script.fountain --character MARA=mara.png
    Then:        storyboard -C my-film run
    """
    from storyboard.cli.context import Context

    ctx.obj = Context(
        folder=Path(folder) if folder is not None else None,
        quiet=quiet,
        verbose=verbose,
        color=not (no_color or os.environ.get("NO_COLOR")),
    )
    ctx.meta["storyboard.debug"] = debug


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with the exit code that the outcome has."""
    argv = sys.argv[1:] if args is None else args
    sys.exit(_run(argv))


def _run(argv: list[str]) -> int:
    try:
        outcome: Any = cli.main(args=argv, prog_name="storyboard", standalone_mode=False)
    except StoryboardError as error:
        if "--debug" in argv:
            _show_traceback(error)
        _say(str(error))
        return int(error.exit_code)
    except click.exceptions.NoArgsIsHelpError as overview:
        click.echo(overview.format_message())
        return int(ExitCode.DONE)
    except click.UsageError as error:
        where = f" See: {error.ctx.command_path} --help" if error.ctx else ""
        _say(f"{error.format_message()}{where}")
        return int(ExitCode.BAD_INPUT)
    except click.ClickException as error:
        _say(error.format_message())
        return int(ExitCode.BAD_INPUT)
    except (KeyboardInterrupt, click.Abort):
        _say("Stopped. What was finished is kept; the same command goes on from there.")
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output (head, less) has gone; a second error while flushing would only confuse.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.DONE)
    except Exception as error:  # noqa: BLE001 - the last door: a bug is reported as one, with a log to send
        from storyboard.cli.crash import write_crash_log

        if "--debug" in argv:
            _show_traceback(error)
        _say(f"A bug in storyboard: {type(error).__name__}. A report to send with it lies in {write_crash_log(error)}")
        return int(ExitCode.BUG)
    return outcome if isinstance(outcome, int) else int(ExitCode.DONE)


def _show_traceback(error: BaseException) -> None:
    import traceback

    from storyboard.cli.crash import without_secrets

    _say(without_secrets("".join(traceback.format_exception(error))))


def _say(message: str) -> None:
    click.echo(message.encode("utf-8", "backslashreplace").decode(), err=True)
