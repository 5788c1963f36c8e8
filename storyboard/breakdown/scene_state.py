"""What is known while a scene is being cut: who is there, what was said last, what waits for a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from storyboard.breakdown.cues import Cue
from storyboard.breakdown.deeds import who_goes
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.lettering import sounds_in, written_in
from storyboard.breakdown.mentions import Mention
from storyboard.breakdown.people import Cast
from storyboard.breakdown.pronouns import Pools, also_meant, meant, pronouns_in, speaks_of_many
from storyboard.breakdown.sentences import has_any, split_sentences
from storyboard.breakdown.unnamed import unnamed_in
from storyboard.breakdown.voices import fold
from storyboard.model import Diagnostic, Framing, Interior, Scene, Size, Timing, TransitionKind

# "the door Nora left by", "the chair where Lee sat": they are spoken of, not there.
_AFTERTHOUGHT = re.compile(r"\s+(?:has |had )?(?:left|gone|sat|stood|was|were|used to)\b", re.IGNORECASE)
# "Ben and Lotte are gone": nobody sees them go.
_IS_GONE = re.compile(
    r"(?:,?\s(?:and|et|y|e|und|и)\s[\w'’ ]{1,24}?)?\s+(?:is|are)(?: already| long)? (?:gone|nowhere|not (?:there|here)|missing)\b"
    r"|(?:\s(?:et|y|e|und|и)\s\w{1,20})?\s+(?:n['’]est plus là|ne sont plus là|a disparu|ont disparu|ist (?:weg|fort|verschwunden)|sind (?:weg|fort|verschwunden)"
    r"|ya no está|ya no están|ha desaparecido|han desaparecido|non c['’]è più|è sparit[oa]|è scompars[oa]|já não está|desapareceu|исчез(?:ла|ли)?\b|больше нет)"
    r"|(?:不见了|已经走了|已经离开|はもういない|の姿はない)",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:[A-Z]+ )?([A-Z][\w-]{1,20})['’]s\s")
_RETURNS = re.compile(
    r"(?:he|she)\s+(?:\w+ly\s+)?(?:(?:comes?|walks?|runs?|is|steps?|hurries|rushes) back|returns|reappears|re-?enters)\b"
    r"|(?:il|elle) (?:revient|rentre|réapparaît)|(?:er|sie) (?:kommt|kehrt) (?:\w+ )?zurück|(?:él|ella) (?:vuelve|regresa)|(?:он|она) возвращается",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:they|them|together|each other)\b", re.IGNORECASE)
_TOGETHER_WORDS = frozenset(["they", "them", "together", "other"])
_CHILDREN_WORDS = frozenset(["children", "kids", "enfants", "kinder", "bambini"])
_NEAR_START, _LONGEST_THING = 3, 6
_THEY_FIRST = re.compile(r"(?:they|both|ils|elles|ellos|ellas|они|оба|eles|elas)\b|他们|她们|两人|二人", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:^|[.!?…;:,(]|\b(?:and|while|as|when|then|of|on|at|behind))\s*$", re.IGNORECASE)
_SEES = re.compile(
    r"\b(?:watch|sees?\b|spot|look|glimps|face|meet|catch|follow|greet|hug|kiss|embrac|hold|joins|finds)\w*(?:\s+\w+){0,2}\s+$",
    re.IGNORECASE,
)


LIMB = re.compile(
    r"\b(?:hands?|fingers?|fists?|feet|foot|boots|shoes|knuckles|palms?|wrists?|mains?|doigts?|pieds?|manos?|dedos?|pies?|hände?|füße?"
    r"|mani|dita|mãos?|рук[аиу]?|пальц\w*|ног[аи])\b|手|脚",
    re.IGNORECASE,
)


# "The children", where the script has named some.
_CHILDREN = re.compile(
    r"\b(?:(?:the|both)(?: two)? (?:children|kids)|les (?:deux )?enfants|die (?:beiden )?kinder|los (?:dos )?niños|i (?:due )?bambini|as (?:duas )?crianças|дети"
    r"|оба реб[её]нка|الأطفال|الطفلان)\b|孩子们|两个孩子|子供たち",
    re.IGNORECASE,
)


def _other_place(line: str, here: str) -> str:
    """The place an intercut line names besides this one: ``INTERCUT - TRAM STOP / CAR``."""
    parts = [part.strip(" .:-–—") for part in re.split(r"\s*[/&]\s*|\s+AND\s+|\s+[-–—]+\s+", line.upper())]
    named = [part for part in parts[1:] if _ROOM.search(part) and part.casefold() != here.casefold()]
    return named[-1] if named else ""


_ROOM = re.compile(
    r"\b(?:KITCHEN|ROOM|BEDROOM|OFFICE|CAR|TRUCK|VAN|TAXI|STREET|HOUSE|APARTMENT|FLAT|BAR|CAFÉ|CAFE|SHOP|STORE|HOSPITAL|SCHOOL|STATION|STOP|HALL|HALLWAY|GARAGE"
    r"|GARDEN|ROOFTOP|ROOF|BOOTH|TRAIN|PLANE|HOTEL|LAB|CELL|PRISON|WAREHOUSE|STUDIO|CUISINE|BUREAU|CHAMBRE|RUE|VOITURE|KÜCHE|BÜRO|STRASSE|COCINA|OFICINA|CALLE|COCHE"
    r"|CUCINA|UFFICIO|STRADA|COZINHA|ESCRITÓRIO|RUA|КУХНЯ|ОФИС|УЛИЦА|МАШИНА)\b"
)


@dataclass
class Carry:
    """What one scene hands on to the next: a fade or dissolve that is still open, words waiting for a picture, people.

    `there` is who was there at its end, `homes` the scene in which somebody was last seen in person; an intercut goes back there.
    """

    transition_in: TransitionKind = TransitionKind.CUT
    overlay: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    homes: dict[str, Scene] = field(default_factory=dict)


@dataclass
class SceneState:
    """A scene being cut.

    Attributes:
        drafts: Its shots so far.
        present: Who is there, in the order they came; who leaves is taken out.
        gone: Who was there and has left.
        intercut: Speeches are played where their speakers are; `intercut_line` is the line that says so.
        last: Who was spoken of last.
        looks: Younger and older selves in it.
        pending: A camera direction whose picture has not come yet; `pending_line` is where it stands.
        last_speaker: Who spoke last in front of the camera; `heard_off` who did from off frame.
    """

    scene: Scene
    cast: Cast
    timing: Timing
    carry: Carry
    drafts: list[Draft] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    intercut: bool = False
    intercut_line: str = ""
    last: list[str] = field(default_factory=list)
    looks: dict[str, str] = field(default_factory=dict)
    pending: Cue | None = None
    pending_line: int = 0
    last_speaker: str = ""
    heard_off: str = ""

    def start(self, draft: Draft) -> None:
        """Put a new shot behind the others."""
        draft.opens = not self.drafts
        draft.transition_in = self.carry.transition_in
        draft.overlay = [*self.carry.overlay, *draft.overlay]
        self.carry.transition_in, self.carry.overlay = TransitionKind.CUT, []
        draft.looks = dict(self.looks)
        self._find_other_end(draft)
        self._place(draft)
        draft.arriving = frozenset(name for name in draft.people if name not in self.present)
        draft.gone = frozenset({*self.gone, *(name for name in self.present if not self._is_at(name, draft.place))})
        self.drafts.append(draft)

    def _find_other_end(self, draft: Draft) -> None:
        """Whoever is first met alone in an intercut that has one end so far is at its other end, not in the room."""
        if not self.intercut or len(draft.people) != 1:
            return
        name = draft.people[0]
        heading = self.scene.heading
        stated = _other_place(self.intercut_line, heading.place)
        stated = "" if stated.casefold() == heading.sub_place.casefold() else stated
        home = self.carry.homes.get(name)
        # "INTERCUT - KITCHEN / LEVAN'S APARTMENT": he is not where he was last seen.
        moved = False
        if home and stated and name not in self.present and home is not self.scene and not home.id.endswith(f" {name}"):
            known = (heading.place, heading.sub_place, home.heading.place, home.heading.sub_place)
            moved = stated.casefold() not in map(str.casefold, known)
        if (name in self.carry.homes and not moved) or any(
            self._home(other) is not self.scene for other in self.carry.homes if other in self.present
        ):
            return
        place = stated or f"{name}, ELSEWHERE"
        there = heading.model_copy(
            update={"text": place, "interior": Interior.UNKNOWN, "place": place, "sub_place": ""}
        )
        self.carry.homes[name] = self.scene.model_copy(update={"id": f"{self.scene.id} {name}", "heading": there})
        draft.provenance["location"] = "intercut: the other end of the line"

    def _home(self, name: str) -> Scene:
        """The scene in whose place somebody is; another scene in the same place is this one."""
        home = self.carry.homes.get(name, self.scene)
        here = self.scene.heading
        same = (home.heading.place, home.heading.sub_place) == (here.place, here.sub_place)
        return self.scene if same else home

    def _place(self, draft: Draft) -> None:
        """In an intercut a picture is taken where the first of its people is."""
        if not self.intercut:
            return
        first = next(iter([*([draft.speaker] if draft.speaker else []), *draft.people, draft.shoulder]), "")
        home = self._home(first)
        if home is not self.scene:
            draft.place = home
        draft.people = [name for name in draft.people if self._is_at(name, draft.place)]
        if draft.shoulder and not self._is_at(draft.shoulder, draft.place):
            draft.shoulder = ""

    def _is_at(self, name: str, place: Scene | None) -> bool:
        """Whether somebody can be seen in a place of an intercut; anywhere else everybody is in the one place."""
        return not self.intercut or self._home(name) is (place or self.scene)

    def there_with(self, name: str) -> list[str]:
        """Who is in the same place as somebody, without them, in the order they came."""
        place = self._home(name) if self.intercut else None
        here = [other for other in self.present if other != name]
        return [other for other in here if self._is_at(other, None if place is self.scene else place)]

    def letter(self, draft: Draft, text: str) -> None:
        """Note what can be read and heard in a text."""
        draft.written += [word for word in written_in(text, draft.insert_of) if word not in draft.written]
        draft.sounds += [sound for sound in sounds_in(text) if sound not in draft.sounds]

    def remember(self, people: list[str]) -> None:
        """Note who was spoken of."""
        if people:
            self.last = list(people)
            self.present += [name for name in people if name not in self.present]
            self.gone -= set(people)
            self.carry.there = self.present
            for name in people:
                if not self.intercut:
                    self.carry.homes[name] = self.scene
                else:
                    self.carry.homes.setdefault(name, self.scene)

    def settle(self, text: str, people: list[str], before: Iterable[str]) -> None:
        """Take out who has left when an action is over.

        Args:
            text: The action.
            people: Whom it shows.
            before: Who was there before it.
        """
        gone, alone = who_goes(text, people, self.cast.mentions, frozenset(before))
        if alone:
            gone += [name for name in self.present if name != alone and name not in gone and self._is_at(name, None)]
        self._depart(gone)
        stay = [name for name in self.last if name not in gone]
        self.last = stay or self.last

    def _depart(self, names: Iterable[str]) -> None:
        for name in names:
            if name in self.present:
                self.present.remove(name)
                self.gone.add(name)
            if name == self.last_speaker:
                self.last_speaker = ""

    def everybody(self, *, pair: bool) -> list[str]:
        """Those who are there; of a pair the two who answer the third, else who spoke or were spoken of last."""
        if not pair or len(self.present) <= 2:
            return list(self.present)
        if len(self.present) == 3 and self.last_speaker in self.present:
            return [name for name in self.present if name != self.last_speaker]  # They answer the third.
        said = [draft.speaker for draft in self.drafts[::-1] if draft.speaker in self.present]
        order = dict.fromkeys([*said, *self.last, *self.present[::-1]])
        two = [name for name in order if name in self.present][:2]
        return [name for name in self.present if name in two]

    def wait_for_picture(self, cue: Cue, line: int) -> None:
        """Keep a direction until the picture comes that it is for."""
        self.pending = self.pending.joined(cue) if self.pending else cue
        self.pending_line = self.pending_line or line

    def forget_pending(self) -> None:
        """Drop the waiting direction."""
        self.pending, self.pending_line = None, 0

    def named(self, words_of_owner: str) -> str:
        """The person a few words name, if they name one."""
        found = self.cast.mentions.find(words_of_owner, present=frozenset(self.present)) if words_of_owner else []
        return found[0].name if found else ""

    def people_in(self, text: str, cue: Cue | None) -> list[str]:
        """Whom a text shows."""
        shown = f"{cue.target} {text}" if cue and cue.target and not text.startswith(cue.target[:12]) else text
        found = self.cast.mentions.find(shown, present=frozenset(self.present))
        viewer = self.named(cue.owner) if cue and cue.framing is Framing.POINT_OF_VIEW else None
        missing = [mention.name for mention in found if _IS_GONE.match(shown, mention.end)]
        self._depart(missing)
        self.gone.update(missing)
        found = [mention for mention in found if mention.name != viewer and self._comes_up(mention, shown)]
        for mention in found:
            if mention.look:
                self.looks[mention.name] = mention.look
        people = [mention.name for mention in found]
        earlier = self.carry.last
        if not self.present and len(self.carry.there) > 1 and speaks_of_many(shown):
            earlier = self.carry.there[-3:]
        newcomers = self.drafts[-1].arriving if self.drafts else frozenset()
        pools = Pools(self.last, self.present, earlier, self.cast.mentions.genders, newcomers)
        if not people and (cue is None or cue.framing is not Framing.INSERT):
            nameless = speaks_of_many(shown) and unnamed_in(shown)
            people = [] if nameless else self._back_again(shown) or meant(shown, pools, viewer=viewer)
        elif people and cue is None:
            people += also_meant(shown, [(mention.name, mention.end) for mention in found], pools)
            # "They spin round. Mr Cross stands in the doorway": they are those who were there.
            if _THEY_FIRST.match(shown) and found[0].start > len(split_sentences(shown)[0]):
                before = self.last if len(self.last) > 1 else self.present[:3]
                people += [name for name in before if name not in people]
        if not people and viewer is None and has_any(shown, _CHILDREN_WORDS) and _CHILDREN.search(shown):
            children = [
                name
                for name in dict.fromkeys([*self.present, *sorted(self.gone), *self.carry.homes])
                if name in self.cast.children
            ]
            people = children if len(children) > 1 else []
        together = len(people) == 1 and has_any(shown, _TOGETHER_WORDS) and _TOGETHER.search(shown) is not None
        of_limbs = cue is not None and LIMB.search(cue.target) is not None
        if together and viewer is None and not of_limbs and not unnamed_in(shown):
            people += [name for name in self.last if name not in people]
        return people

    def _back_again(self, text: str) -> list[str]:
        """Whom the pronoun of a text means that is about somebody who is not in the room: ``He comes back``, ``Otar's bus goes by. He honks``."""
        first = next((pronoun for pronoun in pronouns_in(text) if pronoun.role == "subject"), None)
        if first is None:
            return []

        def fits(name: str) -> bool:
            return self.cast.mentions.genders.get(name, first.gender) == first.gender

        owner = _OWNER.match(text)
        if owner and owner.end() < first.start:
            name = self.cast.names.canonical.get(fold(owner[1]), "")
            if name and fits(name):
                return [name]
        away = [name for name in dict.fromkeys([self.heard_off, *sorted(self.gone)]) if name and fits(name)]
        here = any(self.cast.mentions.genders.get(name) == first.gender for name in self.present if name not in away)
        if away and _RETURNS.match(text, first.start):
            return away[:1]
        known = [name for name in away if self.cast.mentions.genders.get(name) == first.gender]
        unknown_here = any(name not in self.cast.mentions.genders for name in self.present)
        return known if len(known) == 1 and not here and not unknown_here and first.start < _NEAR_START else []

    def _comes_up(self, mention: Mention, text: str) -> bool:
        """Whether somebody who has left is in the picture again: they do something, or somebody sees them."""
        if _IS_GONE.match(text, mention.end):
            return False
        if mention.name not in self.gone:
            return True
        if _AFTERTHOUGHT.match(text, mention.end):
            return False
        return _SUBJECT.search(text, 0, mention.start) is not None or _SEES.search(text, 0, mention.start) is not None

    def direct(self, draft: Draft) -> None:
        """Apply what a camera direction says about who is seen."""
        cue = draft.cue
        if cue is None:
            return
        owner = self.named(cue.owner)
        if cue.framing is Framing.POINT_OF_VIEW:
            draft.people = [name for name in draft.people if name != owner]
        elif cue.framing is Framing.OVER_SHOULDER:
            self._over_shoulder(draft, owner)
        elif cue.framing is Framing.INSERT or self._is_of_a_limb(draft):
            thing = re.split(r"[.:,]", cue.target, maxsplit=1)[0].strip()
            if len(thing.split()) > _LONGEST_THING:
                thing = re.split(r"\s(?:of|with|on|in|from|that|which)\s", thing, maxsplit=1)[0]
            draft.insert_of = thing if len(thing.split()) <= _LONGEST_THING else ""
        elif cue.framing is Framing.TWO_SHOT and len(draft.people) < 2:
            draft.people += [name for name in self.present if name not in draft.people][: 2 - len(draft.people)]
        elif cue.reverse and not draft.people and self.drafts:
            before = self.drafts[-1].people
            draft.people = [name for name in self.present if name not in before][:1]
        elif not draft.people and not draft.action:
            wide = cue.size in {Size.WS, Size.EWS, Size.FS}
            draft.people = list(self.present[:4] if wide else self.last[:1])

    @staticmethod
    def _is_of_a_limb(draft: Draft) -> bool:
        """``CLOSE ON Nora's hand`` is on the hand: an insert, and no face."""
        cue = draft.cue
        if cue is None or cue.framing or cue.size not in {Size.CU, Size.ECU}:
            return False
        # "Nora's hand picking up a ball", but not "Nora, her hands on the wheel".
        head = re.split(r"[.,:;]|\b(?:with|in|on|as|and)\b", cue.target, maxsplit=1)[0]
        if not LIMB.search(" ".join(head.split()[:4])):
            return False
        draft.cue = replace(cue, framing=Framing.INSERT)
        return True

    def _over_shoulder(self, draft: Draft, owner: str) -> None:
        sees = bool(draft.action)
        others = [name for name in draft.people if name != owner]
        if not owner and len(others) > 1:
            owner, others = others[0], others[1:]
        if not owner:
            owner = next((name for name in [*self.last, *self.present] if name not in others), "")
        # "OVER DEV'S SHOULDER: the road" is on the road; only where nothing is said is it on the one before him.
        if not others and not sees:
            others = [name for name in [*self.last, *self.present] if name != owner][:1]
        draft.people = others[:1]
        draft.shoulder = owner
