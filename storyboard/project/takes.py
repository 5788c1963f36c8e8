"""Takes on disk: pictures with their receipts, the pick of each slot, and what went wrong with one."""

from __future__ import annotations

import json
import re
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from storyboard.errors import ProjectError, SelectionError
from storyboard.model import Noun, Quality, Receipt, Slot, Take
from storyboard.project.files import write_atomically, write_new
from storyboard.project.layout import Layout

SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}
# A clip that came back is a take as well; it is only looked into when it is played.
VIDEO_SUFFIXES = {"video/mp4": ".mp4", "video/quicktime": ".mov", "video/webm": ".webm"}
_ALL_SUFFIXES = SUFFIXES | VIDEO_SUFFIXES
_RECEIPT_NAME = re.compile(r"(?P<part>.+)-(?P<number>\d{3,})\.json")
_PREVIS, _DRAFT, _FINAL = 0, 1, 2
RECEIPT_SCHEMA = 1


class Problem(Noun):
    """Why the last try at a slot gave no take. `state` is ``refused`` or ``unknown``; `inputs` what it was asked for."""

    state: str
    message: str
    code: str = ""
    inputs: dict[str, str] = {}
    when: datetime


class TakeStore:
    """The takes of one project. Reads each slot's folder once; a new take or pick is seen at once.

    Pictures may be filed in one thread while others look at what is there.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._folders: dict[Path, tuple[dict[str, tuple[Take, ...]], dict[str, tuple[int, ...]]]] = {}
        self._lock = threading.RLock()

    def refresh(self) -> None:
        """Look at the disk again: somebody else may have drawn."""
        with self._lock:
            self._folders.clear()

    def takes(self, slot: Slot) -> tuple[Take, ...]:
        """All takes of a slot, oldest first. A picture without a receipt, or the other way round, is not a take."""
        return self._folder(slot)[0].get(slot.part, ())

    def all_takes(self, slot: Slot) -> tuple[Take, ...]:
        """All takes of whatever a slot is of, of every part."""
        parts = self._folder(slot)[0]
        return tuple(take for part in sorted(parts) for take in parts[part])

    def damaged(self, slot: Slot) -> tuple[int, ...]:
        """Numbers of takes whose picture is gone, or no longer a picture of the size that its receipt says."""
        return self._folder(slot)[1].get(slot.part, ())

    def _folder(self, slot: Slot) -> tuple[dict[str, tuple[Take, ...]], dict[str, tuple[int, ...]]]:
        folder = self._layout.takes_of(slot)
        with self._lock:
            if folder not in self._folders:
                self._folders[folder] = _read_folder(folder, slot)
            return self._folders[folder]

    def take(self, slot: Slot, number: int) -> Take:
        """The take of that number.

        Raises:
            SelectionError: There is none.
        """
        takes = self.takes(slot)
        for take in takes:
            if take.number == number:
                return take
        have = ", ".join(str(take.number) for take in takes) or "none"
        raise SelectionError(f"{slot} has no take {number}", cure=f"It has: {have}")

    def pick(self, slot: Slot) -> Take | None:
        """The take that stands for the slot: the one a person picked, else the best quality, newest first."""
        takes = self.takes(slot)
        picked = self.picked_number(slot)
        for take in takes:
            if take.number == picked:
                return take
        return max(takes, key=lambda take: (rank(take), take.number), default=None)

    def picked_number(self, slot: Slot) -> int | None:
        """The number of the take that was picked by name; None where the best one stands."""
        number = _read_json(self._picks(slot)).get(slot.part)
        return number if isinstance(number, int) else None

    def set_pick(self, slot: Slot, number: int) -> None:
        """Make a take the one that stands for its slot."""
        self.take(slot, number)
        with self._lock:
            picks = _read_json(self._picks(slot)) | {"schema": 1, slot.part: number}
            write_atomically(self._picks(slot), _json_bytes(picks))

    def add(self, slot: Slot, image: bytes, media_type: str, receipt: dict[str, Any]) -> Take:
        """Put a new take on disk: first the picture, then the receipt that makes it a take.

        Args:
            slot: Where it belongs.
            image: The picture's original bytes, or the clip's.
            media_type: ``image/png``, ``image/jpeg`` or ``image/webp``; ``video/mp4``, ``video/quicktime`` or ``video/webm``.
            receipt: Fields of the `Receipt`, without slot, take and file.
        """
        folder = self._layout.takes_of(slot)
        # Beside anchor-002 there may be anchor-soaked-007, which is of another part.
        own = (path for path in folder.glob(f"{slot.part}-*") if path.stem.rpartition("-")[0] == slot.part)
        number = max((_number_of(path) for path in own), default=0)
        while True:
            number += 1
            path = folder / f"{slot.part}-{number:03d}{_ALL_SUFFIXES[media_type]}"
            taken = any(path.with_suffix(suffix).exists() for suffix in (*_ALL_SUFFIXES.values(), ".json"))
            if not taken and write_new(path, image):
                break
        full = Receipt(slot=str(slot), take=number, file=path.name, **receipt)
        write_atomically(path.with_suffix(".json"), full.model_dump_json(by_alias=True, indent=1).encode("utf-8"))
        with self._lock:
            self._folders.pop(folder, None)
        self.clear_problem(slot)
        return Take(slot=slot, number=number, path=path, receipt=full)

    def problem(self, slot: Slot) -> Problem | None:
        """What went wrong at the last try, if that was the last thing that happened to the slot."""
        stored = _read_json(self._problems(slot)).get(slot.part)
        if not isinstance(stored, dict):
            return None
        try:
            return Problem.model_validate(stored)
        except ValidationError:
            return None

    def set_problem(self, slot: Slot, *, state: str, message: str, code: str, inputs: dict[str, str]) -> None:
        """Remember that a try failed, so that status and plan can say so later."""
        problem = Problem(state=state, message=message, code=code, inputs=inputs, when=datetime.now(UTC))
        with self._lock:
            stored = _read_json(self._problems(slot)) | {slot.part: problem.model_dump(mode="json")}
            write_atomically(self._problems(slot), _json_bytes(stored))

    def clear_problem(self, slot: Slot) -> None:
        """Forget it: a take was made."""
        path = self._problems(slot)
        with self._lock:
            stored = _read_json(path)
            if slot.part in stored:
                del stored[slot.part]
                if stored:
                    write_atomically(path, _json_bytes(stored))
                else:
                    path.unlink(missing_ok=True)

    def _picks(self, slot: Slot) -> Path:
        return self._layout.takes_of(slot) / "picked.json"

    def _problems(self, slot: Slot) -> Path:
        return self._layout.takes_of(slot) / "problems.json"


def rank(take: Take) -> int:
    """How far along a take is: 0 previs, 1 draft, 2 final; a person's own picture counts as final."""
    if take.receipt.origin == "imported":
        return _FINAL
    return wanted_rank(take.receipt.backend, take.receipt.quality)


