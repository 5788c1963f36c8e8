"""Is the machine ready: what a film needs of it, one row for each thing, with the cure where something is wrong.

Nothing is sent and nothing is changed; only `fetch_nets` fetches something, when it is asked to. A row is *missing* when
the program cannot do its work without, a *warning* when something goes less well, *ok* otherwise.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from storyboard.backends import FetchedNets, fetch_nets, nets_are_there, nets_folder, nets_trouble
from storyboard.errors import InputError, ProjectError
from storyboard.model import Bible, Noun, OpenAISettings
from storyboard.project import Project, open_project

__all__ = ["CheckRow", "CheckState", "Checkup", "FetchedNets", "check_machine", "checkup_json", "fetch_nets"]

_OLDEST_PYTHON = (3, 11)
# Package -> the module that proves that it works here, not only that it is there.
_PACKAGES = {
    "opencv": "cv2", "numpy": "numpy", "pillow": "PIL.Image", "av": "av", "openai": "openai", "pydantic": "pydantic",
    "jinja2": "jinja2", "ruamel.yaml": "ruamel.yaml",
}  # fmt: skip
_INSTALL_AGAIN = f"{Path(sys.executable).name} -m pip install --force-reinstall storyboard"
# A word in each script, and the extra that brings its font where the program itself has none.
_SCRIPTS = {
    "Latin": ("Straße", ""), "Greek": ("Δρόμος", ""), "Cyrillic": ("Улица", ""), "Devanagari": ("सड़क", ""),
    "Arabic": ("شارع", ""), "Hebrew": ("רחוב", ""), "Thai": ("ถนน", ""), "Tamil": ("தெரு", ""),
    "Chinese": ("街道", "cjk"), "Japanese": ("とおり", "cjk"), "Korean": ("거리", "cjk"),
}  # fmt: skip
_LITTLE_SPACE, _NO_SPACE = 2_000_000_000, 200_000_000
_SOON_DAYS = 60
_GIGABYTE = 1_000_000_000
_VOICES = {"espeak-ng": ("espeak-ng", "espeak"), "piper": ("piper",)}


class CheckState(StrEnum):
    """How a thing was found."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


class CheckRow(Noun):
    """One thing: its name, how it was found, what was found, and what to do about it (empty when nothing)."""

    name: str
    state: CheckState
    what: str
    cure: str = ""


class Checkup(Noun):
    """All rows; `ready` says that nothing which is needed is missing."""

    rows: tuple[CheckRow, ...]

    @property
    def ready(self) -> bool:
        """Nothing that is needed is missing."""
        return all(row.state is not CheckState.MISSING for row in self.rows)


def check_machine(
    folder: Path | None = None, *, environ: Mapping[str, str] | None = None, today: date | None = None
) -> Checkup:
    """Look at the machine, and at what the project asks of it, if there is one.

    Args:
        folder: Where the project should be; without it, one is looked for here, and having none is no fault.
        environ: Where keys and addresses are read from; by default the process's environment.
        today: For what is about to be shut down.
    """
    variables = os.environ if environ is None else environ
    day = today or date.today()  # noqa: DTZ011 - a shut-down is told in days, wherever one is
    rows = [_python(), *_packages(), _ffmpeg(), *_fonts(), _nets()]
    project: Project | None = None
    try:
        project = open_project(folder or Path())
        rows += [_ok("project", project.title), _writable(project.root)]
    except ProjectError as error:
        if folder is not None:
            rows.append(_missing("project", f"{error.file}: {error.what}", error.cure))
    except InputError as error:
        rows.append(_missing("project", f"{error.place}: {error.what}", error.cure or error.why))
    bible = project.bible if project else None
    rows += [_space(project.root if project else Path()), *_service(bible, variables, day)]
    rows += [*_tried(project, variables), *_voices()]
    return Checkup(rows=tuple(rows))


def checkup_json(checkup: Checkup) -> dict[str, Any]:
    """The rows as stable JSON."""
    return {"schema": 1, "ready": checkup.ready, "rows": [row.model_dump(mode="json") for row in checkup.rows]}


def _ok(name: str, what: str) -> CheckRow:
    return CheckRow(name=name, state=CheckState.OK, what=what)


def _warning(name: str, what: str, cure: str) -> CheckRow:
    return CheckRow(name=name, state=CheckState.WARNING, what=what, cure=cure)


