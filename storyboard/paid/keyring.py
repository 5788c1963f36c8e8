"""The key from the system's own store of secrets, where the user put it there; nothing is ever written.

    keyring set storyboard openai

The package comes with ``pip install "storyboard[keyring]"``; without it there simply is no such store.
"""

from __future__ import annotations

SERVICE, USER = "storyboard", "openai"


def key_from_keyring() -> str:
    """The key, or nothing: no package, no store, a locked one, or no entry."""
    try:
        import keyring  # type: ignore[import-not-found, unused-ignore] # an extra that most machines do not have
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(SERVICE, USER) or "").strip()
    except Exception:  # noqa: BLE001 - what a system's store raises is its own; it must not say it with a traceback
        return ""
