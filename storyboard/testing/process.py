"""The fake service as a process of its own, for tests that kill and starve the one that pays."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from typing import Any, Self

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/v1")
_PATIENCE = 10.0


class OpenAIServiceProcess:
    """``python -m storyboard.testing.openai_service`` with these options, on a free port; ends with the block.

    Args:
        options: As on the command line, see ``--help``.

    Attributes:
        base_url: Where it is, such as ``http://127.0.0.1:49152/v1``.
    """

    def __init__(self, *options: str) -> None:
        self._options = options
        self._process: subprocess.Popen[str] | None = None
        self.base_url = ""

    def __enter__(self) -> Self:
        command = [sys.executable, "-u", "-m", "storyboard.testing.openai_service", *self._options]
        # A session of its own: what is sent to the test's terminal, or to its group, does not reach it.
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self._process.stdout is not None
        found = _ADDRESS.search(self._process.stdout.readline())
        if found is None:
            self.__exit__()
            raise RuntimeError(f"the fake service did not start: {' '.join(command)}")
        self.base_url = found.group(0)
        return self

    def __exit__(self, *_: object) -> None:
        process = self._process
        if process is not None:
            process.terminate()
            process.communicate(timeout=_PATIENCE)

    def bills(self) -> dict[str, Any]:
        """``{bills, total_usd, requests, peak}``."""
        return self._call("GET", "_bills")

    def requests(self) -> list[dict[str, Any]]:
        """What came, without the pictures' bytes."""
        rows: list[dict[str, Any]] = self._call("GET", "_requests")["requests"]
        return rows

    def fail(self, name: str, **options: Any) -> None:
        """Arm a fault, with the options of `OpenAIService.fail`; `match` is a text."""
        self._call("POST", "_faults", {"name": name, **options})

    def heal(self) -> None:
        """Forget all faults."""
        self._call("DELETE", "_faults")

    def advance(self, seconds: float) -> float:
        """Move its virtual clock; gives its time."""
        return float(self._call("POST", "_clock", {"advance": seconds})["now"])

    def answer(self, answers: dict[str, Any]) -> None:
        """Structured answers by the schema's name, ``*`` for any."""
        self._call("POST", "_answers", answers)

    def settings(self, **seconds: float) -> None:
        """Change ``delay`` or ``batch_seconds``."""
        self._call("POST", "_settings", seconds)

    def reset(self) -> None:
        """Forget requests, bills and faults."""
        self._call("POST", "_reset", {})

    def _call(self, method: str, door: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        url = f"{self.base_url.removesuffix('/v1')}/{door}"
        data = None if body is None else json.dumps(body).encode("utf-8")
        request = urllib.request.Request(url, data=data, method=method)  # noqa: S310 - loopback, see __enter__
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=_PATIENCE) as answer:
            found: dict[str, Any] = json.load(answer)
        return found
