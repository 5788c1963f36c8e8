"""What all nouns share: they are frozen, and a misspelt field is an error."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen value. Change one with `model_copy(update={...})`."""

    # A title may be 1984 and a scene number 12: people leave such words unquoted in YAML.
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Stored(BaseModel):
    """A frozen value that lives in a file of its own; keys a newer program wrote survive a round trip."""

    model_config = ConfigDict(frozen=True, extra="allow")
