"""Where a project stands: the state of every shot, and the money."""

from __future__ import annotations

from storyboard.flows.frames import frames_of
from storyboard.flows.purse import project_money
from storyboard.flows.shots import current_shots
from storyboard.frames import Frame
from storyboard.model import Noun, Person
from storyboard.paid import Money
from storyboard.project import Project


class Status(Noun):
    """How the film stands."""

    title: str
    frames: tuple[Frame, ...]
    seconds: float
    people_without_picture: tuple[str, ...]
    money: Money


def project_status(project: Project) -> Status:
    """The state of every shot relative to the bible's backend and quality, and the money spent so far."""
    shot_list = current_shots(project).shot_list
    frames = frames_of(project, shot_list)
    strangers = dict.fromkeys(name for frame in frames for name in frame.unreferenced)
    return Status(
        title=project.title,
        frames=frames,
        seconds=sum(shot.seconds(project.bible.fps) for shot in shot_list.shots),
        people_without_picture=tuple(strangers),
        money=project_money(project),
    )


def visible_people(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those who can be seen in the film, and so need a picture."""
    return tuple(person for person in people if person.visible)
