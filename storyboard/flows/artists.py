"""Opening a backend by name."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from storyboard.backends import Backend
from storyboard.errors import InputError
from storyboard.model import FramePrompt
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
    name: str,
    project: Project,
    *,
    budget: Decimal | None = None,
    offline: bool = False,
    retry: bool = False,
    transport: Literal["images", "responses"] | None = None,
    previews: int = 0,
    on_preview: Callable[[FramePrompt, int, int, bytes], None] | None = None,
) -> Backend:
    """The backend of that name, ready for a project.

    Args:
        name: ``previs`` or ``openai``.
        project: The open project.
        budget: The cap in US dollars; the bible's when not given.
        offline: Only quotes will be asked for; no key is needed.
        transport: The road that requests take; the bible's when not given.
        retry: Pictures that may have been paid for already may be bought again.
        previews: How many previews a picture comes with, where the service has them.
        on_preview: Told of each: of which prompt, its number, how many there will be, its bytes.
    """
    check_backend(name)
    if name == "openai":
        from storyboard.backends import OpenAIBackend
        from storyboard.paid import open_till, state_folder

        till = open_till(
            project.layout.state,
            project.bible.budget if budget is None else budget,
            per_run=project.bible.budget_per_run,
            per_day=project.bible.budget_per_day,
            retry_unknown=retry,
            spare=state_folder(os.environ) / "spool",
        )
        settings = project.bible.openai
        if transport is not None:
            settings = settings.model_copy(update={"transport": transport})
        return OpenAIBackend(settings, till, offline=offline, previews=previews, on_preview=on_preview)
    from storyboard.backends import PrevisBackend

    return PrevisBackend(cache=project.layout.cache / "kits", finish=project.bible.style.finish, masks=project.masks)