def _missing(name: str, what: str, cure: str) -> CheckRow:
    return CheckRow(name=name, state=CheckState.MISSING, what=what, cure=cure)


def _python() -> CheckRow:
    what = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info < _OLDEST_PYTHON:
        return _missing("python", what, "Install Python 3.11 or newer")
    return _ok("python", what)


def _packages() -> Iterator[CheckRow]:
    try:
        yield _ok("storyboard", version("storyboard"))
    except PackageNotFoundError:
        yield _warning("storyboard", "runs from its sources, and is not installed", "Install it: pip install .")
    for name, module in _PACKAGES.items():
        try:
            found = import_module(module)
        except Exception as error:  # noqa: BLE001 - a broken binary raises anything while it is loaded
            line = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            yield _missing(name, f"cannot be loaded: {line}", _INSTALL_AGAIN)
            continue
        number = getattr(found, "__version__", "") or getattr(
            import_module(module.partition(".")[0]), "__version__", ""
        )
        yield _ok(name, str(number))
    try:
        yield _ok("moviepy", version("moviepy"))
    except PackageNotFoundError:
        yield _missing("moviepy", "is not installed", _INSTALL_AGAIN)


def _ffmpeg() -> CheckRow:
    cure = f"{Path(sys.executable).name} -m pip install --force-reinstall imageio-ffmpeg"
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        done = subprocess.run(
            [get_ffmpeg_exe(), "-version"], capture_output=True, timeout=30, check=True, stdin=subprocess.DEVNULL
        )
    except (ImportError, RuntimeError, OSError, subprocess.SubprocessError) as error:
        return _warning("ffmpeg", f"the one that moviepy uses does not run ({type(error).__name__})", cure)
    words = done.stdout.decode("utf-8", "replace").split()
    return _ok("ffmpeg", f"{words[2] if len(words) > 2 else 'runs'} (comes with imageio-ffmpeg)")


def _fonts() -> Iterator[CheckRow]:
    try:
        from storyboard.media import missing_glyphs

        lacking = {name: extra for name, (word, extra) in _SCRIPTS.items() if missing_glyphs(word)}
    except (ImportError, OSError, StopIteration, ValueError) as error:
        yield _missing("fonts", f"none can be read ({type(error).__name__})", _INSTALL_AGAIN)
        return
    drawn = [name for name in _SCRIPTS if name not in lacking]
    if drawn:
        yield _ok("fonts", ", ".join(drawn))
    for extra in dict.fromkeys(lacking.values()):
        names = ", ".join(name for name, one in lacking.items() if one == extra)
        cure = f'pip install "storyboard[{extra}]"' if extra else _INSTALL_AGAIN
        yield _warning("fonts", f"no letters for {names}: captions and signs in them would be boxes", cure)


def _nets() -> CheckRow:
    trouble = nets_trouble()
    if trouble:
        what, _, cure = trouble.partition(". ")
        return _warning("nets", what, cure.removeprefix("To fetch them again: "))
    if nets_are_there():
        return _ok("nets", f"all four are in {nets_folder()}")
    return _warning(
        "nets",
        "not fetched; characters are cut out well on plain or transparent backgrounds only",
        "storyboard doctor --nets (fetches four small nets, 7 MB, once)",
    )


def _writable(root: Path) -> CheckRow:
    for folder in (root, root / "frames", root / "out", root / ".storyboard"):
        if not folder.exists():
            continue
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            what = f"{folder} cannot be written: {error.strerror or error}"
            return _missing("folder", what, "Give yourself the right to write there, or copy the project elsewhere")
    return _ok("folder", f"{root} can be written")


def _space(folder: Path) -> CheckRow:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return _warning("disk", f"free space is not known: {error.strerror or error}", "Look at it yourself")
    what = f"{free / _GIGABYTE:.1f} GB free"
    if free < _NO_SPACE:
        return _missing("disk", what, "Make room: a film needs some hundred megabytes")
    return _warning("disk", what, "Make room before long films") if free < _LITTLE_SPACE else _ok("disk", what)


def _service(bible: Bible | None, environ: Mapping[str, str], today: date) -> Iterator[CheckRow]:
    """Key, address and models of the paid artist; without a key everything but that artist works."""
    settings = bible.openai if bible else OpenAISettings()
    wanted = bible is not None and bible.backend == "openai"
    yield from _key(settings, environ, wanted=wanted)
    yield from _model(settings, today, wanted=wanted)
    yield from _models(today)


