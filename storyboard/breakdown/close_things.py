"""What is small enough, or near enough to somebody's feelings, to be seen from close by."""

from __future__ import annotations

import re

SMALL_THINGS = re.compile(
    r"\b(?:phone|letter|key|clock|photo(?:graph)?|knife|gun|bulb|doorknob|candle|coin|card|ticket|envelope|pen|bullet|cup|bottle"
    r"|needle|badge|locket|lighter|wristwatch)\b"
    # These are verbs as well: "children watch through the window", "they match", "doors lock".
    r"|\b(?:the|an?|his|her|their|its|my|one|wrist|pocket|\w+['’]s) (?:\w+ )?"
    r"(?:watch|match|ring|lock|note|book|button|handle|map|switch|screen|glass|dial|drawing)\b(?! (?:through|from|over|him|her|them)\b)",
    re.IGNORECASE,
)
HAND_ACTS = re.compile(
    r"(?:(?:his|her|an?|[A-Z][\w-]+(?: [A-Z][\w-]+)?['’]s) )(?:\w+ )?(?:hand|fingers?|foot|boot|fist|thumb)s?\b(?=[^.]{0,80}\.?$)",
    re.IGNORECASE,
)
FACE_CLOSE = re.compile(r"\b(?:eyes?|lips|tear|sweat|fingertip|pupil)\b", re.IGNORECASE)
FACE_PART = re.compile(r"\b(?:face|eyes?|smile|expression)\b", re.IGNORECASE)
