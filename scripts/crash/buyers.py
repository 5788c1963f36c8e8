"""Processes that buy straight from the till, without a film: many of them on one ledger, wanting the same or too much."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

from storyboard.model import Quote

SIZE: tuple[int, int] = (1024, 1024)
QUALITY: Literal["low"] = "low"


def most_for_one() -> Decimal:
    """What is held for one picture, in US dollars."""
    return _quote("shot").at_most


def buy_all(folder: Path, names: Sequence[str], *, cap: Decimal, at_once: int) -> int:
    """Buy pictures by name, in this process; prints what came of them as JSON, and is the exit code.

    Args:
        folder: Where the ledger and the pictures are.
        names: The pictures; whoever buys the same name wants the same picture.
        cap: The budget in US dollars.
        at_once: How many to buy at a time.
    """
    results = asyncio.run(_buy_all(folder, names, cap, at_once))
    sys.stdout.write(json.dumps(results))
    return 0


async def _buy_all(folder: Path, names: Sequence[str], cap: Decimal, at_once: int) -> dict[str, int]:
    from storyboard.errors import BudgetError, DrawingRefused
    from storyboard.model import OpenAISettings
    from storyboard.paid import Answer, make_client, open_till, picture_in

    client = make_client(OpenAISettings(), os.environ)
    results = {"bought": 0, "there": 0, "unknown": 0, "over_budget": 0}
    left = list(names)
    with open_till(folder / ".storyboard", cap) as till:

        async def lane() -> None:
            while left:
                name = left.pop(0)

                async def send(name: str = name) -> bytes:
                    answer = await client.images.with_raw_response.generate(
                        model="gpt-image-2", prompt=name, size=f"{SIZE[0]}x{SIZE[1]}", quality=QUALITY
                    )
                    return Answer.of(answer.headers, answer.content).pack()

                try:
                    packed = await till.buy(name, f"shot/{name}/start", _quote(name), send, _price, landing=5_000_000)
                except BudgetError:
                    results["over_budget"] += 1
                except DrawingRefused as refusal:
                    results["there" if refusal.code == "drawn_elsewhere" else "unknown"] += 1
                else:
                    image, _, _ = picture_in(Answer.unpack(packed).content())
                    (folder / "pictures").mkdir(parents=True, exist_ok=True)
                    (folder / "pictures" / f"{name}.png").write_bytes(image)
                    till.stored(name)
                    results["bought"] += 1

        await asyncio.gather(*(lane() for _ in range(at_once)))
    await client.close()
    return results


def _quote(name: str) -> Quote:
    from storyboard.paid import model_info, quote

    return quote(model_info("gpt-image-2"), SIZE, QUALITY, 0, len(name))


def _price(packed: bytes) -> Decimal:
    from storyboard.paid import Answer, model_info, price_of_usage

    usage = Answer.unpack(packed).usage()
    if usage is None:
        raise ValueError("the answer does not say what it cost")
    return price_of_usage(model_info("gpt-image-2"), usage)
