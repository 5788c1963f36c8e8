"""What a live test asks the service, in which order, and at what price; nothing is sent here."""

from __future__ import annotations

from decimal import Decimal

from storyboard.model import Noun, OpenAISettings, Quote
from storyboard.paid import ModelInfo, model_info, output_tokens, quote, text_model

# What a live test may cost at most, in US dollars; what does not fit is left out.
MOST_USD = Decimal("0.05")
WORDS = "A red circle on a plain white background."
TWO = "The two shapes of Image 1 and Image 2 side by side on a plain white background."
# A model of words only has to call the image tool; this bounds what it may say.
MOST_WORDS = 500


class Probe(Noun):
    """One question: its name, what is done for it, the price, and how many requests for pictures it takes."""

    name: str
    told: str
    quote: Quote
    requests: int = 1


def plan_probes(
    settings: OpenAISettings, *, tries_references: bool = True
) -> tuple[tuple[Probe, ...], tuple[str, ...]]:
    """What a live test does; and what it leaves out because it would not fit the price.

    Args:
        settings: The bible's ``openai`` section.
        tries_references: The server edits pictures.
    """
    model, words = model_info(settings.model), text_model(settings)
    size = cheapest_size(model)
    one = quote(model, size, cheapest_quality(model), 0, len(WORDS))
    two = quote(model, size, cheapest_quality(model), [(256, 256)] * 2, len(TWO))
    call = words.quote(WORDS, answer_tokens=200, at_most_tokens=MOST_WORDS)
    wanted = [
        Probe(
            name="idempotency",
            told="the same request twice under one Idempotency-Key: one picture or two?",
            quote=one.times(2),
            requests=2,
        ),
    ]
    if tries_references:
        told = "an edit with two references: does it count as one picture or as two?"
        wanted.append(Probe(name="references", told=told, quote=two))
    # In this order: what the edit took of the limit is seen best right after another answer.
    wanted.append(
        Probe(
            name="recovery",
            told="a background answer: does its conversation show the picture, and can it be fetched again?",
            quote=one + call,
        )
    )
    wanted.append(Probe(name="abort", told="a request that is cut off: is it billed?", quote=one))
    left, kept, out = MOST_USD, [], []
    for probe in wanted:
        if probe.quote.at_most <= left:
            kept.append(probe)
            left -= probe.quote.at_most
        else:
            out.append(probe.told)
    return tuple(kept), tuple(out)


def cheapest_size(model: ModelInfo) -> tuple[int, int]:
    """The legal size whose pictures have the fewest tokens; of these the smallest."""
    rule = model.sizes
    sides = range(rule.multiple, rule.max_side + 1, rule.multiple)
    found = []
    for width in sides:
        rows = -(-rule.min_pixels // (width * rule.multiple))
        size = (width, rows * rule.multiple)
        if rule.allows(size) and width >= size[1]:
            found.append((output_tokens(model.output_bases, size, cheapest_quality(model)), width * size[1], size))
    return min(found)[2]


def cheapest_quality(model: ModelInfo) -> str:
    return "low" if "low" in model.qualities else model.qualities[0]
