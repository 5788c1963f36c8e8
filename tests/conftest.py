"""Shared by all tests: no network, a clean environment, and small pictures to work with."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No key, no service, no colour of the developer's own reaches a test."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    # What other runs have learned of an account must not decide how a test goes.
    monkeypatch.setenv("STORYBOARD_STATE", str(tmp_path_factory.mktemp("state")))
    # What nets the developer has fetched must not decide what is drawn.
    monkeypatch.setenv("STORYBOARD_DATA", str(tmp_path_factory.getbasetemp() / "no-data"))


@pytest.fixture(autouse=True, scope="session")
def _hears_signals() -> None:
    """A suite started in the background inherits deaf ears; tests of ctrl-C need the usual ones."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else address
            assert host in _LOOPBACK, f"a test tried to reach {host}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small picture of a figure on white."""
    return _draw_figure(tmp_path / "figure.png", coat=(200, 160, 30))


@pytest.fixture
def draw_figure() -> Callable[..., Path]:
    """Draws a standing figure on white: ``draw_figure(path, coat=(r, g, b), hair=(r, g, b))``."""
    return _draw_figure


def _draw_figure(path: Path, *, coat: tuple[int, int, int], hair: tuple[int, int, int] = (120, 40, 30)) -> Path:
    """Draw a standing figure on a white ground."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (240, 480), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((111, 80, 129, 118), fill=(225, 190, 160), outline="black", width=3)
    draw.ellipse((95, 30, 145, 90), fill=(235, 200, 170), outline="black", width=3)
    draw.pieslice((92, 24, 148, 84), 180, 360, fill=hair, outline="black", width=3)
    draw.rounded_rectangle((75, 106, 165, 260), 25, fill=coat, outline="black", width=3)
    draw.rectangle((88, 258, 115, 440), fill=(50, 60, 100), outline="black", width=3)
    draw.rectangle((125, 258, 152, 440), fill=(50, 60, 100), outline="black", width=3)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return path
