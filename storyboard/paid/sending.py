"""Waiting for one request, whatever becomes of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import TypeVar

from storyboard.paid.attempt import micro

Result = TypeVar("Result")


async def outcome(
    sending: Awaitable[Result],
) -> tuple[Result | None, BaseException | None, asyncio.CancelledError | None]:
    """The answer or what came instead of it, and the ctrl-C that came meanwhile: an answer may be there all the same."""
    task = asyncio.ensure_future(sending)
    stop: asyncio.CancelledError | None = None
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError as caught:
        stop = caught
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait([task])
    if not task.done() or task.cancelled():
        return None, None if stop else asyncio.CancelledError(), stop
    failure = task.exception()
    return (task.result() if failure is None else None), failure, stop


def priced(answer: bytes, price: Callable[[bytes], Decimal], reserved: int) -> int:
    """What an answer cost in millionths of a dollar; what was held for it if that cannot be read."""
    try:
        return micro(price(answer))
    except Exception:  # noqa: BLE001 - a fault in reading a price must not lose a paid answer
        return reserved
