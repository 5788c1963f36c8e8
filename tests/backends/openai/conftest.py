from __future__ import annotations

import asyncio
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from storyboard.backends.openai import OpenAIBackend
from storyboard.media import sha256_of
from storyboard.model import Drawing, FramePrompt, OpenAISettings, Reference, Role, Slot, take_key
from storyboard.paid import Till, open_till
from storyboard.testing import FakeImageService

KEY = "sk-canary-0123456789abcdef"
TODAY = date(2026, 11, 23)


class Studio:
    """A backend on the fake service, with its till and the waits it asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / ".storyboard"
        self.service = FakeImageService()
        self.waits: list[float] = []
        self.now = 1_795_600_000.0
        self.key, self.today = KEY, TODAY

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def till(self, cap: str = "10", **options) -> Till:
        return open_till(self.state, Decimal(cap), **options)

    def backend(self, till: Till | None = None, **options) -> OpenAIBackend:
        options = {
            "http_client": self.service.http_client(),
            "environ": {"OPENAI_API_KEY": KEY + "\n"},
            "today": lambda: TODAY,
            "sleep": self._sleep,
            "clock": lambda: self.now,
            "settings": OpenAISettings(),
            **options,
        }
        settings = options.pop("settings")
        return OpenAIBackend(settings, till or self.till(), **options)

    def reference(
        self, number: int, name: str, *, role: Role = Role.CHARACTER, kind: str = "PNG", size=(320, 240)
    ) -> Reference:
        path = self.folder / f"{name}.{kind.lower()}"
        Image.new("RGB", size, (number * 40 % 255, 90, 120)).save(path, kind)
        return Reference(number=number, role=role, name=name, path=path, sha256=sha256_of(path))

    def prompt(
        self, *references: Reference, shot: str = "s001_0010", text: str = "MARA waits in the rain.", **fields
    ) -> FramePrompt:
        return FramePrompt(slot=Slot.shot(shot), text=text, references=references, size=(1536, 864), **fields)

    def draw(self, backend: OpenAIBackend, *prompts: FramePrompt, finish: bool = True) -> list[Drawing | BaseException]:
        async def run() -> list[Drawing | BaseException]:
            try:
                return await asyncio.gather(
                    *(
                        backend.draw(prompt, key=take_key("openai", backend.parameters(prompt), prompt))
                        for prompt in prompts
                    ),
                    return_exceptions=True,
                )
            finally:
                if finish:
                    await backend.close()

        return asyncio.run(run())

    def draw_one(self, backend: OpenAIBackend, prompt: FramePrompt) -> Drawing:
        (result,) = self.draw(backend, prompt)
        if isinstance(result, BaseException):
            raise result
        return result


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)
