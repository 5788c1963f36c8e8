from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest
from PIL import Image

from storyboard.testing import FakeImageService

KEY = {"authorization": "Bearer sk-test-key"}


def png(colour: str = "teal", size: tuple[int, int] = (64, 48), kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


class Caller:
    """Posts to the fake service within the process."""

    def __init__(self, service: FakeImageService) -> None:
        self.service = service

    def post(self, path: str, **options: Any):
        async def run():
            async with self.service.http_client() as client:
                return await client.post(f"http://fake/v1/{path}", **{"headers": KEY, **options})

        return asyncio.run(run())

    def get(self, path: str):
        async def run():
            async with self.service.http_client() as client:
                return await client.get(f"http://fake/{path}")

        return asyncio.run(run())

    def edit(self, *files: tuple[str, tuple[str, bytes, str]], **parameters: str):
        fields = {"model": "gpt-image-2", "prompt": "a pier", "size": "1024x1024", "quality": "low", **parameters}
        return self.post("images/edits", data=fields, files=list(files) or [("image[]", ("a.png", png(), "image/png"))])

    def generate(self, **parameters: object):
        fields = {"model": "gpt-image-2", "prompt": "a pier", "size": "1024x1024", "quality": "low", **parameters}
        return self.post(
            "images/generations", json={name: value for name, value in fields.items() if value is not None}
        )


@pytest.fixture
def service() -> FakeImageService:
    return FakeImageService()


@pytest.fixture
def caller(service: FakeImageService) -> Caller:
    return Caller(service)


@pytest.fixture
def picture():
    return png
