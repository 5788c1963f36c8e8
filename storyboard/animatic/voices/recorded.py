"""Lines and effects that somebody recorded: files named by shot, which go before anything a machine says."""

from __future__ import annotations

import re
from pathlib import Path

from storyboard.model import Noun

_ENDINGS = (".wav", ".flac", ".aiff", ".aif", ".m4a", ".mp3", ".ogg", ".aac", ".caf", ".wma")
# s012_0010.wav, s012_0010-2.wav
_NAMED = re.compile(r"(s\d{3,12}[A-Z]{0,12}_\d{4,9})(?:-(\d{1,3}))?", re.IGNORECASE)


class Recordings(Noun):
    """Recordings by shot id and number in the shot; `strange` are sound files whose names tell of no shot."""

    files: dict[tuple[str, int], Path] = {}
    strange: tuple[Path, ...] = ()

    def of(self, shot: str, number: int = 1) -> Path | None:
        """The recording, if there is one."""
        return self.files.get((shot, number))


def find_recordings(folder: Path) -> Recordings:
    """The sound files of a folder: ``s012_0010.wav`` for the first line of a shot, ``s012_0010-2.wav`` for its second.

    Where there are two for one line, the less compressed one is taken. A folder that is not there holds none.
    """
    files: dict[tuple[str, int], Path] = {}
    strange: list[Path] = []
    candidates = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    sounds = [path for path in candidates if path.suffix.lower() in _ENDINGS and not path.name.startswith(".")]
    for path in sorted(sounds, key=lambda path: (_ENDINGS.index(path.suffix.lower()), path.name)):
        match = _NAMED.fullmatch(path.stem)
        number = int(match[2] or 1) if match else 0
        if match is None or number < 1:
            strange.append(path)
        else:
            files.setdefault((_shot_id(match[1]), number), path)
    return Recordings(files=files, strange=tuple(strange))


def _shot_id(written: str) -> str:
    return "s" + written[1:].upper()
