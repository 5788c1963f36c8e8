"""The artist behind the seam: free, offline, the same bytes every time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import cv2

from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.kit import KIT_VERSION, Kit, KitShelf
from storyboard.backends.previs.render import draw_frame, people_drawn
from storyboard.errors import DrawingRefused
from storyboard.model import Drawing, FramePrompt, Quote, Role

PREVIS_VERSION = "3"


class PrevisBackend:
    """Draws a shot from its structure, with the characters cut out of their references.

    Args:
        cache: A folder for what was learnt of each reference; without one it is learnt anew in every process.
    """

    name = "previs"
    paid = False
    lanes = 2
    warnings: tuple[str, ...] = ()
    max_references = 16

    def __init__(self, cache: Path | None = None) -> None:
        self._shelf = KitShelf(cache)

    def parameters(self, prompt: FramePrompt) -> Mapping[str, object]:
        """Its version is all that decides the picture besides the prompt."""
        del prompt
        return {"version": PREVIS_VERSION, "kit": KIT_VERSION}

    def quote(self, prompt: FramePrompt) -> Quote:
        """Nothing."""
        del prompt
        return Quote()

    def seconds(self, prompt: FramePrompt) -> float:  # noqa: ARG002 - the Backend protocol
        """Roughly how long a picture takes, its coding and writing included."""
        return 0.4

    async def draw(self, prompt: FramePrompt, *, key: str) -> Drawing:
        """Draw the picture in a thread.

        Raises:
            DrawingRefused: The prompt has no shot.
            PictureError: A reference cannot be read.
        """
        del key
        return await asyncio.to_thread(self.draw_now, prompt)

    def draw_now(self, prompt: FramePrompt) -> Drawing:
        """As `draw`, in this thread."""
        if prompt.shot is None:
            raise DrawingRefused(
                "previs draws shots only", cure="Draw this picture with another backend", code="no_shot"
            )
        kits, warnings = self._kits(prompt)
        pixels, landmarks = draw_frame(prompt, kits)
        return Drawing(
            image=encode_png(pixels),
            landmarks=landmarks,
            model=f"previs/{PREVIS_VERSION}",
            parameters=dict(self.parameters(prompt)),
            price_usd=Decimal(0),
            warnings=tuple(warnings),
        )

    def stop(self) -> None:
        """A picture takes less time than stopping it would."""

    def stored(self, key: str) -> None:
        """Nothing is kept that could be let go."""

    async def close(self) -> None:
        """There are no connections."""

    def _kits(self, prompt: FramePrompt) -> tuple[dict[str, Kit], list[str]]:
        assert prompt.shot is not None
        kits: dict[str, Kit] = {}
        warnings: list[str] = []
        for name in people_drawn(prompt.shot, prompt.slot.part):
            if name in kits:
                continue
            reference = prompt.reference_for(Role.CHARACTER, name)
            if reference is None:
                warnings.append(f"{name} has no reference picture; a neutral figure stands in")
                continue
            kits[name] = self._shelf.kit(reference.path, name, reference.sha256)
            if kits[name].doubtful:
                warnings.append(f"{name}: {kits[name].doubtful}")
        return kits, warnings


def encode_png(pixels: Array) -> bytes:
    """RGB pixels as PNG, fast rather than small."""
    settings = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
    done, data = cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), settings)
    assert done
    return bytes(data.tobytes())
