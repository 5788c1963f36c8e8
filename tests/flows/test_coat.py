"""What a change makes wrong in a film of forty shots: exactly what is seen of it, and why."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from storyboard.flows.shots import current_shots
from storyboard.frames import Frame, State, draw_plan, examine, make_plan
from storyboard.frames.legacy_inputs import legacy_inputs
from storyboard.model import Quality
from storyboard.project import Project, open_project
from storyboard.prompts import choose_references
from storyboard.testing import FakeBackend

BIBLE = """\
title: Forty
script: forty.fountain
format: 640x360
style:
  text: clean ink line, flat colour
characters:
  MARA:
    description: a woman of 36 with short dark-red hair
    references: [refs/mara.png]
    looks:
      default:
        wardrobe: yellow raincoat with a hood
      town:
        scenes: [3, 7, 8]
        wardrobe: long grey wool coat over a white shirt, black shoes and a green silk scarf
  TOMAS:
    description: a man of 68 with a white beard
    references: [refs/tomas.png]
locations:
  HARBOUR:
    description: a stone quay with fishing boats
  CABIN:
    description: a low wooden room with one window
"""
_SCENE = """\
{heading}

Rain falls on the {place}.

MARA waits by a post.

TOMAS comes nearer and nods.

CLOSE ON MARA, who smiles.

MARA
You are late again, and I have counted the boats twice over.

TOMAS
There are always fewer than one thinks.

"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film, drawn once for all tests here."""
    folder = tmp_path_factory.mktemp("forty")
    scenes = [
        _SCENE.format(heading=f"{'EXT. HARBOUR - DAY' if number % 2 else 'INT. CABIN - NIGHT'} #{number}#", place=place)
        for number, place in ((number, "quay" if number % 2 else "roof") for number in range(1, 9))
    ]
    (folder / "storyboard.yaml").write_text(BIBLE, encoding="utf-8")
    (folder / "forty.fountain").write_text("\n".join(scenes), encoding="utf-8")
    (folder / "refs").mkdir()
    for name, coat in (("mara", (220, 180, 30)), ("tomas", (40, 60, 110))):
        Image.new("RGB", (120, 240), coat).save(folder / "refs" / f"{name}.png")
    assert draw(folder) >= 40
    return folder


def look(folder: Path) -> dict[str, Frame]:
    """Every picture of the film's own, as a fresh run of the program finds it; keyed by shot id."""
    project = open_project(folder)
    frames = examine(project, current_shots(project).shot_list, backend="fake", quality=Quality.DRAFT)
    return {frame.shot.id: frame for frame in frames if not frame.borrowed_from}


def draw(folder: Path) -> int:
    project = open_project(folder)
    backend = FakeBackend(size=(64, 36))
    frames = examine(project, current_shots(project).shot_list, backend="fake", quality=Quality.DRAFT)
    return len(asyncio.run(draw_plan(project, make_plan(frames, backend), backend)).takes)


@pytest.fixture
def film(drawn: Path, tmp_path: Path) -> Path:
    """A copy of the film, in which everything is current."""
    copy = tmp_path / "film"
    shutil.copytree(drawn, copy)
    assert {frame.state for frame in look(copy).values()} == {State.CURRENT}
    return copy


def stale(folder: Path) -> dict[str, tuple[str, ...]]:
    frames = look(folder)
    assert {frame.state for frame in frames.values()} <= {State.CURRENT, State.STALE}
    return {name: frame.reasons for name, frame in frames.items() if frame.state is State.STALE}


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def shots_with(folder: Path, fits: Callable[[Frame], bool]) -> set[str]:
    return {name for name, frame in look(folder).items() if fits(frame)}


def wears(person: str, worn: str) -> Callable[[Frame], bool]:
    return lambda frame: any(
        one.character == person and one.look == worn and one.in_start for one in frame.shot.visible
    )


def test_a_new_coat_makes_exactly_the_shots_stale_in_which_it_is_seen(film):
    change(film, "storyboard.yaml", "long grey wool coat", "long red wool coat")
    found = stale(film)
    assert set(found) == shots_with(film, wears("MARA", "town"))
    assert {name.partition("_")[0] for name in found} == {"s003", "s007", "s008"}
    assert set(found.values()) == {
        ("MARA's wardrobe: long grey wool coat … -> long red wool coat … (storyboard.yaml:15)",)
    }
    assert draw(film) == len(found)
    assert stale(film) == {}


