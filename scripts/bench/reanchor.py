"""Do shots keep their ids through edits of the script? python scripts/bench/reanchor.py [--quick] [--json]

500 random edits (insert, delete, rewrite, split, move a paragraph; move a scene; rename a character), one after another, to
scripts made here and to those in ../shared/scripts beside the checkout, where there are any. Every paragraph carries a mark
of its own through all edits, so what became of it is known and not guessed.

kept_share: of the shots whose paragraphs an edit left alone, how many are found under their old id.
wrong_takes: how many ids stand, after an edit, on other words than those they stood on, none of whose paragraphs is theirs.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storyboard.breakdown import break_down
from storyboard.model import Bible, Shot, ShotLock
from storyboard.script import parse_fountain

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "scripts"
# Those there that are neither CC0 nor MIT.
_NOT_FREE = {"retired_assassin", "nemesis", "kit_kitchen_sink", "kit_structure"}
_MARKS = count(1)
_NAMES = ["ANNA", "BEN", "CARLA", "DMITRI", "ELSE"]
_PLACES = ["KITCHEN", "HARBOUR", "OFFICE", "FOREST", "STATION", "ATTIC", "BRIDGE", "HOSPITAL"]
_DOES = ["looks at", "picks up", "walks past", "points at", "waits by", "turns to", "kneels beside", "runs from"]
_THINGS = [
    "the old clock",
    "a red suitcase",
    "the window",
    "the long table",
    "a sleeping dog",
    "the broken radio",
    "the map",
]
_SAYS = [
    "I know",
    "Not now",
    "We should go",
    "You never told me",
    "It was here all the time",
    "Yes",
    "No",
    "Where is he",
]
_MORE = ["before the rain", "and you know it", "like last winter", "again", "my friend", "for the last time", ""]


@dataclass(frozen=True)
class Block:
    """A paragraph, or a name with its speech. `parent` is the mark of the paragraph it was split off from."""

    text: str
    mark: int = field(default_factory=lambda: next(_MARKS))
    parent: int = 0

    @property
    def is_heading(self) -> bool:
        return self.text.startswith(("INT", "EXT", "I/E", "."))


def main() -> None:
    quick = "--quick" in sys.argv
    edits = 120 if quick else 500
    films = {f"made {seed}": made(seed) for seed in range(4 if quick else 8)}
    found = (
        [path for path in sorted(CORPUS.glob("*.fountain")) if path.stem not in _NOT_FREE] if CORPUS.is_dir() else []
    )
    for path in found:
        blocks = [Block(text) for text in path.read_text(encoding="utf-8-sig").split("\n\n") if text.strip()]
        if len(blocks) >= 12:
            films[path.name] = blocks
    share = max(1, -(-edits // len(films)))
    untouched = kept = wrong = done = 0
    for name, first in films.items():
        blocks = first
        chooser = random.Random(name)
        lock = read(blocks, None)[1]
        for _ in range(min(share, edits - done)):
            label, after = edited(blocks, chooser)
            before_shots = list(lock.shots)
            shots, following = read(after, lock)
            result = judged(blocks, before_shots, after, shots)
            untouched, kept, wrong, done = untouched + result[0], kept + result[1], wrong + result[2], done + 1
            if "--verbose" in sys.argv and (result[0] != result[1] or result[2]):
                print(f"{name}: {label}: {result[0] - result[1]} lost, {result[2]} wrong: {result[3]}", file=sys.stderr)
            blocks, lock = after, following
    figures = {
        "edits": done,
        "kept_share": round(kept / untouched, 5) if untouched else None,
        "wrong_takes": wrong,
    }
    work = f"{done} edits to {len(films)} scripts ({len(films) - (4 if quick else 8)} of them real), {untouched} untouched shots followed"
    if "--json" in sys.argv:
        print(json.dumps({"bench": "reanchor", "work": work, "figures": figures}))
        return
    print(work)
    print(f"kept their id  {figures['kept_share']} of them (the promise is 0.995)")
    print(f"wrong takes    {wrong} (the promise is 0)")


def read(blocks: list[Block], lock: ShotLock | None) -> tuple[list[Shot], ShotLock]:
    script = parse_fountain("\n\n".join(block.text for block in blocks), file="film.fountain")
    result = break_down(script, Bible(), previous=lock)
    return list(result.shot_list.shots), result.lock


def judged(
    before: list[Block], old: list[Shot], after: list[Block], new: list[Shot]
) -> tuple[int, int, int, list[tuple[str, str, str]]]:
    """Untouched shots, how many of them kept their id, ids on a wrong shot, and what went wrong."""
    texts_before = {block.mark: block.text for block in before}
    same = {block.mark for block in after if texts_before.get(block.mark) == block.text}
    old_marks, new_marks = marks_of(before, old), marks_of(after, new)
    now = {shot.id: shot for shot in new}
    parents = {block.mark: block.parent for block in after if block.parent}
    untouched = kept = wrong = 0
    notes: list[tuple[str, str, str]] = []
    for shot in old:
        marks = old_marks[shot.id]
        again = now.get(shot.id)
        bears = new_marks[again.id] if again else frozenset()
        bears |= {parents[mark] for mark in bears if mark in parents}
        found = again is not None and (words(again) == words(shot) or bool(marks & bears))
        if again is not None and not found:
            wrong += 1
            notes.append(("wrong", words(shot)[:60], words(again)[:60]))
        # Only a shot whose paragraphs are all there, in one piece, is untouched.
        if marks and marks <= same:
            untouched += 1
            kept += found
            if not found:
                notes.append((shot.id, words(shot)[:60], words(again)[:60] if again else "gone"))
    return untouched, kept, wrong, notes


def marks_of(blocks: list[Block], shots: list[Shot]) -> dict[str, frozenset[int]]:
    """For each shot the marks of the paragraphs its lines stand in, headings left out."""
    where: dict[int, int] = {}
    line = 1
    for block in blocks:
        rows = block.text.count("\n") + 1
        if not block.is_heading:
            where.update(dict.fromkeys(range(line, line + rows), block.mark))
        line += rows + 1
    return {
        shot.id: frozenset(where[at] for at in range(shot.source.line, shot.source.line_end + 1) if at in where)
        for shot in shots
    }


def words(shot: Shot) -> str:
    said = " ".join(f"{line.character} {line.text}" for line in shot.dialogue)
    return " ".join(f"{shot.action.text} {said}".split()).casefold()


def made(seed: int) -> list[Block]:
    """A script of some scenes; now and then two paragraphs are the same, as in real ones."""
    chooser = random.Random(seed)
    blocks: list[Block] = []
    for _ in range(12):
        blocks.append(
            Block(f"{chooser.choice(('INT', 'EXT'))}. {chooser.choice(_PLACES)} - {chooser.choice(('DAY', 'NIGHT'))}")
        )
        blocks += [paragraph(chooser) for _ in range(chooser.randint(4, 12))]
    return blocks


def paragraph(chooser: random.Random) -> Block:
    name = chooser.choice(_NAMES)
    kind = chooser.random()
    if kind < 0.5:
        return Block(f"{name}\n{chooser.choice(_SAYS)} {chooser.choice(_MORE)}".rstrip() + chooser.choice(".!?"))
    if kind < 0.6:
        return Block(f"CLOSE ON {chooser.choice(_THINGS)}, number {chooser.randint(1, 99)}.")
    if kind < 0.7:
        return Block(f"A {chooser.choice(('cat', 'bird', 'tram', 'shadow'))} crosses {chooser.choice(_THINGS)}.")
    said = [f"{name.title()} {chooser.choice(_DOES)} {chooser.choice(_THINGS)}" for _ in range(chooser.randint(1, 3))]
    return Block(". ".join(said) + ".")


def edited(blocks: list[Block], chooser: random.Random) -> tuple[str, list[Block]]:
    edit = chooser.choice(list(_EDITS))
    return edit, list(_EDITS[edit](list(blocks), chooser))


def _content(blocks: list[Block]) -> list[int]:
    return [index for index, block in enumerate(blocks) if not block.is_heading and index > 1]


def insert(blocks: list[Block], chooser: random.Random) -> list[Block]:
    blocks.insert(chooser.choice(_content(blocks)), paragraph(chooser))
    return blocks


def delete(blocks: list[Block], chooser: random.Random) -> list[Block]:
    if len(blocks) > 15:
        del blocks[chooser.choice(_content(blocks))]
    return blocks


def rewrite(blocks: list[Block], chooser: random.Random) -> list[Block]:
    index = chooser.choice(_content(blocks))
    head, _, last = blocks[index].text.rpartition("\n")
    parts = last.split(" ")
    parts[chooser.randrange(len(parts))] = chooser.choice(["slowly", "green", "twice", "never"])
    blocks[index] = replace(blocks[index], text=f"{head}\n{' '.join(parts)}".lstrip("\n"))
    return blocks


def split(blocks: list[Block], chooser: random.Random) -> list[Block]:
    long = [index for index in _content(blocks) if ". " in blocks[index].text and "\n" not in blocks[index].text]
    if long:
        index = chooser.choice(long)
        first, _, rest = blocks[index].text.partition(". ")
        blocks[index : index + 1] = [replace(blocks[index], text=f"{first}."), Block(rest, parent=blocks[index].mark)]
    return blocks


def move(blocks: list[Block], chooser: random.Random) -> list[Block]:
    block = blocks.pop(chooser.choice(_content(blocks)))
    blocks.insert(chooser.choice(_content(blocks)), block)
    return blocks


def move_scene(blocks: list[Block], chooser: random.Random) -> list[Block]:
    starts = [index for index, block in enumerate(blocks) if block.is_heading]
    if len(starts) < 3:
        return blocks
    scenes = [blocks[start:end] for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]
    scenes.insert(chooser.randrange(len(scenes)), scenes.pop(chooser.randrange(len(scenes))))
    return [*blocks[: starts[0]], *(block for scene in scenes for block in scene)]


def rename(blocks: list[Block], chooser: random.Random) -> list[Block]:
    speakers = sorted(
        {
            first
            for block in blocks
            if "\n" in block.text and (first := block.text.split("\n")[0]).isalpha() and first.isupper()
        }
    )
    if not speakers:
        return blocks
    old, new = chooser.choice(speakers), f"{chooser.choice(('ZO', 'QUI', 'YVE'))}{chooser.choice(('RA', 'NN', 'LLE'))}"
    return [
        replace(block, text=block.text.replace(old, new).replace(old.title(), new.title()))
        if not block.is_heading
        else block
        for block in blocks
    ]


_EDITS: dict[str, Callable[[list[Block], random.Random], list[Block]]] = {
    "insert": insert,
    "delete": delete,
    "rewrite": rewrite,
    "split": split,
    "move": move,
    "move a scene": move_scene,
    "rename": rename,
}

if __name__ == "__main__":
    main()
