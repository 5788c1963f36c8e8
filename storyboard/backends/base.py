"""The seam between what is wanted and who draws it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from storyboard.model import Drawing, FramePrompt, Quote, Role
from storyboard.paid import Attempt

# What an artist that works from a shot's structure makes use of: other pictures of the film tell it nothing.
FROM_STRUCTURE = frozenset({Role.CHARACTER, Role.PROP, Role.LOCATION, Role.STYLE})


@runtime_checkable
class Backend(Protocol):
    """An artist: gets a `FramePrompt`, gives image bytes and what its receipt should remember.

    Attributes:
        name: The word that selects it (``--backend previs``).
        paid: Its pictures cost money; a paid backend refuses characters without a reference.
        lanes: How many pictures it likes to draw at once.
        max_references: How many reference pictures one request may carry.
        looks_at: The kinds of reference picture it makes use of; the others are not sent to it.
        warnings: What a user should read before they agree to a price.
    """

    name: str
    paid: bool
    max_references: int
    looks_at: frozenset[Role]

    @property
    def lanes(self) -> int: ...

    @property
    def warnings(self) -> tuple[str, ...]: ...

    def parameters(self, prompt: FramePrompt) -> Mapping[str, object]:
        """What decides the picture besides the prompt: model snapshot, legal size, quality. Part of the take's key."""
        ...

    def quote(self, prompt: FramePrompt) -> Quote:
        """What the picture would cost in US dollars; nothing is sent."""
        ...

    def seconds(self, prompt: FramePrompt) -> float:
        """Roughly how long the picture takes."""
        ...

    async def draw(self, prompt: FramePrompt, *, key: str) -> Drawing:
        """Draw one picture. `key` is the take's key; a paid backend never buys one key twice.

        Raises:
            DrawingRefused: This picture failed; others may still succeed.
            ServiceError: The service will refuse everything; the run should stop.
            BudgetError: The picture was not sent because it could break the budget.
        """
        ...

    def stop(self) -> None:
        """Send nothing more: `draw` raises `Stopped` for every picture whose request is not under way yet."""
        ...

    def stored(self, key: str) -> None:
        """The picture of that key is safely on disk with its receipt: nothing needs to be kept for it any more."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


@runtime_checkable
class KeepsPurchases(Protocol):
    """A backend whose pictures are bought: what was paid for outlives the run that asked for it."""

    def unfiled(self) -> list[Attempt]:
        """Purchases that have been answered and are not yet pictures on disk, oldest first."""
        ...

    async def read_unfiled(self, attempt: Attempt) -> tuple[str, Drawing] | None:
        """The memo of such a purchase and its drawing; None where the ledger does not say what it is for.

        Raises:
            DrawingRefused: The answer holds no picture.
        """
        ...

    def filed(self, attempt: Attempt) -> None:
        """The picture of that purchase is on disk with its receipt."""
        ...
