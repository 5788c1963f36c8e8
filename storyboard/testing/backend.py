"""An artist in memory, which does as it is told."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from decimal import Decimal

from storyboard.errors import DrawingRefused, StoryboardError
from storyboard.media import open_picture
from storyboard.model import Drawing, FramePrompt, Head, Landmarks, Quote, Role
from storyboard.testing.card import draw_card


class FakeBackend:
    """Draws a card that shows the slot, the prompt and the references; never leaves the process.

    Args:
        name: What it is selected by and receipts call it.
        paid: It counts as a paid artist.
        price: US dollars a picture, asked for and charged.
        lanes: How many pictures it draws at once.
        max_references: How many references it takes.
        looks_at: The kinds of reference it makes use of.
        delay: Seconds a picture takes.
        size: Width and height of every picture; None draws at the size asked for.

    Attributes:
        prompts: Every prompt that came, in order, refused ones too.
        keys: The keys they came with.
        kept: The keys that were reported as stored.
        peak: The most pictures that were under way at once.
        closed: `close` was called.
        stopped: `stop` was called.
    """

    def __init__(
        self,
        *,
        name: str = "fake",
        paid: bool = False,
        price: str | Decimal = "0.04",
        lanes: int = 4,
        max_references: int = 16,
        looks_at: frozenset[Role] = frozenset(Role),
        delay: float = 0.0,
        size: tuple[int, int] | None = None,
    ) -> None:
        self.name, self.paid, self.lanes, self.max_references = name, paid, lanes, max_references
        self.looks_at = looks_at
        self.delay, self.size = delay, size
        self.warnings: tuple[str, ...] = ()
        self.price = Decimal(price) if paid else Decimal(0)
        self.prompts: list[FramePrompt] = []
        self.keys: list[str] = []
        self.kept: list[str] = []
        self.peak = 0
        self.closed = False
        self.stopped = False
        self._under_way = 0
        self._failures: dict[str, StoryboardError] = {}

    def refuse(self, *slots: str, state: str = "refused", code: str = "moderation_blocked") -> None:
        """Refuse these slots (``shot/s001_0010/start``) from now on."""
        for slot in slots:
            self.fail(slot, DrawingRefused(f"The fake refused {slot}", state=state, code=code))

    def fail(self, slot: str, error: StoryboardError) -> None:
        """Raise an error for a slot from now on; ``*`` stands for every slot."""
        self._failures[slot] = error

    def relent(self, *slots: str) -> None:
        """Draw these slots again; without arguments, all."""
        for slot in slots or tuple(self._failures):
            self._failures.pop(slot, None)

    def parameters(self, prompt: FramePrompt) -> Mapping[str, object]:
        width, height = self.size or prompt.size
        return {"model": f"{self.name}-1", "size": f"{width}x{height}", "quality": str(prompt.quality)}

    def quote(self, prompt: FramePrompt) -> Quote:  # noqa: ARG002 - the protocol's shape
        return Quote(estimate=self.price, at_most=self.price)

    def seconds(self, prompt: FramePrompt) -> float:  # noqa: ARG002 - the protocol's shape
        return self.delay

    async def draw(self, prompt: FramePrompt, *, key: str) -> Drawing:
        self.prompts.append(prompt)
        self.keys.append(key)
        self._under_way += 1
        self.peak = max(self.peak, self._under_way)
        try:
            await asyncio.sleep(self.delay)
        finally:
            self._under_way -= 1
        failure = self._failures.get(str(prompt.slot)) or self._failures.get("*")
        if failure is not None:
            raise failure
        digest = hashlib.sha256(prompt.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        title = f"{prompt.slot}  {prompt.quality}  #{prompt.variant}  {digest}"
        thumbnails = [open_picture(reference.path) for reference in prompt.references]
        return Drawing(
            image=draw_card(self.size or prompt.size, title, prompt.text, thumbnails),
            landmarks=_landmarks(prompt),
            model=f"{self.name}-1",
            parameters=dict(self.parameters(prompt)),
            price_usd=self.price,
            request_id=f"fake-{len(self.prompts):04d}" if self.paid else "",
        )

    def stop(self) -> None:
        self.stopped = True

    def stored(self, key: str) -> None:
        self.kept.append(key)

    async def close(self) -> None:
        self.closed = True


def _landmarks(prompt: FramePrompt) -> Landmarks:
    """Heads in a row, as if the people stood side by side."""
    is_end = prompt.slot.part == "end"
    subjects = prompt.shot.subjects if prompt.shot else ()
    people = [one.character for one in subjects if one.on_screen and (one.in_end if is_end else one.in_start)]
    heads = tuple(
        Head(character=name, x=(number + 0.5) / len(people) - 0.05, y=0.25, width=0.1, height=0.18)
        for number, name in enumerate(people)
    )
    return Landmarks(heads=heads, focus=(0.5, 0.34) if heads else None)
