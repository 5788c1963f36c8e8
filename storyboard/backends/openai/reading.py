"""A raw answer read: what it cost, and the drawing in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_CEILING, Decimal

from pydantic import ValidationError

from storyboard.errors import DrawingRefused, PictureError
from storyboard.model import Drawing, Noun, Quote, format_usd
from storyboard.paid import Answer, ModelInfo, TextModel, picture_in, price_of_usage

_MICRO = Decimal("0.000001")
# A picture takes a dozen times its bytes while it is read: however many answers come at once, one is taken apart.
_READ_AT_ONCE = 1


class Asked(Noun):
    """What was asked for; lies beside the purchase in the ledger, so that any later run can read the answer.

    Attributes:
        slot: What the picture is for, as text.
        parameters: What was sent besides prompt and references.
        quote: What it was expected to cost.
        memo: What the asker wants to be told when the answer is there.
        share: What of the usual price it costs.
    """

    slot: str
    parameters: dict[str, object]
    quote: Quote
    memo: str = ""
    share: Decimal = Decimal(1)

    @classmethod
    def read(cls, text: str) -> Asked | None:
        """As `model_dump_json` wrote it; None if it is something else."""
        try:
            return cls.model_validate_json(text)
        except ValidationError:
            return None


class Reader:
    """Reads the answers of one service.

    Args:
        model: Whose prices hold.
        words: The model of words that stands before the image tool of the Responses API.
        counts: The service says what an answer cost; a server on this machine that does not is free.
        warnings: Said with every drawing.
    """

    def __init__(self, model: ModelInfo, words: TextModel, *, counts: bool, warnings: tuple[str, ...]) -> None:
        self._model, self._words, self._counts, self._warnings = model, words, counts, warnings
        self._threads = ThreadPoolExecutor(_READ_AT_ONCE, thread_name_prefix="read-answer")

    def price(self, packed: bytes, asked: Asked) -> Decimal:
        """What an answer cost in US dollars."""
        return self._price(Answer.unpack(packed), asked)

    def _price(self, answer: Answer, asked: Asked) -> Decimal:
        usage, words = answer.usage(), answer.word_usage()
        if usage is not None:
            price = price_of_usage(self._model, usage) + (self._words.price(words) if words else 0)
            return (price * asked.share).quantize(_MICRO, rounding=ROUND_CEILING)
        # A picture that was found in its conversation after a crash comes without its bill.
        kept = answer.content().get("object") == "response"
        return asked.quote.at_most if self._counts or kept else Decimal(0)

    def price_by_memo(self, packed: bytes, memo: str) -> Decimal:
        """As `price`, of a purchase that has this memo in the ledger.

        Raises:
            ValueError: The memo does not say what was asked.
        """
        asked = Asked.read(memo)
        if asked is None:
            raise ValueError("the ledger does not say what was asked")
        return self.price(packed, asked)

    async def drawing(self, packed: bytes, asked: Asked) -> Drawing:
        """The drawing in an answer.

        Raises:
            DrawingRefused: There is none, whatever the answer cost.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._drawing, packed, asked)

    def _drawing(self, packed: bytes, asked: Asked) -> Drawing:
        try:
            answer = Answer.unpack(packed)
            content = answer.content()
            image, media_type, size = picture_in(content)
        except (ValueError, PictureError) as error:
            reason = error.what if isinstance(error, PictureError) else str(error)
        else:
            usage, price = answer.usage(), self._price(answer, asked)
            return Drawing(
                image=image,
                media_type=media_type,
                model=str(self._model.snapshot if answer.response_id else content.get("model") or self._model.snapshot),
                parameters={
                    **{name: value for name, value in asked.parameters.items() if name != "model"},
                    **({"response": answer.response_id} if answer.response_id else {}),
                },
                usage=usage or {},
                price_usd=price,
                request_id=answer.request_id,
                warnings=tuple(self._warnings_about(asked, size, usage, price)),
            )
        raise DrawingRefused(
            f"The answer for {asked.slot} holds no picture: {reason}",
            why="It may have been billed, so its price stays counted; the answer is kept in .storyboard/spool",
            cure="--on-unknown retry draws it again and may pay twice",
            state="unknown",
            code="bad_answer",
        )

    def _warnings_about(
        self, asked: Asked, size: tuple[int, int], usage: Mapping[str, object] | None, price: Decimal
    ) -> list[str]:
        warnings = [*self._warnings]
        wanted = asked.parameters.get("size")
        if wanted is not None and wanted != f"{size[0]}x{size[1]}":
            warnings.append(f"Asked for {wanted}, the server drew {size[0]}x{size[1]}")
        if usage is None and self._counts:
            warnings.append(f"The answer does not say what it cost; {format_usd(price)} is assumed")
        if price > asked.quote.at_most:
            warnings.append(
                f"It cost {format_usd(price)}, more than the {format_usd(asked.quote.at_most)} that was reserved: "
                f"the price table of {self._model.checked.isoformat()} may be out of date"
            )
        return warnings
