"""Answers on disk: each lies beside the take it is about, ``start-002-9f3c....vision.json``, as the take's receipt does.

They were paid for, so they are not in a cache: a project that is copied or kept in git takes them along, and a ledger that
is lost counts them when it is written anew, for they name their price as receipts do.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pydantic import Field, ValidationError

from storyboard.continuity.vision.questions import VERSION
from storyboard.model import Stored, Take
from storyboard.project import Project, write_atomically

_ENDING = ".vision.json"
_LARGEST_FILE = 400_000


class VisionRecord(Stored):
    """An answer about one take, as it came.

    Attributes:
        key: What it was bought under; `basis` is the same without the model: frame, references, facts, questions.
        answer: The text of the answer, unread; `ended` says why there is none, or not all of it.
        created: When it was asked.
    """

    schema_: int = Field(default=1, alias="schema")
    key: str
    basis: str
    questions: int = VERSION
    model: str
    slot: str
    take: int
    sha256: str
    answer: str = ""
    ended: str = ""
    usage: dict[str, Any] = {}
    price_usd: Decimal = Decimal(0)
    request_id: str = ""
    created: datetime

    @property
    def day(self) -> str:
        """The day on which the frame was looked at, where the reader is."""
        return self.created.astimezone().strftime("%Y-%m-%d")


def record_of(take: Take, *, key: str, basis: str, model: str, **facts: Any) -> VisionRecord:
    """A record of now."""
    return VisionRecord(
        key=key,
        basis=basis,
        model=model,
        slot=str(take.slot),
        take=take.number,
        created=datetime.now(UTC),
        **facts,
    )


def store_record(project: Project, take: Take, record: VisionRecord) -> None:
    """Put it beside its take.

    Raises:
        ProjectError: The disk does not take it.
    """
    # An answer of the same key replaces one that could not be read.
    path = take.path.with_name(f"{take.path.stem}{_name_part(record.key)}{_ENDING}")
    write_atomically(path, (record.model_dump_json(by_alias=True, indent=1) + "\n").encode("utf-8"))
    project.layout.explain_state()


def stored_record(take: Take, *, basis: str, key: str = "") -> VisionRecord | None:
    """The newest answer that holds for a take: of that basis and, where it is given, of that key.

    It may have been asked about another take of the slot with the very same picture. A file that is damaged, or of
    another program, is none.
    """
    found = []
    for path in sorted(take.path.parent.glob(f"*{_name_part(key)}{_ENDING}")):
        try:
            if path.stat().st_size > _LARGEST_FILE:
                continue
            record = VisionRecord.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            continue
        if record.basis == basis and (not key or record.key == key):
            found.append(record)
    return max(found, key=lambda record: record.created, default=None)


def was_looked_at(take: Take) -> bool:
    """Whether there is any answer about its slot: a glance, so that films that were never looked at pay no time."""
    return any(take.path.parent.glob(f"*{_ENDING}"))


def _name_part(key: str) -> str:
    return f"-{key.rpartition(':')[2][:16]}" if key else ""
