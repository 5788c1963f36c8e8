"""Lists in pages, as the interface gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from storyboard.testing.refusals import bad_request

_MOST = 10_000


def page_of(rows: Sequence[dict[str, Any]], query: Mapping[str, str], *, usual: int = 20) -> dict[str, Any]:
    """A page of rows, newest first unless ``order=asc``; ``after`` is the id of the last row of the page before.

    Args:
        rows: Everything, oldest first; each has an ``id``.
        query: The address's parameters ``limit``, ``after`` and ``order``.
        usual: The limit when none is given.

    Raises:
        Refused: The limit is no number, or nothing has the id of ``after``.
    """
    text = query.get("limit", str(usual))
    if not text.isdigit() or not 1 <= int(text) <= _MOST:
        raise bad_request(f"Invalid 'limit': '{text}'.", "limit")
    ordered = list(rows) if query.get("order") == "asc" else list(reversed(rows))
    after = query.get("after")
    if after is not None:
        places = [place for place, row in enumerate(ordered) if row["id"] == after]
        if not places:
            raise bad_request(f"No item with id '{after}'.", "after", None)
        ordered = ordered[places[0] + 1 :]
    page = ordered[: int(text)]
    return {
        "object": "list",
        "data": page,
        "first_id": page[0]["id"] if page else None,
        "last_id": page[-1]["id"] if page else None,
        "has_more": len(ordered) > len(page),
    }
