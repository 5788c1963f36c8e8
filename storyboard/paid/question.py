"""A question to a model of words, maybe with pictures, that is answered by a schema; and what an answer says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from storyboard.model import Noun, Quote
from storyboard.paid.answer import Answer
from storyboard.paid.text_models import TextModel

if TYPE_CHECKING:
    from openai.types.responses import (
        ResponseFormatTextJSONSchemaConfigParam,
        ResponseInputParam,
        ResponseInputTextParam,
    )
    from openai.types.responses.response_input_image_param import ResponseInputImageParam

# Bytes of an answer by its tokens, and for what stands around it.
_BYTES_A_TOKEN, _BYTES = 8, 65_536
_LONGEST_REASON = 300


class Question(Noun):
    """One question. What is data goes as data, beside the instructions and never in them.

    Attributes:
        instructions: What the model is to do.
        text: What it is asked about.
        pictures: What it looks at, as data URLs.
        schema_name: The name of the answer's schema, `answer_schema`, which is strict JSON Schema.
        most_tokens: How long the answer, and the thinking before it, may be.
    """

    instructions: str
    text: str
    pictures: tuple[str, ...] = ()
    schema_name: str
    answer_schema: dict[str, Any]
    most_tokens: int

    def quote(self, model: TextModel, *, answer_tokens: int, pictures: Sequence[tuple[int, int]] = ()) -> Quote:
        """What asking is expected to cost and the most it can, in US dollars.

        Args:
            model: Who is asked.
            answer_tokens: How long the answer is expected to be.
            pictures: The sizes, in pixels, of the pictures that go along; they need not be loaded yet.
        """
        words = self.instructions + self.text + json.dumps(self.format)
        return model.quote(words, answer_tokens=answer_tokens, at_most_tokens=self.most_tokens, pictures=pictures)

    @property
    def format(self) -> ResponseFormatTextJSONSchemaConfigParam:
        """How the answer has to look."""
        return {"type": "json_schema", "name": self.schema_name, "strict": True, "schema": self.answer_schema}

    @property
    def input(self) -> ResponseInputParam:
        """The user's part of the request."""
        text: ResponseInputTextParam = {"type": "input_text", "text": self.text}
        pictures: list[ResponseInputImageParam] = [
            {"type": "input_image", "image_url": url, "detail": "high"} for url in self.pictures
        ]
        return [{"role": "user", "content": [text, *pictures]}]

    @property
    def landing(self) -> int:
        """How many bytes of disk the answer may need."""
        return self.most_tokens * _BYTES_A_TOKEN + _BYTES


def words_in(answer: Answer) -> tuple[str, str]:
    """The text of an answer; and, where there is none or not all of it, why."""
    try:
        content = answer.content()
    except (ValueError, RecursionError):
        return "", "the answer is no JSON"
    texts: list[str] = []
    refusal = ""
    for piece in _pieces_of(content):
        if piece.get("type") == "output_text":
            texts.append(str(piece.get("text") or ""))
        elif piece.get("type") == "refusal":
            refusal = str(piece.get("refusal") or "it gave no reason")
    # Half a surrogate pair, which JSON may hold, can be written to no file.
    text = "".join(texts).encode("utf-8", "replace").decode("utf-8")
    return text, _trouble_in(content, refusal) or ("" if text.strip() else "the answer is empty")


def _trouble_in(content: Mapping[str, Any], refusal: str) -> str:
    """Why an answer is of no use by what it says of itself; empty where it says nothing."""
    if refusal:
        return f"the model declined: {refusal[:_LONGEST_REASON]}"
    status, error = content.get("status"), content.get("error")
    if status == "incomplete":
        details = content.get("incomplete_details")
        reason = details.get("reason") if isinstance(details, Mapping) else ""
        return f"the answer breaks off{f' ({str(reason)[:_LONGEST_REASON]})' if reason else ''}"
    if error or status not in {None, "completed"}:
        said = error.get("message") if isinstance(error, Mapping) else error
        return f"the model failed{f': {str(said)[:_LONGEST_REASON]}' if said else ''}"
    return ""


def _pieces_of(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in _listed(content.get("output")):
        yield from _listed(item.get("content"))


def _listed(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
