"""Answers that were paid for, kept as files that can be committed: nobody pays twice for the same lines."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path

from pydantic import Field, ValidationError

from storyboard.breakdown.llm.answer import UnusableAnswer, read_answer
from storyboard.model import Stored
from storyboard.project import write_atomically


class KeptAnswer(Stored):
    """One answer.

    Attributes:
        lines: Hex SHA-256 of the lines it is about.
        model: Who answered, and `service` at which address, where that is not the usual one.
        attempt: 1 for the first answer about these lines; more where an earlier one was of no use.
        text: The answer.
        trouble: Why it is of no use, where the service itself said so.
        price_usd: What it cost; None if the answer did not say.
        request_id: The service's name for the request.
    """

    schema_: int = Field(default=1, alias="schema")
    lines: str
    model: str
    service: str = ""
    attempt: int = 1
    text: str = ""
    trouble: str = ""
    price_usd: Decimal | None = None
    request_id: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether there are shots in it."""
        if self.trouble:
            return False
        try:
            read_answer(self.text)
        except UnusableAnswer:
            return False
        return True


class Answers:
    """The folder of kept answers.

    Args:
        folder: Where they lie; made when the first is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_lines: dict[str, list[KeptAnswer]] = {}
        for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
            answer = _read(path)
            if answer is not None:
                self._by_lines.setdefault(answer.lines, []).append(answer)

    def find(self, lines: str, *, model: str, service: str, any_model: bool = False) -> KeptAnswer | None:
        """The best answer about some lines: one that can be used before one that cannot, then the newest.

        Args:
            lines: Their hash.
            model: Whose answer.
            service: From which address.
            any_model: Another model's will do where that one's is not there.
        """
        known = self._by_lines.get(lines, [])
        asked = [one for one in known if (one.model, one.service) == (model, service)]
        best = asked or (known if any_model else [])
        return max(best, key=lambda one: (one.is_usable, one.attempt), default=None)

    def attempts(self, lines: str, *, model: str, service: str) -> int:
        """How many answers about some lines one model has given."""
        known = self._by_lines.get(lines, [])
        return max((one.attempt for one in known if (one.model, one.service) == (model, service)), default=0)

    def keep(self, answer: KeptAnswer) -> Path:
        """Write an answer, so that it survives what comes next.

        Raises:
            ProjectError: The folder cannot be written.
        """
        told = hashlib.sha256(json.dumps([answer.model, answer.service]).encode()).hexdigest()[:6]
        model = re.sub(r"[^A-Za-z0-9.-]+", "-", answer.model)[:40].strip(".-") or "model"
        path = self._folder / f"{answer.lines[:16]}-{model}-{told}-{answer.attempt:02d}.json"
        plain = answer.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        plain["schema"] = answer.schema_
        data = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)
        write_atomically(path, f"{data}\n".encode("utf-8", "backslashreplace"))
        self._by_lines.setdefault(answer.lines, []).append(answer)
        return path


def _read(path: Path) -> KeptAnswer | None:
    """An answer on disk; None for what is damaged or newer: those lines are asked about again."""
    try:
        answer = KeptAnswer.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return answer if answer.schema_ == 1 else None
