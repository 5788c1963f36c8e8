"""Paragraphs of action taken apart where the script calls for another picture."""

from __future__ import annotations

import re
from dataclasses import replace

from storyboard.breakdown.cues import Cue, find_inner_cue, read_cue
from storyboard.breakdown.directions import is_length, is_lens, read_label, read_tokens, says_anything
from storyboard.breakdown.sentences import split_sentences
from storyboard.script import is_upper

_PREPOSITION = re.compile(
    r"^(?:(?:slowly |gently )?(?:to |and |as it |which )?(?:reveal(?:s|ing)?|finds?|finding|discover(?:s|ing)?|follow(?:s|ing)|show(?:s|ing))"
    r"|across|along|over|through|to|from|towards?|up|down|around|past|onto|into|behind|between|off)\s+",
    re.IGNORECASE,
)


def groups_of(text: str) -> list[tuple[Cue | None, list[str]]]:
    """A paragraph's sentences, parted where a camera direction begins."""
    groups: list[tuple[Cue | None, list[str]]] = []
    for sentence in split_sentences(text):
        for piece in _pieces(sentence):
            cue, label = read_cue(piece, first=not groups), read_label(piece)
            # "TRAVELLING AVANT : Anna" is more than a travelling.
            if label and (cue is None or len(label.rest) < len(cue.rest)):
                cue = label
            if cue:
                groups.append((cue, _shown(cue)))
            elif groups:
                groups[-1][1].append(piece)
            else:
                groups.append((None, [piece]))
    return groups


def _pieces(sentence: str) -> list[str]:
    at = find_inner_cue(sentence)
    if at < 0:
        return [sentence]
    before = sentence[:at].rstrip(" -–—")
    return [piece for piece in (before, sentence[at:]) if piece]


def _shown(cue: Cue) -> list[str]:
    """What is left to see of a direction's own sentence."""
    text = _PREPOSITION.sub("", cue.rest, count=1).strip()
    return [sentence_case(text)] if text else []


def sentence_case(text: str) -> str:
    text = text.strip()
    if (
        len(text) > 1
        and is_upper(text)
        and len(text.split()) > 1
        and text.split()[0] in {"THE", "A", "AN", "HIS", "HER", "THEIR"}
    ):
        text = text.lower()
    return text[:1].upper() + text[1:]


def is_slug(cue: Cue, body: str) -> bool:
    """Whether a direction only announces the next paragraph: nothing but a target in capitals, or nothing at all."""
    caseless = cue.rest.upper() == cue.rest.lower() and len(cue.rest) <= 12 and cue.framing is not None
    return not body or (
        (is_upper(cue.rest) or caseless)
        and len(body.split()) <= 6
        and body.rstrip(".").casefold() == cue.rest.rstrip(".").casefold()
    )


def cue_of_line(text: str) -> Cue:
    """The direction in a line that is nothing else, ``!!CLOSE ON THE KNIFE, 4s``: first as a list, else as a slug line."""
    listed = read_tokens(text)
    if says_anything(listed) and not listed.unknown and not listed.target:
        return listed
    sentence = read_cue(text)
    # "CLOSE ON THE KNIFE, 4s" is on the knife, for four seconds.
    rest = sentence.target if sentence else text
    parts = [part.strip() for part in rest.split(",")]
    target = ", ".join(part for part in parts if not (is_length(part) or is_lens(part)))
    if sentence:
        return replace(sentence, target=target, rest=target, seconds=listed.seconds, lens=listed.lens)
    if says_anything(listed):
        return replace(listed, target=", ".join(listed.unknown), unknown=())
    return Cue(words=text, target=text, rest=text)
