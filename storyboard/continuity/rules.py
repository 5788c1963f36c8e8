"""All rules of the check, in the order they are told, and the door to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from storyboard.continuity import (
    coverage,
    lettering,
    lines,
    palette,
    pictures,
    places,
    presence,
    speech,
    things,
    wardrobe,
)
from storyboard.continuity.film import Film
from storyboard.continuity.finding import Finding, Gravity
from storyboard.continuity.rule import Rule

SHOT_RULES = (
    Rule(("line-crossed",), "Two people change sides between shots of a scene.",
         "The audience loses who is where: it looks as if they had swapped places.", lines.crossed_lines),
    Rule(("eyeline",), "Two who talk in separate shots do not look towards each other.",
         "They seem to talk to somebody else.", lines.mismatched_eyelines),
    Rule(("screen-direction",), "Somebody leaves moving one way and comes in moving the other.",
         "They seem to have turned back.", lines.turned_directions),
    Rule(("wardrobe",), "Somebody wears something else within a scene.",
         "The first thing an audience notices, and every frame has to be redone.", wardrobe.changed_wardrobe),
    Rule(("look-lost",), "A look names scenes or story times the film has not.",
         "After an edit of the script the look is worn nowhere, silently.", wardrobe.lost_looks),
    Rule(("look-unknown",), "A shot asks for a look the bible does not describe.",
         "The artist draws the usual one.", wardrobe.unknown_looks),
    Rule(("prop-from-nowhere",), "A prop is in a hand that was empty before.",
         "The audience asks where it comes from.", things.things_from_nowhere),
    Rule(("prop-comes-and-goes",), "A prop is missing in one of several shots of a set-up.",
         "Cut together, it blinks.", things.coming_and_going_things),
    Rule(("jump-cut",), "The same person twice in a row, in nearly the same picture.",
         "The cut looks like a mistake: change the size by two steps or the angle by thirty degrees.", coverage.jump_cuts),
    Rule(("size-leap",), "A face cut against a far view of the same person.",
         "A jolt; sometimes it is meant.", coverage.size_leaps),
    Rule(("no-establishing",), "A scene at a new place never shows the place.",
         "Nobody knows where people are, and the artist has no master to match.", coverage.missing_establishing),
    Rule(("dialogue-too-long",), "A speech takes longer than its shot.",
         "The words are cut off in the animatic, or the edit grows.", speech.long_dialogue),
    Rule(("text-too-fast", "overlay-too-fast"), "Words in or over the picture cannot be read in time.",
         "What the story rests on is missed.", speech.unreadable_text),
    Rule(("short-shot", "flash-frame"), "A shot of a few frames, or under half a second.",
         "It cannot be seen, and no video model makes one.", speech.short_shots),
    Rule(("seen-after-leaving",), "Somebody who left is there again.",
         "People do not appear from nowhere.", presence.seen_after_leaving),
    Rule(("no-reference",), "Somebody is seen of whom there is no picture.",
         "Their face will be another one in every frame.", presence.people_without_picture),
    Rule(("too-many-references",), "A frame needs more reference pictures than fit into a request.",
         "Somebody would be left out.", presence.too_many_references),
    Rule(("light-changes",), "The time of day differs within a scene.",
         "One picture is lit for another scene, and has to be redone.", places.changed_light),
    Rule(("place-misspelt",), "A place is spelt almost like another.",
         "It is drawn as another place, without its description and its picture.", places.misspelt_places),
)  # fmt: skip

PICTURE_RULES = (
    Rule(("frames-missing", "frames-stale", "frames-refused", "frames-unknown"), "Frames are missing, out of date, refused or of unknown outcome.",
         "The rest of the check says nothing about them.", pictures.undrawn_frames),
    Rule(("picture-damaged", "picture-replaced"), "A picture is damaged, gone, or not the one its receipt speaks of.",
         "It cannot be shown, or is not what was approved.", pictures.damaged_pictures),
    Rule(("picture-black", "picture-blank", "picture-flat"), "A frame is black, of one colour, or nearly without contrast.",
         "Something went wrong in drawing it.", pictures.empty_pictures),
    Rule(("picture-shape", "picture-small"), "A frame has another shape than the film, or is too small.",
         "It would be cropped or blown up.", pictures.wrong_shapes),
    Rule(("picture-bars",), "A frame has bars or a border.",
         "Video models keep and animate them.", pictures.barred_pictures),
    Rule(("picture-doubled",), "Two different shots show the same picture.",
         "One of them has the wrong take.", pictures.doubled_pictures),
    Rule(("clothes-colour",), "Somebody wears other colours than in the reference picture.",
         "The same face in another coat is another person.", palette.off_colour_clothes),
    Rule(("palette-strange",), "A frame's colours belong to another scene.",
         "Cut together, the light jumps; or two pictures were swapped.", palette.strange_palettes),
    Rule(("text-wrong", "text-unreadable"), "Text that was asked for does not read as written.",
         "Models misspell; the story may rest on the words.", lettering.bad_lettering),
    Rule(("text-stray",), "Words can be read in a frame that asked for none.",
         "Models add signs, captions and signatures.", lettering.stray_lettering),
    Rule(("text-unchecked",), "Text in a script the reader does not know.",
         "A person has to look.", lettering.unread_scripts),
)  # fmt: skip
RULES = (*SHOT_RULES, *PICTURE_RULES)

_SILENCED = re.compile(r"\bcheck:?\s+ignore:?\s+(?P<codes>[a-z-]+(?:\s*,\s*[a-z-]+)*)", re.IGNORECASE)
_ORDER = tuple(Gravity)


def check_film(film: Film, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """What the rules find, in film order, the heaviest first within a shot; what is about the whole film comes first.

    A shot whose note says ``check: ignore jump-cut, eyeline`` is not told about these.
    """
    silenced = {shot.id: _silenced(shot.note) for shot in film.shots}
    place = {shot.id: index for index, shot in enumerate(film.shots)}
    found = [
        finding
        for rule in rules
        for finding in rule.look(film)
        if finding.code not in silenced.get(finding.shot, frozenset())
    ]
    return tuple(sorted(found, key=lambda one: (place.get(one.shot, -1), _ORDER.index(one.severity))))


def _silenced(note: str) -> frozenset[str]:
    codes = [code for match in _SILENCED.finditer(note) for code in re.split(r"\s*,\s*", match["codes"].lower())]
    return frozenset(codes)
