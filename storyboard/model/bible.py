"""The bible: what storyboard.yaml says. Written by people; the program only ever edits it around their comments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeVar

from pydantic import Field, field_validator

from storyboard.model.base import Noun
from storyboard.model.policy import ReferencePolicy, parse_policy
from storyboard.model.timecode import parse_fps

DEFAULT_LOOK = "default"


class Look(Noun):
    """How a character looks in some part of the film.

    Attributes:
        wardrobe: What they wear; `age`, `state` (soaked, in love) and `injury` are what else is seen of them.
        scenes: Numbers of the scenes it is bound to, ranges too: ``3``, ``5..8``.
        story: Story times it is bound to: ``flashback``, ``day 2``.
        since: Number of the scene in which it begins; it is carried forward within that scene's story time until
            another look begins. A look that names no scene and no time is for whoever asks for it by its name.
        references: Pictures of it, relative to the project folder; without any, the character's are used.
        mask: A picture, white where the first reference shows the character and black around.
    """

    name: str = DEFAULT_LOOK
    wardrobe: str = ""
    age: str = ""
    state: str = ""
    injury: str = ""
    scenes: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    since: str = ""
    references: tuple[str, ...] = ()
    mask: str = ""


class Character(Noun):
    """A character.

    Attributes:
        references: Pictures of the default look, relative to the project folder: the anchor, the one everything is
            held against, first.
        sheets: Turnaround sheets, each several views of them in one picture.
        mask: A picture, white where the first reference shows them and black around.
    """

    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    voice: str = ""
    references: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    mask: str = ""
    looks: tuple[Look, ...] = ()

    def look(self, name: str) -> Look:
        """The look of that name; the default look where there is none. A look without pictures uses the character's."""
        for wanted in (name, DEFAULT_LOOK):
            for look in self.looks:
                if look.name == wanted:
                    return look if look.references else look.model_copy(update=self._pictures())
        return Look(references=self.references, mask=self.mask)

    def _pictures(self) -> dict[str, object]:
        return {"references": self.references, "mask": self.mask}


class Location(Noun):
    """A place; `name` or an alias is matched with the place in the script's headings."""

    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    references: tuple[str, ...] = ()


class Prop(Noun):
    """A thing that must look the same wherever it is seen; a product, for instance. Aliases are other words for it."""

    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    references: tuple[str, ...] = ()


class Style(Noun):
    """The look of the whole film. Style references lend palette and finish, never content.

    Attributes:
        finish: How the built-in artist finishes its pictures: clean colour, ink and wash, or pencil.
    """

    text: str = ""
    finish: Literal["clean", "ink", "pencil"] = "clean"
    references: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


class Wording(Noun):
    """How the people of this film want its pictures asked for.

    Attributes:
        add: Said in every prompt, after the style.
        sections: Section name -> a template that takes its place; ``${section}`` is what it would have said.
    """

    add: str = ""
    sections: dict[str, str] = {}


class OpenAISettings(Noun):
    """How the openai backend calls its service. The key is never stored: it comes from OPENAI_API_KEY.

    Attributes:
        parallel: Pictures under way at once.
        tier: The account's usage tier, which says how many pictures a minute it may have.
        images_per_minute: That number itself, for other services, or to leave some for others. Neither given: it is
            found out.
        text_model: The model of words that breaks scripts down and looks at frames; `text_price_in` and
            `text_price_out` are its prices in US dollars per million tokens, where the program's table is wrong.
        transport: ``images`` waits on one connection; ``responses`` lets the service keep the answer, so that no crash
            can lose it, and pays a model of words besides.
        response_format: Sent to servers that answer with a link unless they are told ``b64_json``; ``none`` sends nothing.
            Not given: sent to other servers than OpenAI's, with models that are not OpenAI's.
    """

    model: str = "gpt-image-2"
    draft_quality: str = "low"
    final_quality: str = "medium"
    base_url: str | None = None
    parallel: int = Field(default=4, ge=1, le=512)
    tier: int | None = Field(default=None, ge=1, le=5)
    images_per_minute: float | None = Field(default=None, gt=0, le=100_000)
    text_model: str = "gpt-6-astra"
    text_price_in: Decimal | None = Field(default=None, ge=0)
    text_price_out: Decimal | None = Field(default=None, ge=0)
    transport: Literal["images", "responses"] = "images"
    response_format: Literal["b64_json", "none"] | None = None


class Timing(Noun):
    """How long things take, in seconds or per second."""

    words_per_second: float = Field(default=2.5, gt=0.2, le=10)
    cjk_per_second: float = Field(default=5.0, gt=0.2, le=30)
    speech_padding: float = Field(default=0.4, ge=0, le=10)
    lead_in: float = Field(default=0.5, ge=0, le=10)
    action_word: float = Field(default=0.2, gt=0, le=5)
    action_padding: float = Field(default=0.5, ge=0, le=10)
    minimum: float = Field(default=1.5, gt=0.1, le=30)
    establishing: float = Field(default=3.0, gt=0.1, le=30)
    longest: float = Field(default=10.0, ge=2, le=600)


class Format(Noun):
    """The picture's shape.

    `frame` is the delivery size in pixels, what bundles and animatics are made at; `draw` is what pictures are drawn at,
    never smaller. `matte` is the ratio to show when it differs from the frame's (2.39 is drawn 16:9 and matted).
    """

    name: str
    frame: tuple[int, int]
    draw: tuple[int, int]
    matte: float | None = None


