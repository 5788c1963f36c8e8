"""What is sent for a picture besides its words and references, and what it would cost; nothing is sent here."""

from __future__ import annotations

from collections.abc import Mapping

from storyboard.backends.openai.batch import BATCH_SHARE
from storyboard.backends.openai.shelf import Shelf
from storyboard.errors import BibleError
from storyboard.model import FramePrompt, OpenAISettings, Quality, Quote
from storyboard.paid import DEFAULT_BASE_URL, ModelInfo, TextModel, Usage, cost_of, legal_size, quote

# How much a model of words has to say before it calls the image tool.
_CALL_TOKENS, _MOST_CALL_TOKENS = 400, 4_000
# What one preview costs, in tokens of drawn pictures, as published.
PREVIEW_TOKENS = 100


class Quoter:
    """Reads prompts for the price.

    Args:
        settings: The bible's ``openai`` section.
        model: The image model.
        words: The model of words that stands before the image tool.
        shelf: Knows the sizes of reference pictures.
        url: The service's address.
        previews: How many previews every picture comes with.

    Raises:
        BibleError: The model has no such quality.
    """

    def __init__(
        self, settings: OpenAISettings, model: ModelInfo, words: TextModel, shelf: Shelf, *, url: str, previews: int = 0
    ) -> None:
        self._settings, self._model, self._words, self._shelf, self._url = settings, model, words, shelf, url
        self._previews = previews
        for field in ("draft_quality", "final_quality"):
            quality = getattr(settings, field)
            if quality not in model.qualities:
                raise BibleError(
                    f"{model.name} has no quality {quality!r} (openai.{field})",
                    cure=f"Take one of: {', '.join(model.qualities)}",
                )

    def parameters(self, prompt: FramePrompt) -> Mapping[str, object]:
        """What is sent besides prompt and references and decides the picture; only what the model's endpoint takes.

        The service itself is asked for the dated snapshot. Another server may know only the plain name, so there the
        name is sent as the bible has it, and the address is part of the key.
        """
        is_service = self._url == DEFAULT_BASE_URL
        width, height = legal_size(prompt.size, self._model)
        wanted: dict[str, object] = {
            "model": self._model.snapshot if is_service else self._model.name,
            "n": 1,
            "size": f"{width}x{height}",
            "quality": self.quality(prompt),
            "output_format": "png",
        }
        sent = {name: value for name, value in wanted.items() if name in self._model.parameters}
        if self.in_background(prompt):
            sent["words"] = self._words.name
        return sent if is_service else {**sent, "service": self._url}

    def quote(self, prompt: FramePrompt) -> Quote:
        """What the picture would cost in US dollars, from the table's prices."""
        size = legal_size(prompt.size, self._model)
        # A reference without a hash is a picture of the film that this very run draws first, at the same size.
        sizes = [self._shelf.size(reference) if reference.sha256 else size for reference in prompt.references]
        known = [size for size in sizes if size is not None]
        references = known if len(known) == len(sizes) else len(sizes)
        asked = quote(self._model, size, self.quality(prompt), references, len(prompt.text))
        if self.in_background(prompt):
            pictures = known if len(known) == len(sizes) else [size] * len(sizes)
            return asked + self._words.quote(
                prompt.text, answer_tokens=_CALL_TOKENS, at_most_tokens=_MOST_CALL_TOKENS, pictures=pictures
            )
        if self._previews:
            previews = cost_of(self._model, Usage(out=self._previews * PREVIEW_TOKENS))
            return asked + Quote(estimate=previews, at_most=previews)
        return asked

    def batch_quote(self, prompt: FramePrompt) -> Quote:
        """What the picture would cost in a batch."""
        whole = self.quote(prompt)
        return Quote(estimate=whole.estimate * BATCH_SHARE, at_most=whole.at_most * BATCH_SHARE)

    def quality(self, prompt: FramePrompt) -> str:
        """The service's word for the quality of a pass."""
        return self._settings.final_quality if prompt.quality is Quality.FINAL else self._settings.draft_quality

    def in_background(self, prompt: FramePrompt) -> bool:
        """The service draws it in the background and keeps it."""
        return self._settings.transport == "responses" or bool(prompt.follows)