def _key(settings: OpenAISettings, environ: Mapping[str, str], *, wanted: bool) -> Iterator[CheckRow]:
    from storyboard.paid import DEFAULT_BASE_URL, KEY_VARIABLE, is_local, key_from_keyring, read_key, service_url

    refuse = _missing if wanted else _warning
    try:
        url = service_url(settings, environ)
    except InputError as error:
        yield refuse("service", error.what, error.cure)
        return
    # What stands behind the path may be a secret.
    parts = urlsplit(url)
    shown = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    yield _ok("service", shown if url != DEFAULT_BASE_URL else f"{shown} (the default)")
    if not environ.get(KEY_VARIABLE, "").strip():
        if is_local(url):
            yield _ok("key", f"{KEY_VARIABLE} is not set; a server on this machine needs none")
            return
        if key_from_keyring():
            yield _ok("key", "it lies in the keyring (storyboard, openai)")
            return
        cure = f"Set it (export {KEY_VARIABLE}=...), or draw for nothing with --backend previs"
        if wanted:
            yield _missing("key", f"{KEY_VARIABLE} is not set, and the project's backend is openai", cure)
        else:
            yield _ok("key", f"{KEY_VARIABLE} is not set; only the openai backend needs it")
        return
    try:
        read_key(environ, url)
    except InputError as error:
        yield refuse("key", f"{KEY_VARIABLE} does not look like a key: {error.what.rpartition(': ')[2]}", error.cure)
        return
    yield _ok("key", f"{KEY_VARIABLE} is set, and looks like a key; whether the service takes it was not asked")


def _model(settings: OpenAISettings, today: date, *, wanted: bool) -> Iterator[CheckRow]:
    from storyboard.paid import model_info

    info = model_info(settings.model)
    cure = f"Write `model: {info.successor}` under `openai:` in storyboard.yaml" if info.successor else ""
    if not info.known:
        names = "Look at its price yourself before a run, or take gpt-image-2"
        yield _warning("model", f"{settings.model} is not in the table of {info.checked.isoformat()}", names)
    elif info.retires is not None and today >= info.retires:
        refuse = _missing if wanted else _warning
        yield refuse("model", f"{info.name} was shut down on {info.retires.isoformat()}", cure)
    elif info.retires is not None:
        days = (info.retires - today).days
        what = f"{info.name} will be shut down on {info.retires.isoformat()} (in {days} days)"
        yield _warning("model", what, cure) if days <= _SOON_DAYS else _ok("model", what)
    else:
        yield _ok("model", f"{info.name}; no shut-down is known (table of {info.checked.isoformat()})")


def _models(today: date) -> Iterator[CheckRow]:
    """The picture models of the table, and when each is shut down."""
    from storyboard.paid import model_info, model_names

    infos = [model_info(name) for name in model_names()]
    offered = [info for info in infos if info.retires is None]
    yield _ok("models", f"{', '.join(info.name for info in offered)}: no shut-down is known")
    going = [info for info in infos if info.retires is not None and today < info.retires]
    gone = [info for info in infos if info.retires is not None and today >= info.retires]
    for some, how in ((going, "shut down on"), (gone, "was shut down on")):
        if some:
            yield _ok("models", ", ".join(f"{info.name} {how} {info.retires}" for info in some))


def _tried(project: Project | None, environ: Mapping[str, str]) -> Iterator[CheckRow]:
    """What the last live test of the project's service has found."""
    from storyboard.paid import read_capabilities, service_url

    if project is None:
        return
    found = read_capabilities(project.layout.state)
    try:
        url = service_url(project.bible.openai, environ)
    except InputError:
        return
    if found is None or found.url != url:
        return
    yield _ok("live test", f"of {found.checked.date().isoformat()} with {found.model}")
    for name, finding in sorted(found.findings.items()):
        yield _ok("live test", f"{name.replace('_', ' ')}: {finding.said}")


def _voices() -> Iterator[CheckRow]:
    for name, programs in _VOICES.items():
        found = next((path for program in programs if (path := shutil.which(program))), None)
        yield _ok(name, found or "not installed; it would only speak scratch voices")
