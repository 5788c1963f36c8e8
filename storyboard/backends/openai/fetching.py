"""Fetching what a run that ended had asked for in the background, whatever it was for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from storyboard.backends.openai.reading import Asked, Reader
from storyboard.backends.openai.responses import BackgroundRequest
from storyboard.errors import DrawingRefused
from storyboard.paid import Gone, NotBilled, Parcels

if TYPE_CHECKING:
    from openai import AsyncOpenAI


async def fetch_background(
    client: AsyncOpenAI,
    parcels: Parcels,
    reader: Reader,
    words: str,
    secret: str,
    url: str,
    *,
    sleep: Callable[[float], Awaitable[None]],
) -> int:
    """Keep the answers of all background requests under way; says how many came.

    Args:
        client: The connection.
        parcels: Where they are paid; `unfiled` has the answers then.
        reader: Reads prices off answers.
        words: The model of words that was asked.
        secret: The key, which must not appear in what users see.
        url: The service's address, for errors.
        sleep: Waits that many seconds.
    """
    arrived = 0
    for attempt in parcels.waiting(BackgroundRequest.transport):
        request = BackgroundRequest(client, words, "", [], {}, slot=attempt.slot, secret=secret, url=url, sleep=sleep)
        asked = Asked.read(attempt.memo)
        if asked is None:
            continue  # Its next request under the same key fetches it.

        def price(packed: bytes, asked: Asked = asked) -> Decimal:
            return reader.price(packed, asked)

        try:
            found = attempt.remote or await request.find(attempt.anchor)
            answer = await request.collect(found) if isinstance(found, str) and found else found
        except NotBilled as refusal:
            parcels.reject(attempt, refusal.error.what, certain=refusal.certain)
            continue
        except Gone as gone:
            parcels.lose(attempt, str(gone), billed=True)
            continue
        except DrawingRefused:
            continue  # It cannot be fetched at the moment, and stays with the service.
        if isinstance(answer, bytes):
            parcels.deliver(attempt, answer, price)
            arrived += 1
    return arrived
