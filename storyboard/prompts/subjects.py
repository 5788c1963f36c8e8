"""The people of a picture in words: where they are, what they wear, what must stay the same."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.model import DEFAULT_LOOK, Bible, Character, Look, Shot, Subject
from storyboard.prompts import phrases
from storyboard.prompts.gaze import gaze_of
from storyboard.prompts.numbers import Numbers
from storyboard.prompts.people import wears_other_clothes
from storyboard.prompts.shortening import Rooms
from storyboard.prompts.wording import clip


def name_of(text: str) -> str:
    """What the prompt calls somebody or something."""
    return clip(text, 60)


def age_not_pictured(subject: Subject, bible: Bible) -> str:
    """The age of a look that has no picture of its own, so that the character's picture shows another; else nothing."""
    character = bible.character(subject.character)
    look = next((one for one in character.looks if one.name == subject.look), None) if character else None
    return look.age.strip() if look and look.name != DEFAULT_LOOK and not look.references else ""


class People:
    """Writes the lines about those who are seen; `moment` is what happens, in the script's words."""

    def __init__(
        self, shot: Shot, bible: Bible, people: Sequence[Subject], numbers: Numbers, rooms: Rooms, moment: str
    ) -> None:
        self._shot, self._bible, self._people = shot, bible, people
        self._numbers, self._rooms, self._moment = numbers, rooms, moment

    def described(self) -> list[str]:
        """A line each."""
        return ["Subjects:", *(f"- {self._one(one)}" for one in self._people)] if self._people else []

    def kept(self) -> list[str]:
        """What must not change of each who has a picture."""
        lines = []
        for subject in self._people:
            image = self._numbers.of_person(subject.character)
            if image:
                name = name_of(subject.character)
                clothes = (
                    "only the clothes differ" if wears_other_clothes(subject, self._bible) else "the same wardrobe"
                )
                if age := age_not_pictured(subject, self._bible):
                    told = self._rooms.bare("looks", f"{name}, age", age).rstrip(" .")
                    lines.append(
                        f"- {name} is the person in {image} at another age, {told}: the same features, eye colour and "
                        f"skin tone; face, hair and build as they were or will be at that age; {clothes}. "
                        f"Do not otherwise redesign {name}."
                    )
                    continue
                lines.append(
                    f"- Keep {name}'s exact likeness as in {image}: the same face, hair, skin tone, age, build and "
                    f"proportions; {clothes}. Do not redesign {name}."
                )
        return ["Identity:", *dict.fromkeys(lines)] if lines else []

    def _one(self, subject: Subject) -> str:
        name, image = name_of(subject.character), self._numbers.of_person(subject.character)
        character = self._bible.character(subject.character)
        look = character.look(subject.look) if character else Look()
        turned = (
            "seen from behind in the near foreground, only head and shoulder, slightly out of focus"
            if subject.shoulder
            else phrases.FACINGS[subject.facing]
        )
        gaze = gaze_of(subject, self._people, self._shot, self._moment, name_of)
        stands = ", ".join(word for word in (phrases.STAGINGS[subject.staging], turned, gaze) if word)
        facts = [
            f"{name} ({image}): {stands}." if image else f"{name}: {stands}.",
            self._fact("looks", name, "Looks", character.description if character else ""),
            self._aged(subject, character, look),
            self._wears(subject, character, look, image),
            self._fact("looks", name, "State", look.state),
            self._fact("looks", name, "Injury", look.injury),
            self._fact("acting", name, "Expression", subject.expression) if not subject.shoulder else "",
            self._fact("acting", name, "Does", subject.action),
        ]
        return " ".join(fact for fact in facts if fact)

    def _fact(self, kind: str, name: str, label: str, text: str) -> str:
        described = self._rooms.describe(kind, f"{name}, {label.lower()}", text)
        return f"{label}: {described}" if described else ""

    def _aged(self, subject: Subject, character: Character | None, look: Look) -> str:
        age = self._rooms.bare("looks", f"{name_of(subject.character)}, age", look.age).rstrip(" .")
        # The description speaks of how old they usually are.
        usual = bool(character and character.description.strip()) and subject.look != DEFAULT_LOOK
        return f"Age: {age}{', in place of any age named before' * usual}." if age else ""

    def _wears(self, subject: Subject, character: Character | None, look: Look, image: str) -> str:
        name = name_of(subject.character)
        wardrobe = self._rooms.bare("looks", f"{name}, wardrobe", look.wardrobe).rstrip(" .")
        if not wardrobe:
            return ""
        # The description speaks of the usual clothes, and a picture of another look shows them.
        usual = bool(character and character.description.strip()) and subject.look != DEFAULT_LOOK
        shown = bool(image) and wears_other_clothes(subject, self._bible)
        others = ["named before"] * usual + [f"shown in {image}"] * shown
        return f"Wears: {wardrobe}, in place of any clothes {' or '.join(others)}." if others else f"Wears: {wardrobe}."
