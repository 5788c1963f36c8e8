"""Opening a backend by name."""

from __future__ import annotations

import difflib
from decimal import Decimal

from storyboard.backends import Backend
from storyboard.errors import InputError
from storyboard.project import Project

BACKENDS = ("previs", "openai")


def check_backend(name: str) -> str:
    """The name, if there is such a backend.

    Raises:
        InputError: There is none.
    """
    if name in BACKENDS:
        return name
    near = difflib.get_close_matches(name, BACKENDS, n=1)
    cure = f"Did you mean {near[0]}?" if near else f"Take one of: {', '.join(BACKENDS)}"
    raise InputError(f"There is no backend {name!r:.60}", cure=cure)


def open_backend(
    name: str, project: Project, *, budget: Decimal | None = None, offline: bool = False, retry: bool = False
) -> Backend:
    """The backend of that name, ready for a project.

    Args:
        name: ``previs`` or ``openai``.
        project: The open project.
        budget: The cap in US dollars; the bible's when not given.
        offline: Only quotes will be asked for; no key is needed.
        retry: Pictures that may have been paid for already may be bought again.
    """
    check_backend(name)
    if name == "openai":
        from storyboard.backends import OpenAIBackend
        from storyboard.paid import open_till

        till = open_till(project.layout.state, project.bible.budget if budget is None else budget, retry_unknown=retry)
        return OpenAIBackend(project.bible.openai, till, offline=offline)
    from storyboard.backends import PrevisBackend

    return PrevisBackend(cache=project.layout.cache / "kits", finish=project.bible.style.finish, masks=project.masks)
