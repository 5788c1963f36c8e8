"""What all nouns share: they are frozen, and a misspelt field is an error."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen value. Change one with `model_copy(update={...})`."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stored(BaseModel):
    """A frozen value that lives in a file of its own; keys a newer program wrote survive a round trip."""

    model_config = ConfigDict(frozen=True, extra="allow")
