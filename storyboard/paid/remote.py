"""Requests that the service keeps for us: it gives them a name, and their answer can be fetched later by whoever comes."""

from __future__ import annotations

from typing import Protocol

from storyboard.errors import StoryboardError


class NotBilled(Exception):  # noqa: N818 - an answer, not a failure
    """Raised where the service gave no picture and took no money. `error` is what the user is to see.

    Where that it took none is not `certain` (a picture that was drawn and then held back), what was held stays counted.
    """

    def __init__(self, error: StoryboardError, *, certain: bool = True) -> None:
        super().__init__(str(error))
        self.error = error
        self.certain = certain


class Gone(Exception):  # noqa: N818 - an answer, not a failure
    """Raised by `collect`: the service knows that name no more, or has let its answer go. It was billed all the same."""


class Remote(Protocol):
    """One request of that kind.

    Attributes:
        transport: As the ledger calls it: ``responses``.
        patience: How many seconds after it was sent a request may still turn up whose name was never read; longer than
            the service takes for an answer. Only then is its outcome unknown.
        pause: How many seconds to wait between two looks.
    """

    transport: str
    patience: float
    pause: float

    async def anchor(self) -> str:
        """Make, for nothing, what the request can be found by. Before any money is held."""
        ...

    async def submit(self, anchor: str) -> str:
        """Send the request, once; gives the service's name for it.

        Raises:
            NotBilled: The service certainly did no work. After any other error the outcome is not known.
        """
        ...

    async def find(self, anchor: str) -> str | bytes:
        """The name of the request that was sent with that anchor, or its raw answer; empty while the service shows neither."""
        ...

    async def collect(self, remote: str) -> bytes:
        """Wait for the answer of the request of that name, and give it raw.

        Raises:
            NotBilled: It ended without work being done.
            Gone: It was billed, and the answer is no longer there.
        """
        ...
