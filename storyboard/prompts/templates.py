"""A film's own wording for a section of the prompt: a template that knows a few fields and nothing else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from storyboard.errors import BibleError
from storyboard.model import Wording
from storyboard.project import parse_yaml
from storyboard.prompts.wording import one_line

SECTIONS = (
    "purpose", "style", "scene", "images", "subjects", "identity", "props", "composition", "moment", "text", "limits",
)  # fmt: skip
# `section`, or the section's own name, is what the section would have said; the rest are words of the shot.
FIELDS = ("section", "title", "size", "angle", "lens", "place", "time", "light", "people")
_FIELD = re.compile(r"\$(?:(?P<escaped>\$)|\{(?P<name>[^{}]*)\}|(?P<lone>))")
_LONGEST = 4000


def check_wording(wording: Wording, bible_file: Path) -> None:
    """Refuse templates that name a section or a field that does not exist.

    Raises:
        BibleError: Names the line, the key, what is wrong and what may stand there.
    """
    for section, template in wording.sections.items():
        key = f"wording.sections.{section}"
        if section not in SECTIONS:
            near = difflib.get_close_matches(section, SECTIONS, n=1)
            cure = f"Did you mean {near[0]!r}?" if near else f"The sections are: {', '.join(SECTIONS)}"
            raise _wrong(f"{key}: the prompt has no such section", "", cure, section, bible_file)
        if len(template) > _LONGEST:
            raise _wrong(f"{key} has more than {_LONGEST:,} letters", "", "Say it shorter", section, bible_file)
        allowed = (section, *FIELDS)
        own = False
        for match in _FIELD.finditer(template):
            if match["lone"] is not None:
                cure = "Write a field as ${name}, and a dollar sign itself as $$"
                raise _wrong(f"{key}: a $ that begins no field", "", cure, section, bible_file)
            if match["name"] is not None:
                own = own or match["name"] in {"section", section}
                if match["name"] not in allowed:
                    cure = f"The fields are: {', '.join(f'${{{name}}}' for name in allowed)}"
                    raise _wrong(f"{key}: there is no field ${{{match['name']:.40}}}", "", cure, section, bible_file)
        if section == "images" and not own:
            why = "The section says which reference picture is whose; without it faces are guessed"
            raise _wrong(f"{key} leaves out ${{images}}", why, "Put ${images} into it", section, bible_file)


def fill(template: str, section: str, own: str, fields: Mapping[str, str]) -> str:
    """The template with its fields filled in, once: what is filled in is never read as a template itself.

    Args:
        template: A template that `check_wording` let pass.
        section: The section it stands for.
        own: What the section would have said.
        fields: The other fields, by name; what is missing is empty.
    """
    values = {**fields, "section": own, section: own}

    def value(match: re.Match[str]) -> str:
        return "$" if match["escaped"] else values.get(match["name"] or "", "")

    lines = [_FIELD.sub(value, " ".join(line.split())) for line in template.splitlines()]
    return "\n".join(line for line in lines if line.strip())


def shown(template: str) -> str:
    """The template on one line, for people."""
    return one_line(template)


def _wrong(what: str, why: str, cure: str, section: str, bible_file: Path) -> BibleError:
    line, column = _place(section, bible_file)
    return BibleError(what, why=why, cure=cure, file=bible_file, line=line, column=column)


def _place(section: str, bible_file: Path) -> tuple[int | None, int | None]:
    try:
        _, places = parse_yaml(bible_file.read_text(encoding="utf-8-sig"), file=str(bible_file), error=BibleError)
    except (OSError, UnicodeDecodeError, BibleError):
        return None, None  # The bible came from elsewhere: the key alone must do.
    return places.get(("wording", "sections", section), (None, None))
