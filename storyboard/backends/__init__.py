"""Artists: every module here turns a `FramePrompt` into image bytes behind one small Protocol.

The artists themselves are loaded when they are first named: one needs OpenCV, the other the OpenAI SDK. So are the
arrows over a picture (`overlay_of`), which need neither but to be drawn as pixels.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from storyboard.backends.base import FROM_STRUCTURE, Backend, KeepsPurchases

if TYPE_CHECKING:
    from storyboard.backends.netfetch import FetchedNets, fetch_nets
    from storyboard.backends.netfiles import nets_are_there, nets_folder, nets_trouble
    from storyboard.backends.openai import BatchFetched, BatchSent, OpenAIBackend, Probe, Prober, plan_probes
    from storyboard.backends.overlay import Overlay, landmarks_within, overlay_of, overlay_svg
    from storyboard.backends.overlay.raster import overlay_rgba
    from storyboard.backends.previs import PrevisBackend, cutout, kit_stamp, read_kit, shown_cutout

_HOMES = {
    "BatchFetched": "storyboard.backends.openai",
    "BatchSent": "storyboard.backends.openai",
    "FetchedNets": "storyboard.backends.netfetch",
    "OpenAIBackend": "storyboard.backends.openai",
    "Overlay": "storyboard.backends.overlay",
    "PrevisBackend": "storyboard.backends.previs",
    "Probe": "storyboard.backends.openai",
    "Prober": "storyboard.backends.openai",
    "cutout": "storyboard.backends.previs",
    "fetch_nets": "storyboard.backends.netfetch",
    "kit_stamp": "storyboard.backends.previs",
    "landmarks_within": "storyboard.backends.overlay",
    "nets_are_there": "storyboard.backends.netfiles",
    "nets_folder": "storyboard.backends.netfiles",
    "nets_trouble": "storyboard.backends.netfiles",
    "overlay_of": "storyboard.backends.overlay",
    "overlay_rgba": "storyboard.backends.overlay.raster",
    "overlay_svg": "storyboard.backends.overlay",
    "plan_probes": "storyboard.backends.openai",
    "read_kit": "storyboard.backends.previs",
    "shown_cutout": "storyboard.backends.previs",
}

__all__ = [
    "FROM_STRUCTURE",
    "Backend",
    "BatchFetched",
    "BatchSent",
    "FetchedNets",
    "KeepsPurchases",
    "OpenAIBackend",
    "Overlay",
    "PrevisBackend",
    "Probe",
    "Prober",
    "cutout",
    "fetch_nets",
    "kit_stamp",
    "landmarks_within",
    "nets_are_there",
    "nets_folder",
    "nets_trouble",
    "overlay_of",
    "overlay_rgba",
    "overlay_svg",
    "plan_probes",
    "read_kit",
    "shown_cutout",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
