"""Who and what must look the same from shot to shot: the script's people against the bible's, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from storyboard.breakdown import Cast, age_in, break_down, wardrobe_in
from storyboard.flows.shots import current_shots
from storyboard.model import (
    DEFAULT_LOOK,
    Bible,
    CastRow,
    Character,
    Diagnostic,
    Found,
    Location,
    Look,
    LookCalendar,
    LookRow,
    Person,
    PictureRow,
    Progress,
    Prop,
    Roster,
    Script,
    ShotList,
    Silence,
    Slot,
    SlotKind,
    ThingRow,
    scene_times,
)
from storyboard.project import Project, read_lock
from storyboard.script import read_script

_DOUBTS = {"ambiguous-name", "cue-typo"}
_FACTS = ("wardrobe", "age", "state", "injury")


def read_roster(project: Project) -> Roster:
    """Everybody and everything in the film that wants a look, and what of it is there. Changes nothing.

    Raises:
        ScriptError: The script cannot be read.
    """
    script = read_script(project.script, name=project.bible.script, fps=project.bible.fps)
    # Read anew for what is doubtful in it, which the shot list does not keep.
    breakdown = break_down(script, project.bible, previous=read_lock(project.layout))
    return _Gathering(project, script, current_shots(project).shot_list, breakdown.shot_list.diagnostics).roster()


def write_cast_page(
    project: Project, roster: Roster, *, output: Path | None = None, progress: Progress | None = None
) -> Path:
    """Write the roster with its pictures to `output`, or to out/cast.html; cut-outs are made where they are not there."""
    from storyboard.boards import write_cast
    from storyboard.flows.cutouts import with_cutouts

    watch = progress or Silence()
    return write_cast(
        with_cutouts(project, roster, progress=watch), output or project.layout.out / "cast.html", progress=watch
    )


class _Gathering:
    def __init__(
        self, project: Project, script: Script, shot_list: ShotList, diagnostics: Sequence[Diagnostic]
    ) -> None:
        self.project, self.bible, self.shot_list = project, project.bible, shot_list
        self.numbers = {scene.id: scene.number for scene in shot_list.scenes}
        self.calendar = LookCalendar(scene_times(self.bible, shot_list.scenes))
        self.doubts = [entry for entry in diagnostics if entry.code in _DOUBTS]
        self.wardrobe = wardrobe_in(script, Cast(script, self.bible))

    def roster(self) -> Roster:
        people = {person.name: person for person in self.shot_list.people}
        # A character of the bible may be written there under an alias of what the script calls them.
        silent = [one for one in self.bible.characters if not any(self._is(name, one) for name in people)]
        rows = [self._person(person) for person in people.values()]
        rows += [self._person(Person(name=one.name, visible=self._shots_of(one.name) > 0)) for one in silent]
        told = {line for row in rows for line in row.doubts}
        return Roster(
            title=self.project.title,
            people=tuple(rows),
            things=(*self._locations(), *self._props()),
            doubts=(
                *(text for text in map(str, self.doubts) if text not in told),
                *unknown_scenes(self.bible, self.calendar),
            ),
        )

    def _is(self, name: str, character: Character) -> bool:
        return self.bible.character(name) is character

    def _shots_of(self, name: str) -> int:
        return sum(any(one.character == name for one in shot.visible) for shot in self.shot_list.shots)

    def _person(self, person: Person) -> CastRow:
        name = person.name
        character = self.bible.character(name)
        shots = self._shots_of(name)
        looks = self._looks(name, character)
        described = character.description if character else ""
        visible = person.visible or shots > 0
        return CastRow(
            name=name,
            aliases=tuple(dict.fromkeys((*person.aliases, *(character.aliases if character else ())))),
            known=character is not None,
            visible=visible,
            lines=person.lines,
            shots=shots,
            scenes=self._scenes_of(person),
            description=described,
            voice=character.voice if character else "",
            looks=looks,
            sheets=self._pictures(character.sheets if character else ()),
            takes=self._takes(SlotKind.CHARACTER, character.name if character else name),
            found=self._found(person),
            doubts=tuple(str(entry) for entry in self.doubts if _speaks_of(entry.message, name)),
            missing=_missing(character, looks, visible=visible, described=described),
        )

    def _scenes_of(self, person: Person) -> tuple[str, ...]:
        seen = {
            shot.scene for shot in self.shot_list.shots if any(one.character == person.name for one in shot.subjects)
        }
        return self._in_order({*person.scenes, *seen})

    def _in_order(self, scene_ids: Iterable[str]) -> tuple[str, ...]:
        wanted = set(scene_ids)
        return tuple(scene.number for scene in self.shot_list.scenes if scene.id in wanted)

    def _looks(self, name: str, character: Character | None) -> tuple[LookRow, ...]:
        worn: dict[str, set[str]] = {}
        for shot in self.shot_list.shots:
            for subject in shot.visible:
                if subject.character == name:
                    worn.setdefault(subject.look, set()).add(shot.scene)
        in_bible = [look.name for look in character.looks] if character else []
        rows = []
        for look_name in dict.fromkeys((*worn, *in_bible, *([DEFAULT_LOOK] if not worn else []))):
            look = character.look(look_name) if character else Look(name=look_name)
            known = look_name == DEFAULT_LOOK or look_name in in_bible
            rows.append(
                LookRow(
                    name=look_name,
                    scenes=self._in_order(worn.get(look_name, ())),
                    facts=tuple((fact, text) for fact in _FACTS if known and (text := str(getattr(look, fact)))),
                    pictures=self._pictures(look.references) if known else (),
                    known=known,
                )
            )
        return tuple(rows)

    def _pictures(self, written: Sequence[str]) -> tuple[PictureRow, ...]:
        rows = []
        for text in dict.fromkeys(written):
            path = self.project.inside(text, key="references")
            rows.append(PictureRow(written=text, path=path, missing=not path.is_file()))
        return tuple(rows)

    def _takes(self, kind: SlotKind, name: str) -> tuple[PictureRow, ...]:
        """The reference pictures made so far, of every part: anchors of all looks, sheets, plates."""
        try:
            slot = Slot.named(kind, name, "anchor")
        except ValueError:
            return ()  # Nothing can have been made under such a name.
        takes = self.project.takes.all_takes(slot)
        root = self.project.root
        return tuple(PictureRow(written=take.path.relative_to(root).as_posix(), path=take.path) for take in takes)

    def _found(self, person: Person) -> tuple[Found, ...]:
        found = []
        age = age_in(person.introduction)
        if person.introduction:
            found.append(Found(what="introduction", text=person.introduction, where=""))
        if age:
            found.append(Found(what="age", text=age, where=""))
        for note in self.wardrobe:
            if note.character == person.name:
                number = self.numbers.get(note.scene, note.scene)
                where = f"{note.source.file}:{note.source.line}"
                found.append(Found(what=f"wardrobe in scene {number}", text=note.text, where=where))
        return tuple(found)

    def _locations(self) -> list[ThingRow]:
        played: dict[str, list[str]] = {}
        for shot in self.shot_list.shots:
            if shot.location:
                played.setdefault(shot.location, []).append(shot.scene)
        names = dict.fromkeys((*played, *(place.name for place in self.bible.locations)))
        return [self._thing("location", name, self.bible.location(name), played.get(name, [])) for name in names]

    def _props(self) -> list[ThingRow]:
        used: dict[str, list[str]] = {}
        for shot in self.shot_list.shots:
            for name in shot.props:
                used.setdefault(name, []).append(shot.scene)
        # What an insert happens to show is no prop until somebody says so in the bible.
        return [self._thing("prop", prop.name, prop, used.get(prop.name, [])) for prop in self.bible.props]

    def _thing(self, kind: str, name: str, thing: Location | Prop | None, scenes: Sequence[str]) -> ThingRow:
        missing = []
        if thing is None or not thing.references:
            missing.append("no reference picture")
        if thing is None or not thing.description.strip():
            missing.append("no description")
        pictures = self._pictures(thing.references if thing else ())
        missing += [f"{picture.written} is not there" for picture in pictures if picture.missing]
        return ThingRow(
            kind=kind,
            name=name,
            known=thing is not None,
            shots=len(scenes),
            scenes=self._in_order(scenes),
            description=thing.description if thing else "",
            pictures=pictures,
            takes=self._takes(SlotKind(kind), thing.name if thing else name),
            missing=tuple(missing) if scenes else (),
        )


def unknown_scenes(bible: Bible, calendar: LookCalendar) -> tuple[str, ...]:
    """Looks bound to scenes that the film has not, a line each."""
    return tuple(
        f"{character.name}, look {look.name}: the script has no scene {', '.join(numbers)}"
        for character in bible.characters
        for look in character.looks
        if (numbers := calendar.unknown_scenes(look))
    )


def _speaks_of(message: str, name: str) -> bool:
    return name.casefold() in message.casefold()


def _missing(
    character: Character | None, looks: Sequence[LookRow], *, visible: bool, described: str
) -> tuple[str, ...]:
    if not visible:
        return ()
    missing = []
    if character is None:
        missing.append("not in the bible")
    elif not described.strip():
        missing.append("no description")
    for look in looks:
        of = "" if look.name == DEFAULT_LOOK else f" of look {look.name}"
        if look.scenes and not look.known:
            missing.append(f"look {look.name} is not in the bible")
        elif look.scenes and not look.pictures:
            missing.append(f"no reference picture{of}")
        missing += [f"{picture.written} is not there" for picture in look.pictures if picture.missing]
    return tuple(dict.fromkeys(missing))
