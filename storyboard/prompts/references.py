"""Which pictures go along with a request, in which order; nothing is left out without being named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import PictureError
from storyboard.model import DEFAULT_LOOK, Bible, Noun, Reference, ReferencePolicy, Role, Shot, Subject
from storyboard.prompts.candidates import Candidate, candidates_for, hash_of
from storyboard.prompts.packing import MOST_PANELS, Panel, as_panels, packed_picture
from storyboard.prompts.people import Part, people_seen

# Over the limit, first pictures stay before second ones; among equals, what a viewer would miss first stays.
_WEIGHT = {
    role: weight
    for weight, role in enumerate(
        (
            Role.TARGET,
            Role.DRAFT,
            Role.PACKED,
            Role.CHARACTER,
            Role.LAYOUT,
            Role.PROP,
            Role.LOCATION,
            Role.MASTER,
            Role.STYLE,
            Role.SHEET,
            Role.PREVIOUS,
        )
    )
}
_SENT_BEFORE = (Role.TARGET, Role.DRAFT, Role.LAYOUT)
_SENT_BETWEEN = (Role.MASTER, Role.PREVIOUS)
_PACKED = frozenset({Role.CHARACTER, Role.SHEET, Role.PROP})
EVERY_ROLE = frozenset(Role)


class Guide(Noun):
    """A picture of the film itself that a new one follows: LAYOUT, MASTER or PREVIOUS.

    `name` is the number of the shot it is of; one that is `coming` is drawn earlier in the same run.
    """

    role: Role
    name: str
    path: Path
    coming: bool = False


class Picture(Noun):
    """A picture of the bible that the new one depends on, sent by itself or within a packed one."""

    role: Role
    name: str
    sha256: str


class ReferencePlan(Noun):
    """The pictures for one request.

    Attributes:
        references: What is sent, numbered from 1 in the order in which it is sent. One without a hash is drawn earlier
            in the same run.
        panels: What the packed picture among them holds.
        pictures: The bible's pictures that are sent, one by one, packed or not.
        unreferenced: Visible characters of whom there is no picture, and ``MARA (young)`` where a look that the script
            asks for is not in the bible; a paid backend refuses these.
        dropped: What does not fit into one request, as ``refs/mara-2.png (character MARA)``; a paid backend refuses.
        held_back: What the policy does not send, written likewise.
    """

    references: tuple[Reference, ...] = ()
    panels: tuple[Panel, ...] = ()
    pictures: tuple[Picture, ...] = ()
    unreferenced: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Sent:
    role: Role
    name: str
    path: Path
    written: str
    sha256: str
    nth: int = 0


def choose_references(
    shot: Shot,
    bible: Bible,
    root: Path,
    *,
    hash_file: Callable[[Path], str],
    limit: int = 16,
    part: Part | None = None,
    policy: ReferencePolicy | None = None,
    looks_at: Collection[Role] = EVERY_ROLE,
    guides: Sequence[Guide] = (),
    pack_into: Path | None = None,
) -> ReferencePlan:
    """Choose the reference pictures of a shot.

    Order: the picture to change; the draft or the layout guide; the visible characters, those seen from behind last, each in the look of this shot, a sheet
    behind its character; props; the location; the scene's master; the previous picture; the style.

    Args:
        shot: The shot.
        bible: Where characters, props, locations and style name their pictures.
        root: The project folder, which the paths in the bible are relative to.
        hash_file: Gives the hex SHA-256 of a picture.
        limit: How many pictures one request carries.
        part: Only who is seen in the shot's first or last picture; by default, who is seen in either.
        policy: What is sent of each kind; by default what the shot says, else the film.
        looks_at: The kinds of picture the artist makes use of.
        guides: Pictures of the film to follow, at most one of a kind.
        pack_into: The folder where packed pictures are kept; without one nothing is packed.

    Raises:
        PictureError: A picture is missing or lies outside the project folder.
        ProjectError: A packed picture cannot be kept.
    """
    people = people_seen(shot, part)
    chosen = policy_within(policy or bible.reference_policy, looks_at)
    every = [candidate for candidate in candidates_for(shot, bible, people) if candidate.role in looks_at]
    wanted = [candidate for candidate in every if _is_wanted(candidate, chosen)]
    pictures = [_sent(candidate, root, hash_file) for candidate in wanted]
    followed = [_followed(guide, hash_file) for guide in guides if guide.role in looks_at]
    packed, panels = _packed(pictures, chosen, pack_into, hash_file)
    ordered = [
        *(guide for guide in followed if guide.role in _SENT_BEFORE),
        *(sent for sent in packed if sent.role is not Role.STYLE),
        *(guide for guide in followed if guide.role in _SENT_BETWEEN),
        *(sent for sent in packed if sent.role is Role.STYLE),
    ]
    ranked = sorted(range(len(ordered)), key=lambda index: (ordered[index].nth, _WEIGHT[ordered[index].role], index))
    kept = set(ranked[: max(limit, 0)])
    return ReferencePlan(
        references=tuple(
            Reference(number=number, role=sent.role, name=sent.name, path=sent.path, sha256=sent.sha256)
            for number, sent in enumerate((ordered[index] for index in sorted(kept)), start=1)
        ),
        panels=panels,
        pictures=tuple(Picture(role=sent.role, name=sent.name, sha256=sent.sha256) for sent in pictures),
        unreferenced=tuple(dict.fromkeys(_missing_pictures(people, bible, wanted))),
        dropped=tuple(_titled(sent) for index, sent in enumerate(ordered) if index not in kept),
        held_back=tuple(_titled(candidate) for candidate in every if candidate not in wanted),
    )


def policy_within(policy: ReferencePolicy, looks_at: Collection[Role]) -> ReferencePolicy:
    """What of a policy concerns an artist who looks at these kinds of picture only."""
    people = policy.people
    if people == "packed" and Role.PACKED not in looks_at:
        people = "sheet"
    if people == "sheet" and Role.SHEET not in looks_at:
        people = "anchor"
    return ReferencePolicy(
        people=people,
        location=policy.location and Role.LOCATION in looks_at,
        master=policy.master and Role.MASTER in looks_at,
        previous=policy.previous and Role.PREVIOUS in looks_at,
        layout=policy.layout and Role.LAYOUT in looks_at,
    )


def _is_wanted(candidate: Candidate, policy: ReferencePolicy) -> bool:
    if candidate.role is Role.STYLE:
        return True
    if candidate.role is Role.LOCATION and not policy.location:
        return False
    # An anchor is one picture: the first. Who asks for sheets, or packs, wants all there is.
    return policy.people != "anchor" or (candidate.role is not Role.SHEET and candidate.nth == 0)


def _packed(
    pictures: Sequence[_Sent], policy: ReferencePolicy, folder: Path | None, hash_file: Callable[[Path], str]
) -> tuple[list[_Sent], tuple[Panel, ...]]:
    """The pictures with those of people and things put together, if that is wanted and there are several."""
    inside = [sent for sent in pictures if sent.role in _PACKED]
    if policy.people != "packed" or folder is None or not 2 <= len(inside) <= MOST_PANELS:
        return list(pictures), ()
    panels = as_panels([(sent.role, sent.name, sent.path, sent.sha256) for sent in inside])
    path = packed_picture(panels, folder)
    name = ", ".join(dict.fromkeys(panel.name for panel in panels))
    whole = _Sent(Role.PACKED, name, path, path.name, hash_of(path, path.name, hash_file))
    return [whole, *(sent for sent in pictures if sent.role not in _PACKED)], panels


def _missing_pictures(people: Sequence[Subject], bible: Bible, wanted: Sequence[Candidate]) -> Iterator[str]:
    """Who has no picture at all, and who none of a look that nobody described: a child, drawn after her old self."""
    pictured = {candidate.name for candidate in wanted if candidate.role is Role.CHARACTER}
    for subject in people:
        character = bible.character(subject.character)
        if subject.character not in pictured:
            yield subject.character
        elif character and subject.look != DEFAULT_LOOK and all(look.name != subject.look for look in character.looks):
            yield f"{subject.character} ({subject.look})"


def _sent(candidate: Candidate, root: Path, hash_file: Callable[[Path], str]) -> _Sent:
    path = candidate.path(root)
    digest = hash_of(path, candidate.written, hash_file)
    return _Sent(candidate.role, candidate.name, path, candidate.written, digest, candidate.nth)


def _followed(guide: Guide, hash_file: Callable[[Path], str]) -> _Sent:
    if guide.coming:
        return _Sent(guide.role, guide.name, guide.path, guide.path.name, "")
    if not guide.path.is_file():
        raise PictureError(f"No such picture for the {guide.role} of a shot", cure="Draw it again", file=guide.path)
    digest = hash_of(guide.path, guide.path.name, hash_file)
    return _Sent(guide.role, guide.name, guide.path, guide.path.name, digest)


def _titled(picture: _Sent | Candidate) -> str:
    return f"{picture.written} ({picture.role} {picture.name})"
