"""The artist behind the seam: free, offline, the same bytes every time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import cv2

from storyboard.backends.base import FROM_STRUCTURE
from storyboard.backends.netfiles import nets_trouble
from storyboard.backends.previs.briefs import draw_brief
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.finish import Finish, finished
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.nets import installed_nets
from storyboard.backends.previs.propkit import PropKit, PropShelf
from storyboard.backends.previs.reading import shows_only_things, words_of
from storyboard.backends.previs.render import draw_frame, people_drawn
from storyboard.backends.previs.shelf import KitShelf, kit_stamp
from storyboard.backends.previs.stand_in import stand_in
from storyboard.backends.previs.titles import unreadable
from storyboard.backends.previs.wardrobe import Wardrobe, told_of
from storyboard.backends.previs.wordcolours import colours_told
from storyboard.model import Drawing, FramePrompt, Landmarks, Quote, Role

PREVIS_VERSION = "6"


class PrevisBackend:
    """Draws a shot or a brief from its structure, with characters and things cut out of their references.

    Args:
        cache: A folder for what was learnt of each reference; without one it is learnt anew in every process.
        finish: What pictures of shots are finished in; references and plates that it makes stay clean.
        masks: Reference -> the picture that says where the figure is in it.
    """

    name = "previs"
    paid = False
    lanes = 2
    warnings: tuple[str, ...] = ()
    max_references = 16
    looks_at = FROM_STRUCTURE

    def __init__(
        self, cache: Path | None = None, *, finish: Finish = "clean", masks: Mapping[Path, Path] | None = None
    ) -> None:
        self._shelf = KitShelf(cache, masks)
        self._props = PropShelf()
        self._wardrobe = Wardrobe()
        self._finish: Finish = finish

    def parameters(self, prompt: FramePrompt) -> Mapping[str, object]:
        """Its version, a finish other than clean and masks are all that decides the picture besides the prompt."""
        own: dict[str, object] = {"version": PREVIS_VERSION, "kit": kit_stamp()}
        masks = [found for reference in prompt.references if (found := self._shelf.mask_hash(reference.path))]
        if masks:
            own["masks"] = masks
        return own if self._finish == "clean" or prompt.shot is None else {**own, "finish": self._finish}

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
            DrawingRefused: The prompt has neither a shot nor a brief that previs can draw.
            PictureError: A reference cannot be read.
        """
        del key
        return await asyncio.to_thread(self.draw_now, prompt)

    def draw_now(self, prompt: FramePrompt) -> Drawing:
        """As `draw`, in this thread."""
        if prompt.shot is None:
            pixels, landmarks, warnings = draw_brief(prompt, self._shelf, self._props, self._shot)
        else:
            pixels, landmarks, warnings = self._shot(prompt)
            pixels = finished(pixels, self._finish)
        return Drawing(
            image=encode_png(pixels),
            landmarks=landmarks,
            model=f"previs/{PREVIS_VERSION}",
            parameters=dict(self.parameters(prompt)),
            price_usd=Decimal(0),
            warnings=warnings,
        )

    def _shot(self, prompt: FramePrompt) -> tuple[Array, Landmarks, tuple[str, ...]]:
        things, doubts = self._things(prompt)
        kits, warnings = self._kits(prompt, things)
        pixels, landmarks = draw_frame(prompt, kits, things)
        assert prompt.shot is not None
        return pixels, landmarks, (*warnings, *doubts, *unreadable((words_of(prompt.shot),)))

    def stop(self) -> None:
        """A picture takes less time than stopping it would."""

    def stored(self, key: str) -> None:
        """Nothing is kept that could be let go."""

    async def close(self) -> None:
        """There are no connections."""

    def _things(self, prompt: FramePrompt) -> tuple[dict[str, PropKit], list[str]]:
        """The things of the shot that have a reference; of several pictures of one the first counts."""
        things: dict[str, PropKit] = {}
        for reference in prompt.references:
            if reference.role is Role.PROP and reference.name not in things:
                things[reference.name] = self._props.kit(reference.path, reference.name, reference.sha256)
        return things, [f"{name}: {prop.doubtful}" for name, prop in things.items() if prop.doubtful]

    def _kits(self, prompt: FramePrompt, things: Mapping[str, PropKit]) -> tuple[dict[str, Kit], list[str]]:
        assert prompt.shot is not None
        if prompt.shot.is_card:
            return {}, []
        insert = shows_only_things(prompt.shot, referenced=bool(things))
        kits: dict[str, Kit] = {}
        warnings: list[str] = []
        for name in people_drawn(prompt.shot, prompt.slot.part, insert=insert):
            if name in kits:
                continue
            told = told_of(prompt.text, name)
            reference = prompt.reference_for(Role.CHARACTER, name)
            if reference is None:
                warnings.append(f"{name} has no reference picture; a neutral figure stands in")
                kits[name] = stand_in(name, colours_told(told.described))
                continue
            kits[name] = self._shelf.kit(reference.path, name, reference.sha256)
            if kits[name].doubtful:
                warnings.append(f"{name}: {kits[name].doubtful}")
            kits[name], doubt = self._wardrobe.dressed(kits[name], told)
            if doubt:
                warnings.append(f"{name}: {doubt}")
        if any(kit.doubtful for kit in kits.values()) and installed_nets() is None and (trouble := nets_trouble()):
            warnings.append(trouble)
        return kits, warnings


def encode_png(pixels: Array) -> bytes:
    """RGB pixels as PNG, fast rather than small."""
    settings = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
    done, data = cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), settings)
    assert done
    return bytes(data.tobytes())
