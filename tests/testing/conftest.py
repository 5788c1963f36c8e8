from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any

import openai
import pytest
from PIL import Image

from storyboard.testing import OpenAIService, VirtualClock

KEY = {"authorization": "Bearer sk-test-key"}


def png(colour: Any = "teal", size: tuple[int, int] = (64, 48), kind: str = "PNG", mode: str = "RGB") -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, kind)
    return buffer.getvalue()


class Caller:
    """Posts to the fake service within the process."""

    def __init__(self, service: OpenAIService) -> None:
        self.service = service

    def post(self, path: str, **options: Any):
        async def run():
            async with self.service.http_client() as client:
                return await client.post(f"http://fake/v1/{path}", **{"headers": KEY, **options})

        return asyncio.run(run())

    def get(self, path: str):
        return self.call("GET", path)

    def call(self, method: str, path: str, **options: Any):
        async def run():
            async with self.service.http_client() as client:
                return await client.request(method, f"http://fake/{path}", **{"headers": KEY, **options})

        return asyncio.run(run())

    def sdk(self, work: Callable[[openai.AsyncOpenAI], Awaitable[Any]]) -> Any:
        """Do something with the client library, whose own retries are off."""

        async def run():
            http_client = self.service.http_client()
            async with openai.AsyncOpenAI(
                api_key="sk-test-key", base_url="http://fake/v1", http_client=http_client, max_retries=0
            ) as client:
                return await work(client)

        return asyncio.run(run())

    def upload(self, data: bytes, purpose: str = "vision", name: str = "a.png") -> str:
        response = self.post("files", data={"purpose": purpose}, files={"file": (name, data)})
        assert response.status_code == 200, response.text
        return response.json()["id"]

    def edit(self, *files: tuple[str, tuple[str, bytes, str]], **parameters: str):
        fields = {"model": "gpt-image-2", "prompt": "a pier", "size": "1024x1024", "quality": "low", **parameters}
        return self.post("images/edits", data=fields, files=list(files) or [("image[]", ("a.png", png(), "image/png"))])

    def generate(self, **parameters: object):
        fields = {"model": "gpt-image-2", "prompt": "a pier", "size": "1024x1024", "quality": "low", **parameters}
        return self.post(
            "images/generations", json={name: value for name, value in fields.items() if value is not None}
        )


@pytest.fixture
def service() -> OpenAIService:
    return OpenAIService()


@pytest.fixture
def caller(service: OpenAIService) -> Caller:
    return Caller(service)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def make_caller():
    return lambda **options: Caller(OpenAIService(**options))


@pytest.fixture
def picture():
    return png
