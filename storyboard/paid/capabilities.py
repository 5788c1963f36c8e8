"""What a live test of the service has found out about it, kept beside the project: ``.storyboard/capabilities.json``."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from storyboard.model import Noun, Stored
from storyboard.project import write_atomically

FILE = "capabilities.json"


class Finding(Noun):
    """One question: `answer` is yes, no, or None while it is open; `said` is it in words, `facts` what it rests on."""

    answer: bool | None = None
    said: str
    facts: dict[str, Any] = {}


class Capabilities(Stored):
    """What is known of one service.

    Attributes:
        url: Its address, and `model` the image model that was asked.
        checked: When, in UTC; `program` by which version.
        spent_usd: What finding out has cost.
        findings: By name: ``idempotency`` (the same Idempotency-Key gives the same answer for nothing), ``recovery`` (a
            conversation shows the finished picture), ``retention`` (background answers can be fetched again),
            ``rate_headers``, ``references`` (an edit counts as so many pictures as it has references), ``abort``.
    """

    schema_: int = Field(default=1, alias="schema")
    url: str
    model: str
    checked: datetime
    program: str = ""
    spent_usd: Decimal = Decimal(0)
    findings: dict[str, Finding] = {}

    def says_yes(self, name: str) -> bool:
        """The question of that name was answered with yes."""
        found = self.findings.get(name)
        return found is not None and found.answer is True


def read_capabilities(folder: Path) -> Capabilities | None:
    """What lies in a project's ``.storyboard`` folder; None if nothing, or nothing that can be read."""
    try:
        return Capabilities.model_validate_json((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return None


def write_capabilities(folder: Path, found: Capabilities) -> Path:
    """Keep what was found; gives the file."""
    path = folder / FILE
    text = json.dumps(found.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1)
    write_atomically(path, text.encode("utf-8") + b"\n")
    return path
