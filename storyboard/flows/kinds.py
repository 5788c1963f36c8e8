"""Pictures of no single shot: cards, posters, concepts of places, anchors, other formats of a shot, comic pages."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from storyboard.errors import InputError, SelectionError
from storyboard.flows.frames import FrameOptions, FramePlan
from storyboard.flows.shots import current_shots
from storyboard.flows.subjects import all_subjects, anchor_of, emptied, find_subject
from storyboard.flows.wanted import draw_wanted, plan_wanted
from storyboard.frames import DrawReport, Wanted, select
from storyboard.model import (
    FORMATS,
    Bible,
    Brief,
    Noun,
    Progress,
    Role,
    Shot,
    Size,
    Slot,
    SlotKind,
    Take,
    parse_format,
)
from storyboard.project import Project
from storyboard.prompts import Guide
from storyboard.script import read_script

KINDS = ("title", "end", "poster", "thumbnail", "location", "character", "prop", "expand", "comic")
_OF_SHOTS = frozenset({"expand", "comic"})
_OF_WORDS = frozenset({"title", "end", "poster", "thumbnail"})
_POSTER, _THUMBNAIL = (1024, 1536), FORMATS["16:9"].draw
_PAGE = (1024, 1536)
_MOST_PANELS, _FEWEST_PANELS = 9, 4
_MOST_ON = {"poster": 3, "thumbnail": 2}
_FILM = "film"


class KindOptions(Noun):
    """What is asked for.

    Attributes:
        kind: One of `KINDS`.
        names: Shots for ``expand`` and ``comic``, names for places, people and things; all without.
        text: The words of a card, a poster or a thumbnail, a line each; by default the title page's.
        format: Another shape than the kind's own, or the one a shot is extended to.
    """

    kind: str
    names: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    format: str = ""


def plan_kind(project: Project, asked: KindOptions, options: FrameOptions) -> FramePlan:
    """What drawing them would do and cost; spends nothing, sends nothing and needs no key.

    Raises:
        SelectionError: A name or a selector names nothing.
        InputError: Something needed is missing: a description, a picture of a shot, a format.
    """
    return plan_wanted(project, wanted_of_kind(project, asked, options), options, chosen=bool(asked.names))


def draw_kind(
    project: Project, asked: KindOptions, options: FrameOptions, *, progress: Progress | None = None
) -> DrawReport:
    """Draw those that are missing or out of date.

    Raises:
        UnfinishedError: Some were refused or their outcome is unknown; the others are on disk.
        StoryboardError: As `plan_kind` and `storyboard.frames.draw_plan` say.
    """
    wanted = wanted_of_kind(project, asked, options)
    return draw_wanted(project, wanted, options, chosen=bool(asked.names), progress=progress)


def wanted_of_kind(project: Project, asked: KindOptions, options: FrameOptions) -> tuple[Wanted, ...]:
    """The pictures that a kind and names mean."""
    if asked.kind not in KINDS:
        near = difflib.get_close_matches(asked.kind, KINDS, n=1)
        cure = f"Did you mean {near[0]}?" if near else f"Take one of: {', '.join(KINDS)}"
        raise InputError(f"There is no kind of frame {asked.kind!r:.40}", cure=cure)
    if asked.text and asked.kind not in _OF_WORDS:
        raise InputError(
            f"No words are written on a picture of kind {asked.kind}",
            cure=f"--text is for {', '.join(sorted(_OF_WORDS))}",
        )
    if asked.names and asked.kind in _OF_WORDS:
        raise InputError(
            f"There is one {asked.kind} a film", cure=f"Leave {asked.names[0]!r:.40} out; give words with --text"
        )
    makers: dict[str, Callable[[], tuple[Wanted, ...]]] = {
        "expand": lambda: _expansions(project, asked, options),
        "comic": lambda: _pages(project, asked),
        "title": lambda: (_card(project, asked),),
        "end": lambda: (_card(project, asked),),
        "poster": lambda: (_poster(project, asked),),
        "thumbnail": lambda: (_poster(project, asked),),
    }
    return makers[asked.kind]() if asked.kind in makers else _anchors(project, asked)


def _anchors(project: Project, asked: KindOptions) -> tuple[Wanted, ...]:
    shot_list = current_shots(project).shot_list
    kind = SlotKind(asked.kind)
    if asked.names:
        subjects = tuple(find_subject(project, shot_list, name, kind=kind) for name in asked.names)
    else:
        every = tuple(one for one in all_subjects(project, shot_list) if one.kind is kind and one.seen)
        subjects = every if kind is SlotKind.LOCATION else tuple(one for one in every if not one.references)
        if every and not subjects:
            raise SelectionError(f"Every {asked.kind} has a picture", cure=f"Name one to have another: {every[0].name}")
        if not every:
            raise SelectionError(
                f"The film has no {asked.kind}", cure=f"Write it under {asked.kind}s: in {_bible(project)}"
            )
    size = parse_given(asked.format)
    return tuple(_sized(anchor_of(project, one), size) for one in subjects)


def _bible(project: Project) -> str:
    return project.layout.bible.name


def _sized(wanted: Wanted, size: tuple[int, int] | None) -> Wanted:
    return wanted if size is None else wanted.model_copy(update={"size": size})


def parse_given(written: str) -> tuple[int, int] | None:
    """The size that pictures of a format are drawn at; None where none is given.

    Raises:
        InputError: Not a format.
    """
    if not written:
        return None
    try:
        return parse_format(written).draw
    except ValueError as error:
        raise InputError(str(error)) from error


def _card(project: Project, asked: KindOptions) -> Wanted:
    shots = current_shots(project).shot_list.shots
    shot = shots[0] if asked.kind == "title" else shots[-1]
    size = parse_given(asked.format) or project.bible.format.draw
    words = asked.text or _words(project, asked.kind)
    brief = Brief(
        kind=SlotKind.CARD,
        part=asked.kind,
        name=project.title,
        description=f"{_place(shot, project.bible)}, empty, soft and dark enough for the words to stand out",
        words=words,
        shots=(emptied(shot),),
    )
    return Wanted(slot=Slot(kind=SlotKind.CARD, id=_FILM, part=_part(asked)), brief=brief, size=size)


def _poster(project: Project, asked: KindOptions) -> Wanted:
    shots = current_shots(project).shot_list.shots
    often = Counter(subject.character for shot in shots for subject in shot.visible)
    people = tuple(name for name, _ in often.most_common(_MOST_ON[asked.kind]))
    home = _home(shots, people)
    where = _place(home, project.bible)
    shown = f"{' and '.join(people)} before {where}" if people else where
    brief = Brief(
        kind=SlotKind.POSTER,
        part=asked.kind,
        name=project.title,
        description=shown,
        words=asked.text or _words(project, asked.kind),
        people=people,
        shots=(emptied(home),),
    )
    size = parse_given(asked.format) or (_POSTER if asked.kind == "poster" else _THUMBNAIL)
    return Wanted(slot=Slot(kind=SlotKind.POSTER, id=_FILM, part=_part(asked)), brief=brief, size=size)


def _home(shots: Sequence[Shot], people: Sequence[str]) -> Shot:
    """The shot that shows best where the film plays: outside before inside, wide, of the place used most."""
    used = Counter(shot.location for shot in shots)
    widths = list(Size)
    return max(
        shots,
        key=lambda shot: (
            shot.interior == "EXT",
            used[shot.location],
            widths.index(shot.size) if shot.size is not Size.INSERT else 0,
            sum(one.character in people for one in shot.visible),
            -shot.order,
        ),
    )


def _place(shot: Shot, bible: Bible) -> str:
    known = bible.location(shot.location)
    described = known.description.strip().rstrip(".") if known else ""
    name = shot.location or "an open place"
    return f"{name} ({described})" if described else name


def _part(asked: KindOptions) -> str:
    return f"{asked.kind}-{asked.format.replace(':', 'x')}" if asked.format else asked.kind


def _words(project: Project, kind: str) -> tuple[str, ...]:
    """What the title page says: title, who it is by; an end card has its copyright too."""
    script = read_script(project.script, name=project.bible.script, fps=project.bible.fps)
    page = script.title_page
    title = " ".join((project.bible.title or page.get("title", "") or project.title).split())
    author = " ".join((page.get("author") or page.get("authors") or "").split())
    credit = " ".join(page.get("credit", "").split())
    by = f"{credit} {author}".strip() if author else ""
    if kind == "thumbnail":
        return (title,)
    rights = " ".join(page.get("copyright", "").split()) if kind == "end" else ""
    return tuple(text for text in (title, by, rights) if text)


def _expansions(project: Project, asked: KindOptions, options: FrameOptions) -> tuple[Wanted, ...]:
    size = parse_given(asked.format)
    if size is None:
        raise InputError("To which format?", cure="Say it: --format 9:16")
    found = []
    for part in ("start", "end") if options.which == "both" else (options.which,):
        for shot, take in _with_takes(project, asked, part):
            word = asked.format.replace(":", "x")
            brief = Brief(
                kind=SlotKind.EXPANSION,
                part=part,
                name=shot.number or shot.id,
                description=f"What lies beyond its edges is more of {_place(shot, project.bible)}",
                people=tuple(dict.fromkeys(one.character for one in shot.visible)),
                shots=(shot,),
                panels=(take.receipt.landmarks,),
            )
            slot_part = word if part == "start" else f"{word}-{part}"
            slot = Slot(kind=SlotKind.EXPANSION, id=shot.id, part=slot_part)
            found.append(Wanted(slot=slot, brief=brief, size=size, targets=(_target(shot, take),)))
    return tuple(found)


def _pages(project: Project, asked: KindOptions) -> tuple[Wanted, ...]:
    panels = _with_takes(project, asked, "start")
    size = parse_given(asked.format) or _PAGE
    return tuple(_page(page, size, asked) for page in _shared_out(panels))


def _page(page: Sequence[tuple[Shot, Take]], size: tuple[int, int], asked: KindOptions) -> Wanted:
    shots = tuple(shot for shot, _ in page)
    brief = Brief(
        kind=SlotKind.COMIC,
        part="page",
        name=f"{shots[0].number or shots[0].id} to {shots[-1].number or shots[-1].id}",
        people=tuple(dict.fromkeys(one.character for shot in shots for one in shot.visible)),
        shots=shots,
        panels=tuple(take.receipt.landmarks for _, take in page),
    )
    part = f"page-{asked.format.replace(':', 'x')}" if asked.format else "page"
    slot = Slot(kind=SlotKind.COMIC, id=f"{shots[0].id}-{shots[-1].id}", part=part)
    return Wanted(slot=slot, brief=brief, size=size, targets=tuple(_target(shot, take) for shot, take in page))


def _shared_out(panels: Sequence[tuple[Shot, Take]]) -> list[Sequence[tuple[Shot, Take]]]:
    """Pages of about equally many panels, none with more than fit."""
    pages = -(-len(panels) // _MOST_PANELS)
    # Six a page read best; nobody wants a last page with a single panel.
    pages = max(pages, min(round(len(panels) / 6) or 1, len(panels) // _FEWEST_PANELS or 1))
    edges = [round(index * len(panels) / pages) for index in range(pages + 1)]
    return [panels[first:last] for first, last in pairwise(edges)]


def _target(shot: Shot, take: Take) -> Guide:
    return Guide(role=Role.TARGET, name=shot.number or shot.id, path=take.path)


def _with_takes(project: Project, asked: KindOptions, part: str) -> list[tuple[Shot, Take]]:
    """The selected shots, each with the picture that stands for it.

    Raises:
        InputError: One has none yet.
    """
    shots = current_shots(project).shot_list.shots
    by_id = {shot.id: shot for shot in shots}
    found: list[tuple[Shot, Take]] = []
    missing: list[str] = []
    for shot in select(shots, asked.names, states={}):
        lender, take = shot, project.takes.pick(Slot.shot(shot.id, part))
        seen = {shot.id}
        while take is None and lender.frame_from in by_id and lender.frame_from not in seen:
            lender = by_id[lender.frame_from]
            seen.add(lender.id)
            take = project.takes.pick(Slot.shot(lender.id, part))
        if take is None:
            missing.append(shot.number or shot.id)
        else:
            found.append((shot, take))
    if missing:
        raise InputError(
            f"No picture yet of {', '.join(missing[:12])}{' ...' if len(missing) > 12 else ''}",
            cure=f"Draw them first: storyboard frames {' '.join(missing[:4])}{' --which end' * (part == 'end')}",
        )
    return found
