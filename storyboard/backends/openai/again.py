"""Asking again for an answer that was lost, where a live test has found that it costs nothing."""

from __future__ import annotations

from pathlib import Path

from storyboard.errors import DrawingRefused
from storyboard.paid import read_capabilities

# Unknown, and asking again would give the same: the answer is here and unreadable, or gone at the service.
_ANSWERED = frozenset({"bad_answer", "expired"})


def free_again(folder: Path, url: str) -> str:
    """How it is known that a service gives its answer to an Idempotency-Key again for nothing; empty if it is not.

    Args:
        folder: The project's ``.storyboard`` folder.
        url: The service's address; what was found of another says nothing.
    """
    found = read_capabilities(folder)
    if found is None or found.url != url or not found.says_yes("idempotency"):
        return ""
    return f"this service gives an answer again under its first key (found {found.checked.date().isoformat()})"


def with_cure(refusal: DrawingRefused, free: str) -> DrawingRefused:
    """The refusal, with a better cure where asking again is known to be free (`free` says how)."""
    if refusal.state != "unknown" or refusal.code in _ANSWERED or not free:
        return refusal
    return DrawingRefused(
        refusal.what,
        why=refusal.why,
        cure=f"--on-unknown retry asks for it again for nothing: {free}",
        state=refusal.state,
        code=refusal.code,
    )
