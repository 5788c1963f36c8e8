"""Where a bundle goes: a folder or an archive, each of which appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from storyboard.bundles.manifest import MANIFEST_FILE, read_manifest
from storyboard.errors import ProjectError

# What file managers leave behind in a folder somebody looked into.
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
# A ZIP has no earlier date; one date for all makes the same bundle the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_MAX_MANIFEST = 200_000_000


def write_folder(files: Iterator[tuple[str, bytes]], output: Path) -> None:
    """Write the files into a folder beside `output` and swap it in.

    Raises:
        ProjectError: `output` holds something else than a bundle, or cannot be written.
    """
    target = output.resolve()
    check_folder(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part"))
        try:
            for name, data in files:
                path = building.joinpath(*PurePosixPath(name).parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            building.chmod(0o755)  # A temporary folder is private; a bundle is made to be handed on.
            _swap(building, target)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    except OSError as error:
        raise _cannot_write(error, output) from error


def write_zip(files: Iterator[tuple[str, bytes]], output: Path) -> None:
    """Write the files into an archive and put it in the place of `output`. The same files give the same bytes.

    Raises:
        ProjectError: `output` is something else than a bundle, or cannot be written.
    """
    target = output.resolve()
    check_zip(target)
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", suffix=".part", delete=False
        ) as file:
            temporary = Path(file.name)
            with zipfile.ZipFile(file, "w") as archive:
                for name, data in files:
                    archive.writestr(_entry(name), data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
    except OSError as error:
        raise _cannot_write(error, output) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def check_folder(target: Path) -> None:
    """Refuse to replace a folder that is not a bundle, or a bundle that somebody put files into.

    Raises:
        ProjectError: Replacing it would lose something this program did not write.
    """
    if not target.exists():
        return
    if not target.is_dir():
        raise ProjectError(
            "A file of that name is in the way", cure="Name a folder, or a file ending in .zip", file=target
        )
    found = {
        path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir() or path.is_symlink()
    }
    found = {name for name in found if PurePosixPath(name).name not in _LITTER}
    if not found:
        return
    manifest = _read_manifest(target / MANIFEST_FILE)
    if manifest is None:
        raise ProjectError(
            "The folder is not a bundle, so it is not replaced", cure="Name a new or an empty folder", file=target
        )
    # Clips that came back from a tool, and cost money, are most likely to be saved right here.
    strangers = sorted(found - {str(name) for name in manifest.get("files", ())})
    if strangers:
        others = f" and {len(strangers) - 1} more" if len(strangers) > 1 else ""
        raise ProjectError(
            f"The bundle there holds files it was not made with: {strangers[0]}{others}",
            why="They would be lost",
            cure="Move them out of it, or name another folder",
            file=target,
        )


def check_zip(target: Path) -> None:
    """Refuse to replace a file that is not a bundle.

    Raises:
        ProjectError: It is something else.
    """
    if not target.exists():
        return
    if target.is_file():
        with (
            suppress(OSError, zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError),
            zipfile.ZipFile(target) as archive,
        ):
            entry = archive.getinfo(MANIFEST_FILE)
            if entry.file_size <= _MAX_MANIFEST and read_manifest(archive.read(entry)) is not None:
                return
    raise ProjectError("The file is not a bundle, so it is not replaced", cure="Name a new file", file=target)


def _swap(building: Path, target: Path) -> None:
    """Put the new folder where the old one is; the old one comes back if that fails."""
    if not target.exists():
        building.replace(target)
        return
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".old"))
    old = aside / target.name
    target.replace(old)
    try:
        building.replace(target)
    except OSError:
        old.replace(target)
        aside.rmdir()
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _read_manifest(path: Path) -> dict[str, Any] | None:
    try:
        if path.stat().st_size > _MAX_MANIFEST:
            return None
        return read_manifest(path.read_bytes())
    except OSError:
        return None


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_DATE)
    entry.create_system = 3  # Unix, whatever this runs on: the attributes below mean that
    entry.external_attr = 0o100644 << 16
    # A PNG does not get smaller.
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
    return entry


def _cannot_write(error: OSError, output: Path) -> ProjectError:
    return ProjectError(
        f"The bundle cannot be written: {error.strerror or error}",
        cure="Name another place, or free some space",
        file=output,
    )
