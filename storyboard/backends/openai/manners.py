"""How a server wants to be asked, where that has nothing to do with the picture: learned from its refusals."""

from __future__ import annotations

import re
from typing import Any

from storyboard.model import OpenAISettings
from storyboard.paid import DEFAULT_BASE_URL, ModelInfo, Verdict

_REFUSED_AS_FORM = {400, 422}


class Manners:
    """What goes along with a request to one server.

    OpenAI's own image models always answer with the picture itself, and refuse `response_format`. Many servers on
    people's own machines answer with a link unless they are told ``b64_json``, and some refuse streams.

    Args:
        settings: The bible's ``openai`` section.
        model: The image model.
        url: The server's address.
        previews: How many previews are wanted.
    """

    def __init__(self, settings: OpenAISettings, model: ModelInfo, url: str, previews: int) -> None:
        said = settings.response_format
        foreign = url != DEFAULT_BASE_URL and not model.known
        self._response_format = said == "b64_json" or (said is None and foreign)
        self.previews = previews
        self._is_service = url == DEFAULT_BASE_URL

    def extra(self) -> dict[str, Any]:
        """Further fields of the request's body."""
        return {"response_format": "b64_json"} if self._response_format else {}

    def learned(self, verdict: Verdict) -> bool:
        """The refusal is about the manner of asking, which is changed now: the same may be asked again, it cost nothing."""
        if self._is_service or verdict.status not in _REFUSED_AS_FORM:
            return False
        if self._response_format and re.search(r"response_format", verdict.said):
            self._response_format = False
            return True
        if self.previews and re.search(r"\b(stream|streaming|partial_images)\b", verdict.said):
            self.previews = 0
            return True
        return False
