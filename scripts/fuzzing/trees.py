"""Documents that are well-formed and make no sense: trees for Final Draft, JSON and YAML, which broken bytes alone rarely give."""

from __future__ import annotations

import json
import random
from xml.sax.saxutils import escape, quoteattr

_TAGS = (
    "Paragraph", "Paragraph", "Paragraph", "Text", "Text", "Text", "DualDialogue", "Content", "TitlePage", "ScriptNote", "Summary", "SceneProperties",
    "OmittedScene", "CharacterArcBeat", "SceneArcBeats", "ElementSettings", "Behavior", "DynamicLabel", "Alias", "x:Paragraph",
)  # fmt: skip
_KINDS = (
    "Scene Heading",
    "Action",
    "Character",
    "Dialogue",
    "Parenthetical",
    "Transition",
    "Shot",
    "General",
    "Lyrics",
    "Act Break",
    "Cast List",
    "Mine",
    "",
)
_WORDS = (
    "INT. A - DAY", "NORA (V.O.) ^", "(low)", "()", "(", ")", "CUT TO:", "OMITTED", "#1#", "INT. #9#", " ", "", "\n", "\u2028", "Nora runs.", "written by", "1/8", "^", "（）", "場面", "x" * 300,
    "SUPER: x", "NORA: Hi", "VO", "CU, push in", "4s", "0:04", "0:00-0:04", "1A", "SC01_SH010", "第1场", "-", "--", "nan", "12:30", "night", "Kitchen", "\ufeff", "\u202e", "٣", "\U0001f3ac",
)  # fmt: skip
_KEYS = (
    "shots", "scenes", "shot", "scene", "id", "prompt", "description", "action", "duration", "time", "start", "end", "size", "camera", "movement", "lens", "dialogue", "character",
    "text", "speaker", "vo", "voiceover", "audio", "music", "sfx", "overlay", "location", "heading", "int/ext", "subjects", "transition", "title", "fps", "meta", "notes", "", "x", "镜头", "分镜",
    "frames", "clips", "lyrics", "name", "manner",
)  # fmt: skip
_SCALARS = (None, True, False, 0, 1, -1, 4.5, 1e30, -0.0, 24, 10**17, "", " ")
_DEEPEST = 6


def final_draft(chance: random.Random) -> bytes:
    """An FDX file of any tags in any order."""
    inner = "".join(_element(chance, 0) for _ in range(chance.randrange(1, 9)))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft xmlns:x="x"><Content>{inner}</Content></FinalDraft>'.encode()


def json_text(chance: random.Random) -> bytes:
    """A JSON document whose keys are those of shot lists."""
    value = _value(chance, 0)
    if chance.random() < 0.8:
        value = {chance.choice(("shots", "scenes", "clips")): value if isinstance(value, list | dict) else [value]}
    return json.dumps(value, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 1))).encode(
        "utf-8", "replace"
    )


def _element(chance: random.Random, depth: int) -> str:
    tag = chance.choice(_TAGS)
    attributes = "".join(
        f" {name}={quoteattr(chance.choice(_KINDS if name == 'Type' else _WORDS))}"
        for name in chance.sample(
            ("Type", "Number", "Title", "Length", "Name", "Range", "Alignment", "Style", "BasedOn"), chance.randrange(4)
        )
    )
    parts = []
    for _ in range(chance.randrange(4)):
        nested = depth < _DEEPEST and chance.random() < 0.5
        parts.append(_element(chance, depth + 1) if nested else escape(chance.choice(_WORDS)))
    return f"<{tag}{attributes}>{''.join(parts)}</{tag}>" + chance.choice(("", "\n"))


def _value(chance: random.Random, depth: int) -> object:
    kind = chance.random()
    if depth >= _DEEPEST or kind < 0.35:
        return chance.choice(_WORDS) if chance.random() < 0.6 else chance.choice(_SCALARS)
    if kind < 0.55:
        return [_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice(_KEYS): _value(chance, depth + 1) for _ in range(chance.randrange(6))}