def wanted_rank(backend: str, quality: Quality) -> int:
    """The rank that a take of this backend and quality has."""
    if backend == "previs":
        return _PREVIS
    return _FINAL if quality is Quality.FINAL else _DRAFT


def _read_folder(folder: Path, slot: Slot) -> tuple[dict[str, tuple[Take, ...]], dict[str, tuple[int, ...]]]:
    """The takes of each part, and the numbers of those whose picture is gone or damaged."""
    found: dict[str, list[Take]] = {}
    damaged: dict[str, list[int]] = {}
    try:
        names = sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return {}, {}
    except OSError as error:
        raise ProjectError(
            f"Cannot be read: {error.strerror}", cure="Check the folder's permissions", file=folder
        ) from error
    for name in names:
        match = _RECEIPT_NAME.fullmatch(name)
        if match is None:
            continue
        path = folder / name
        try:
            receipt = Receipt.model_validate_json(path.read_bytes())
        except (ValidationError, OSError) as error:
            raise ProjectError(
                "The receipt of this take is damaged",
                cure="Move it and its picture out of the folder, then import the picture again",
                file=path,
            ) from error
        if receipt.schema_ > RECEIPT_SCHEMA:
            raise ProjectError("Written by a newer storyboard", cure="Update storyboard", file=path)
        picture = folder / Path(receipt.file).name
        if not _is_whole(picture, receipt):
            damaged.setdefault(match["part"], []).append(int(match["number"]))
        else:
            part_slot = Slot(kind=slot.kind, id=slot.id, part=match["part"])
            take = Take(slot=part_slot, number=int(match["number"]), path=picture, receipt=receipt)
            found.setdefault(match["part"], []).append(take)
    sorted_takes = {part: tuple(sorted(takes, key=lambda take: take.number)) for part, takes in found.items()}
    return sorted_takes, {part: tuple(sorted(numbers)) for part, numbers in damaged.items()}


def _is_whole(picture: Path, receipt: Receipt) -> bool:
    """Whether the picture is there and still the kind and size it was: a glance at its first bytes, not a hash of all."""
    from PIL import Image

    if picture.suffix.lower() in VIDEO_SUFFIXES.values():
        return picture.is_file() and picture.stat().st_size > 0
    try:
        with Image.open(picture, formats=("PNG", "JPEG", "WEBP")) as opened:
            return bool(opened.size == (receipt.width, receipt.height))
    except OSError:
        return False


def _number_of(path: Path) -> int:
    digits = path.stem.rpartition("-")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _read_json(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise ProjectError(
            f"Cannot be read: {error.strerror}", cure="Check the folder's permissions", file=path
        ) from error
    except (ValueError, RecursionError) as error:
        raise ProjectError(
            "The file is damaged", cure="Delete it; picks and notes of failures are kept in it", file=path
        ) from error
    return stored if isinstance(stored, dict) else {}


def _json_bytes(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
