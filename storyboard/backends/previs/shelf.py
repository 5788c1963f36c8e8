"""Kits by reference: made once, and kept as PNG and JSON under all that decides them."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import numpy as np

from storyboard.backends.previs.face import HeadLines
from storyboard.backends.previs.kit import KIT_VERSION, Kit, read_kit
from storyboard.backends.previs.nets import installed_nets
from storyboard.backends.previs.palette import Palette
from storyboard.errors import PictureError
from storyboard.media import sha256_of


class KitShelf:
    """Kits by reference, in memory and, given a folder, on disk as PNG and JSON; a broken file is made again.

    Args:
        folder: Where they are kept.
        masks: Reference -> the picture that says where the figure is in it.
    """

    def __init__(self, folder: Path | None = None, masks: Mapping[Path, Path] | None = None) -> None:
        self._folder = folder
        self._masks = {path.resolve(): mask for path, mask in (masks or {}).items()}
        self._kits: dict[str, Kit] = {}
        self._lock = Lock()

    def kit(self, path: Path, name: str, sha256: str = "") -> Kit:
        """The kit of a reference picture; `sha256` saves hashing it.

        Raises:
            PictureError: The picture cannot be read.
        """
        if not path.is_file():
            return read_kit(path, name)  # Says what is wrong with it.
        digest = f"{sha256 or sha256_of(path)}{self.mask_hash(path)}"
        with self._lock:
            known = self._kits.get(digest)
            if known is None:
                known = self._load(digest, name)
                if known is None:
                    known = read_kit(path, name, self._masks.get(path.resolve()))
                    self._save(digest, known)
                self._kits[digest] = known
        return known

    def mask_hash(self, path: Path) -> str:
        """SHA-256 of the mask of a reference; empty where it has none.

        Raises:
            PictureError: The mask cannot be read.
        """
        mask = self._masks.get(path.resolve())
        if mask is None:
            return ""
        try:
            return sha256_of(mask)
        except OSError as error:
            raise PictureError(
                "The mask cannot be read", why=error.strerror or "", cure="Correct `mask` in storyboard.yaml", file=mask
            ) from error

    def _stem(self, digest: str) -> str:
        key = f"{digest}/{kit_stamp()}/{cv2.__version__}"
        return hashlib.sha256(key.encode()).hexdigest()[:32]

    def _load(self, digest: str, name: str) -> Kit | None:
        if self._folder is None:
            return None
        stem = self._folder / self._stem(digest)
        try:
            facts = json.loads(stem.with_suffix(".json").read_text(encoding="utf-8"))
            data = stem.with_suffix(".png").read_bytes()
            if hashlib.sha256(data).hexdigest() != facts["sprite_sha256"]:
                return None
            pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
            if pixels is None or pixels.ndim != 3 or pixels.shape[2] != 4:
                return None
            colours: dict[str, Any] = {
                key: tuple(value) if isinstance(value, list) else value for key, value in facts["palette"].items()
            }
            return Kit(
                name,
                np.ascontiguousarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA)),
                HeadLines(**facts["head"]),
                bool(facts["full"]),
                bool(facts["drawing"]),
                Palette(**colours),
                str(facts["method"]),
                str(facts["doubtful"]),
                tuple((float(x), float(y)) for x, y in facts["wrists"]),
            )
        except (OSError, ValueError, KeyError, TypeError, IndexError, cv2.error):
            return None  # Not there yet, or broken: it is made again.

    def _save(self, digest: str, kit: Kit) -> None:
        if self._folder is None:
            return
        stem = self._folder / self._stem(digest)
        settings = [cv2.IMWRITE_PNG_COMPRESSION, 3]
        data = cv2.imencode(".png", cv2.cvtColor(kit.sprite, cv2.COLOR_RGBA2BGRA), settings)[1].tobytes()
        facts = {
            "schema": 1,
            "sprite_sha256": hashlib.sha256(data).hexdigest(),
            "head": asdict(kit.head),
            "full": kit.full,
            "drawing": kit.drawing,
            "palette": asdict(kit.palette),
            "method": kit.method,
            "doubtful": kit.doubtful,
            "wrists": kit.wrists,
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(stem.with_suffix(".png"), data)
            _write(stem.with_suffix(".json"), json.dumps(facts, indent=1).encode("utf-8"))
        except OSError:
            return  # A cache that cannot be written only costs time.


def kit_stamp() -> str:
    """What decides a kit besides its reference and OpenCV: how kits are made, and the nets that are there."""
    nets = installed_nets()
    return KIT_VERSION if nets is None else f"{KIT_VERSION}+{nets.key}"


def _write(path: Path, data: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    Path(temporary).replace(path)
