"""Hashes of three pictures; run on its own, it writes them out, so that two processes can be compared, and whether
anything reached for the network."""

from __future__ import annotations

import hashlib
import sys

from storyboard.backends.previs import draw_frame
from storyboard.model import Action, FramePrompt, Shot, Slot, Source, Subject

_SHOTS = (
    ("CLIFF PATH", "EXT", "WS", "walks"),
    ("LAMP ROOM", "INT", "MS", ""),
    ("KITCHEN", "INT", "INSERT", "the letter"),
)


def fingerprints() -> list[str]:
    """SHA-256 of the pixels of a wide shot, a medium shot and an insert."""
    found = []
    for place, interior, size, text in _SHOTS:
        shot = Shot(
            id="s001_0010",
            scene="s001",
            source=Source(file="f", line=1, line_end=1),
            interior=interior,
            location=place,
            time="dusk",
            size=size,
            subjects=(Subject(character="EVE"),),
            action=Action(text=text),
            frame_text=("GO",),
            duration_frames=24,
        )
        prompt = FramePrompt(slot=Slot.shot("s001_0010"), text="lighthouse", size=(512, 288), shot=shot)
        found.append(hashlib.sha256(draw_frame(prompt, {})[0].tobytes()).hexdigest())
    return found


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"}:
        raise RuntimeError(f"{event} while drawing")


if __name__ == "__main__":
    sys.addaudithook(_refuse)
    found = fingerprints()
    clients = {"openai", "httpx", "httpx2", "httpcore", "requests", "urllib3", "aiohttp", "websockets"}
    sys.stdout.write("\n".join([*found, "+".join(sorted(clients & set(sys.modules))) or "offline"]))