def test_the_usual_coat_is_seen_elsewhere(film):
    change(film, "storyboard.yaml", "yellow raincoat with a hood", "red raincoat with a hood")
    found = stale(film)
    assert set(found) == shots_with(film, wears("MARA", "default"))
    assert set(found.values()) == {
        ("MARA's wardrobe: yellow raincoat with a hood -> red raincoat with a hood (storyboard.yaml:12)",)
    }


def test_a_new_place_makes_its_scenes_stale(film):
    change(film, "storyboard.yaml", "a stone quay with fishing boats", "a wooden pier")
    found = stale(film)
    assert set(found) == shots_with(film, lambda frame: frame.shot.location == "HARBOUR")
    assert {reason for reasons in found.values() for reason in reasons} == {
        "the place HARBOUR: a stone quay with fishing boats -> a wooden pier (storyboard.yaml:21)"
    }


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "clean ink line, flat colour",
            "charcoal",
            "style: clean ink line, flat colour -> charcoal (storyboard.yaml:5)",
        ),
        (
            "title: Forty\n",
            "title: Forty\nwording:\n  add: grain like 16 mm\n",
            "the film's wording: grain like 16 mm (storyboard.yaml:3)",
        ),
        (
            "title: Forty\n",
            "title: Forty\nwording:\n  sections:\n    style: ${style} At dusk.\n",
            "the wording of style: ${style} At dusk. (storyboard.yaml:4)",
        ),
        ("  text: clean", "  avoid: [lens flare]\n  text: clean", "what to avoid: lens flare (storyboard.yaml:5)"),
    ],
)
def test_what_holds_for_the_whole_film_makes_it_stale(film, old, new, reason):
    change(film, "storyboard.yaml", old, new)
    found = stale(film)
    assert set(found) == set(look(film))
    assert {reason for reasons in found.values() for reason in reasons} == {reason}


def test_another_picture_of_somebody_makes_their_shots_stale(film, draw_figure):
    draw_figure(film / "refs" / "tomas.png", coat=(10, 160, 60))
    found = stale(film)
    assert set(found) == shots_with(film, wears("TOMAS", "default"))
    assert set(found.values()) == {("the picture of TOMAS changed (storyboard.yaml:18)",)}