FORMATS: dict[str, Format] = {
    fmt.name: fmt
    for fmt in (
        Format(name="16:9", frame=(1280, 720), draw=(1536, 864)),
        Format(name="9:16", frame=(720, 1280), draw=(864, 1536)),
        Format(name="1:1", frame=(960, 960), draw=(1024, 1024)),
        Format(name="4:3", frame=(1104, 832), draw=(1280, 960)),
        Format(name="3:4", frame=(832, 1104), draw=(960, 1280)),
        Format(name="2.39", frame=(1280, 720), draw=(1536, 864), matte=2.39),
    )
}


def parse_format(text: str) -> Format:
    """The format of that name, or one of ``WIDTHxHEIGHT`` pixels.

    Raises:
        ValueError: Neither a known name nor a size of even sides between 256 and 3840 pixels and ratio up to 3:1.
    """
    name = str(text).strip().lower().replace("×", "x")
    if name in FORMATS:
        return FORMATS[name]
    width_text, _, height_text = name.partition("x")
    if width_text.isascii() and width_text.isdigit() and height_text.isascii() and height_text.isdigit():
        width, height = int(width_text[:6]), int(height_text[:6])
        sides_fit = all(256 <= side <= 3840 and side % 2 == 0 for side in (width, height))
        if sides_fit and max(width, height) <= 3 * min(width, height):
            return Format(name=f"{width}x{height}", frame=(width, height), draw=(width, height))
        raise ValueError(f"{text!r}: sides must be even, 256 to 3840 pixels, and at most 3:1")
    raise ValueError(f"{text!r} is not a format; take one of {', '.join(FORMATS)} or WIDTHxHEIGHT, such as 1920x1080")


class Bible(Noun):
    """Everything storyboard.yaml may say, with its defaults.

    Attributes:
        budget: The most the project may cost in all, in US dollars; `budget_per_run` and `budget_per_day` bound less.
        consent_above: What may cost more than this, in US dollars, is agreed to by typing the amount, not by a mere yes.
        story_time: Story time -> the scenes that play in it, where the script's headings do not say so.
        links: Reference picture -> where it can be read on the web, for tools that take links only.
    """

    schema_: int = Field(default=1, alias="schema")
    title: str = ""
    script: str = ""
    format: Format = FORMATS["16:9"]
    fps: Fraction = Fraction(24)
    style: Style = Style()
    characters: tuple[Character, ...] = ()
    locations: tuple[Location, ...] = ()
    props: tuple[Prop, ...] = ()
    backend: str = "previs"
    quality: Literal["draft", "final"] = "draft"
    budget: Decimal = Field(default=Decimal(10), ge=0, le=100_000)
    budget_per_run: Decimal | None = Field(default=None, ge=0, le=100_000)
    budget_per_day: Decimal | None = Field(default=None, ge=0, le=100_000)
    consent_above: Decimal = Field(default=Decimal(5), ge=0, le=100_000)
    numbering: Literal["tens", "letters", "dash"] = "letters"
    timing: Timing = Timing()
    music: str = ""
    story_time: dict[str, tuple[str, ...]] = {}
    reference_policy: ReferencePolicy = ReferencePolicy()
    wording: Wording = Wording()
    links: dict[str, str] = {}
    openai: OpenAISettings = OpenAISettings()

    @field_validator("fps", mode="before")
    @classmethod
    def _fps(cls, value: object) -> Fraction:
        if isinstance(value, bool) or not isinstance(value, str | int | float | Fraction):
            raise ValueError(f"{value!r} is not a frame rate")  # noqa: TRY004 - pydantic turns ValueError into a place
        return parse_fps(value)

    @field_validator("links")
    @classmethod
    def _links(cls, value: dict[str, str]) -> dict[str, str]:
        for picture, link in value.items():
            if not re.fullmatch(r"https://[!-~]+", link):
                raise ValueError(f"{link!r:.60} for {picture!r:.40} is not a link; write it like https://...")
        return value

    @field_validator("reference_policy", mode="before")
    @classmethod
    def _policy(cls, value: object) -> object:
        return parse_policy(value) if isinstance(value, str) else value

    @field_validator("format", mode="before")
    @classmethod
    def _format(cls, value: object) -> object:
        return parse_format(str(value)) if isinstance(value, str | int | float) else value

    def character(self, name: str) -> Character | None:
        """The character of that name or alias, whatever the case; a name goes before somebody else's alias."""
        return _called(self.characters, name)

    def location(self, name: str) -> Location | None:
        """The location of that name or alias, whatever the case."""
        return _called(self.locations, name)

    def prop(self, name: str) -> Prop | None:
        """The prop of that name or alias, whatever the case."""
        return _called(self.props, name)


_Named = TypeVar("_Named", Character, Location, Prop)


def _called(entries: Sequence[_Named], name: str) -> _Named | None:
    wanted = _folded(name)
    by_name = next((entry for entry in entries if _folded(entry.name) == wanted), None)
    return by_name or next((entry for entry in entries if wanted in map(_folded, entry.aliases)), None)


def _folded(name: str) -> str:
    # Scripts written on a Mac may spell an accent as a letter and a mark; the bible may spell it as one.
    return unicodedata.normalize("NFC", name).casefold()
