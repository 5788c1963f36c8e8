"""A film of three paid frames, and a vision model that sees in them what a test wants it to see."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storyboard.testing import SeenRequest

KEY = "sk-canary-0123456789abcdefghijkl"
BIBLE = """\
title: The Ferry
script: ferry.fountain
format: 640x360
backend: openai
characters:
  ANA:
    description: a woman of 30
    references: [refs/ana.png]
    looks:
      default: {wardrobe: yellow raincoat}
"""
SCRIPT = """\
EXT. FERRY - DAY

WIDE SHOT of the empty deck.

CLOSE ON ANA, who laughs.

ANA (30) opens a letter that reads "COME HOME".
"""


def write_film(root: Path, draw_figure: Callable[..., Path], bible: str = BIBLE) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    draw_figure(root / "refs" / "ana.png", coat=(200, 160, 40))
    (root / "storyboard.yaml").write_text(bible, encoding="utf-8")
    (root / "ferry.fountain").write_text(SCRIPT, encoding="utf-8")
    return root


def mark(score: float = 1.0, seen: str = "as asked", fix: str = "", **more: Any) -> dict[str, Any]:
    return {"can_tell": True, "score": score, "seen": seen, "fix": fix, **more}


def answer(count: int = 1, words: tuple[str, ...] = (), **changed: Any) -> dict[str, Any]:
    """What a vision model answers that finds everything right, save for what is `changed`."""
    person = {topic: changed.pop(topic, mark()) for topic in ("face", "hair", "wardrobe")}
    return {
        "persons": {f"person_{number}": dict(person) for number in range(1, count + 1)},
        "people": mark(count=count),
        "staging": mark(),
        "text": mark(read=list(words)),
        "artefacts": mark(),
        "composition": mark(),
        **changed,
    }


class Model:
    """Answers the fake service's vision requests; `sees` maps what a shot's facts have in them to what is wrong there.

    A wrong thing is seen in the first so many pictures of a shot, then no longer.
    """

    def __init__(self) -> None:
        self.sees: dict[str, tuple[dict[str, Any], int]] = {}
        self.raw: object = None
        self.asked: list[dict[str, Any]] = []

    def __call__(self, request: SeenRequest) -> object:
        facts = json.loads(request.prompt)
        self.asked.append(facts)
        if self.raw is not None:
            return self.raw
        changed: dict[str, Any] = {}
        for words, (wrong, times) in self.sees.items():
            if words in request.prompt and times > 0:
                changed = wrong
                self.sees[words] = (wrong, times - 1)
        return answer(len(facts["persons"]), tuple(facts["text_in_the_picture"]), **changed)


WRONG_COAT = {"wardrobe": mark(0.2, "a blue coat", "make Ana's coat yellow")}
WRONG_FACE = {"face": mark(0.1, "another woman", "")}