def test_one_edited_shot_is_one_stale_frame_and_its_line_is_named(film):
    lines = (film / "shots.yaml").read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines) if line.startswith("    size: MS"))
    lines[number] = "    size: CU"
    (film / "shots.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = stale(film)
    assert list(found.values()) == [(f"size: MS -> CU (shots.yaml:{number + 1})",)]


def test_length_movement_and_note_are_no_reason_to_draw_again(film):
    path = film / "shots.yaml"
    text = path.read_text(encoding="utf-8").replace("    movement: static\n", "    movement: push in\n    note: ask\n")
    lines = ["    duration: 9.5s" if line.startswith("    duration:") else line for line in text.splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert stale(film) == {}


def test_other_words_in_a_dialogue_are_no_reason_to_draw_again(film):
    path = film / "forty.fountain"
    text = path.read_text(encoding="utf-8").replace("counted the boats twice over", "counted the boats three times")
    path.write_text(text, encoding="utf-8")
    assert stale(film) == {}


def test_another_numbering_or_budget_or_order_of_the_shots_is_no_reason_to_draw_again(film):
    change(film, "storyboard.yaml", "title: Forty\n", "title: Forty\nnumbering: dash\nbudget: 3\n")
    assert stale(film) == {}
    path = film / "shots.yaml"
    head, *blocks = path.read_text(encoding="utf-8").split("  - id: ")
    blocks[1], blocks[2] = blocks[2], blocks[1]
    path.write_text("  - id: ".join([head, *blocks]), encoding="utf-8")
    assert stale(film) == {}


def test_a_shot_put_in_is_the_only_one_that_is_missing(film):
    path = film / "shots.yaml"
    head, first, *blocks = path.read_text(encoding="utf-8").split("  - id: ")
    new = "s001_0015\n    scene: s001\n    size: CU\n    subjects:\n      - {character: TOMAS}\n    action: He coughs.\n\n"
    path.write_text("  - id: ".join([head, first, new, *blocks]), encoding="utf-8")
    states = {name: frame.state for name, frame in look(film).items()}
    assert [name for name, state in states.items() if state is not State.CURRENT] == ["s001_0015"]
    assert states["s001_0015"] is State.MISSING


def test_a_paragraph_put_into_the_script_leaves_what_is_drawn_as_it_is(film):
    path = film / "forty.fountain"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("MARA waits", "A gull lands on a barrel.\n\nMARA waits", 1), encoding="utf-8")
    states = [frame.state for frame in look(film).values()]
    assert State.STALE not in states
    assert states.count(State.MISSING) == 1


def test_another_reference_policy_is_a_wish_for_the_next_picture_only(film, draw_figure):
    draw_figure(film / "refs" / "sheet.png", coat=(1, 2, 3))
    change(film, "storyboard.yaml", "title: Forty\n", "title: Forty\nreference_policy: sheet\n")
    change(film, "storyboard.yaml", "[refs/mara.png]", "[refs/mara.png]\n    sheets: [refs/sheet.png]")
    assert stale(film) == {}


def receipts(film: Path) -> list[Path]:
    return sorted((film / "frames").glob("shot/*/start-*.json"))


def test_a_newer_program_makes_nothing_stale(film):
    for path in receipts(film):
        receipt = json.loads(path.read_text(encoding="utf-8"))
        assert receipt["inputs_schema"] == 2
        # Another version wrote other prompts, drew with another model, and kept keys that this one does not know.
        receipt |= {"program": "storyboard 99", "model": "other-1", "prompt": "other words", "key": "0" * 64, "news": 1}
        path.write_text(json.dumps(receipt), encoding="utf-8")
    assert stale(film) == {}


def test_takes_of_the_first_version_stay_current_and_still_see_a_new_coat(film):
    project = open_project(film)
    shot_list = current_shots(project).shot_list
    for path in receipts(film):
        receipt = json.loads(path.read_text(encoding="utf-8"))
        shot = shot_list.shot(path.parent.name)
        chosen = choose_references(shot, project.bible, film, hash_file=project.hash_file, part="start")
        del receipt["inputs_schema"]
        receipt["inputs"] = legacy_inputs(shot, project.bible, chosen.pictures, part="start")
        path.write_text(json.dumps(receipt), encoding="utf-8")
    assert stale(film) == {}
    change(film, "storyboard.yaml", "long grey wool coat", "long red wool coat")
    found = stale(film)
    assert set(found) == shots_with(film, wears("MARA", "town"))
    assert set(found.values()) == {("the description of MARA changed (storyboard.yaml:7)",)}


def test_what_the_first_version_did_not_know_is_new_to_its_takes(film):
    for path in receipts(film):
        receipt = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(receipt | {"inputs_schema": 1, "inputs": {}}), encoding="utf-8")
    change(film, "storyboard.yaml", "title: Forty\n", "title: Forty\nwording:\n  add: grain\n")
    assert all("the film's wording: grain (storyboard.yaml:3)" in reasons for reasons in stale(film).values())
    assert set(stale(film)) == set(look(film))


def test_a_new_name_that_keeps_the_old_one_as_an_alias_is_nobody_new(film):
    change(film, "storyboard.yaml", "  TOMAS:\n", "  THE KEEPER:\n    aliases: [TOMAS]\n")
    project: Project = open_project(film)
    assert project.bible.character("TOMAS").name == "THE KEEPER"
    # The script's sentences call him by his new name now; he is the same, and nothing is drawn again.
    assert stale(film) == {}


def test_a_place_under_a_new_name_that_keeps_the_old_one_as_an_alias_is_the_same_place(film):
    change(film, "storyboard.yaml", "  HARBOUR:\n", "  THE QUAY:\n    aliases: [HARBOUR]\n")
    assert {frame.shot.location for frame in look(film).values()} == {"THE QUAY", "CABIN"}
    assert stale(film) == {}


def test_a_change_that_is_taken_back_leaves_a_take_that_is_up_to_date_and_none_is_drawn(film):
    change(film, "storyboard.yaml", "yellow raincoat", "red raincoat")
    count = len(stale(film))
    assert draw(film) == count
    change(film, "storyboard.yaml", "red raincoat", "yellow raincoat")
    frames = look(film)
    assert {frame.ready for frame in frames.values() if frame.state is State.STALE} == {1}
    assert all("take 1 is up to date and will be picked" in reasons for reasons in stale(film).values())
    assert len(stale(film)) == count
    assert draw(film) == 0
