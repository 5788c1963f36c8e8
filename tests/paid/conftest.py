from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from storyboard.paid import Till, open_till


class Seller:
    """Stands for the service: counts what it sold, and answers with its price."""

    def __init__(self) -> None:
        self.sold: list[str] = []

    def sends(self, name: str, *, cost: str = "0.15", wait: float = 0.0) -> Callable[[], Awaitable[bytes]]:
        async def send() -> bytes:
            self.sold.append(name)
            await asyncio.sleep(wait)
            return json.dumps({"name": name, "cost": cost}).encode()

        return send


@pytest.fixture
def seller() -> Seller:
    return Seller()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "film" / ".storyboard"


@pytest.fixture
def till(folder: Path) -> Iterator[Till]:
    with open_till(folder, Decimal(10)) as opened:
        yield opened
