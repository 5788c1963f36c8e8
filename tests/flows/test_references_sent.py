"""What really goes to the paid service: everybody who is seen, by the right number; masters first; layouts; packed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from storyboard.errors import BibleError, BudgetError, MissingReferenceError
from storyboard.flows.frames import FrameOptions, draw_frames, plan_frames
from storyboard.flows.shots import current_shots
from storyboard.frames import find_masters
from storyboard.model import ShotList, Slot
from storyboard.project import Project, open_project
from storyboard.testing import FakeImageService, SeenRequest

BIBLE = """\
title: The Ferry
script: ferry.fountain
format: 640x360
backend: openai
characters:
  ANA: {description: a woman of 30, references: [refs/ana.png]}
  BO: {description: a man of 50, references: [refs/bo.png]}
  CLEO:
    description: a girl of 9
    references: [refs/cleo.png]
    looks:
      soaked: {wardrobe: a wet red dress, scenes: 2, references: [refs/cleo-wet.png]}
  RADIO: {description: a voice that nobody ever sees, references: [refs/radio.png]}
locations:
  FERRY: {description: the iron deck of an old ferry, references: [refs/ferry.png]}
"""
SCRIPT = """\
EXT. FERRY - DAY

The ferry leaves the quay.

WIDE SHOT. ANA, BO and CLEO stand at the rail.

ANA
There is nothing behind us now.

BO
There never was.

RADIO (V.O.)
Strong winds from the west.

CLOSE ON CLEO, who laughs.

INT. FERRY - NIGHT

CLEO sits on a bench and shivers.

BO comes in with a blanket.

BO
Take this.

CLEO
RADIO (O.S.)
All passengers to the deck.
"""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeImageService]:
    fake = FakeImageService()
    with fake.serve() as base_url:
        monkeypatch.setenv("OPENAI_BASE_URL", base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-0123456789abcdefghijkl")
        yield fake


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "storyboard.yaml").write_text(BIBLE, encoding="utf-8")
    (tmp_path / "ferry.fountain").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "refs").mkdir()
    for number, name in enumerate(("ana", "bo", "cleo", "cleo-wet", "radio", "ferry")):
        Image.new("RGB", (256, 320), (40 * number, 90, 200)).save(tmp_path / "refs" / f"{name}.png")
    return tmp_path


def say(folder: Path, line: str) -> None:
    path = folder / "storyboard.yaml"
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def shots_of(project: Project) -> ShotList:
    return current_shots(project).shot_list


@pytest.fixture
def sent(folder: Path, service: FakeImageService) -> Callable[..., tuple[Project, dict[str, SeenRequest]]]:
    """Draws the film and gives each shot's request."""

    def draw(**options: object) -> tuple[Project, dict[str, SeenRequest]]:
        project = open_project(folder)
        takes = draw_frames(project, FrameOptions(**options)).takes
        by_prompt = {request.prompt: request for request in service.requests}
        return project, {take.slot.id: by_prompt[take.receipt.prompt] for take in takes}

    return draw


def file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_everybody_who_is_seen_is_sent_and_named_by_the_right_number_and_no_voice_is(sent, folder):
    project, requests = sent()
    owners = {file_hash(path): path.stem for path in (folder / "refs").iterdir()}
    seen = set()
    for shot in shots_of(project).shots:
        if shot.frame_from:
            continue
        request = requests[shot.id]
        names = [owners.get(reference.sha256, "film") for reference in request.references]
        for subject in shot.visible:
            if not subject.in_start:
                continue
            character = project.bible.character(subject.character)
            for written in character.look(subject.look).references[:1]:
                number = names.index(Path(written).stem) + 1
                assert f"- Image {number}: {subject.character}, the character." in request.prompt
                assert f"- {subject.character} (Image {number}):" in request.prompt
                assert f"exact likeness as in Image {number}:" in request.prompt
                seen.add(Path(written).stem)
        assert "radio" not in names
        assert "RADIO" not in request.prompt
        assert f"Image {len(names) + 1}" not in request.prompt
        assert f"- Image {names.index('ferry') + 1}: FERRY, the place." in request.prompt
    assert seen == {"ana", "bo", "cleo", "cleo-wet"}


def test_a_place_is_called_by_the_same_words_in_all_its_shots(sent):
    _, requests = sent()
    lines = [line for request in requests.values() for line in request.prompt.splitlines()]
    places = {line.partition(" As in")[0] for line in lines if line.startswith("Place:")}
    assert places == {"Place: the iron deck of an old ferry."}


def test_masters_are_sent_first_and_their_pictures_go_along_with_the_coverage(sent, service):
    project, requests = sent()
    masters = find_masters(shots_of(project).shots)
    order = [request.prompt for request in service.requests]
    assert masters
    for shot_id, master in masters.items():
        take = project.takes.pick(Slot.shot(master.id))
        hashes = [reference.sha256 for reference in requests[shot_id].references]
        number = hashes.index(take.receipt.sha256) + 1
        assert f"- Image {number}: the master of this scene" in requests[shot_id].prompt
        assert order.index(requests[master.id].prompt) < order.index(requests[shot_id].prompt)


def test_the_price_of_a_reference_is_counted_before_it_exists(folder, service):
    project = open_project(folder)
    planned = plan_frames(project, FrameOptions())
    report = draw_frames(project, FrameOptions())
    asked = {str(row.frame.slot): row.quote for row in planned.plan.rows if row.takes}
    for take in report.takes:
        quote = asked[str(take.slot)]
        assert take.receipt.price_usd <= quote.at_most
        # The service counts what a reference holds as the formulas say, so that the estimate is nearly exact.
        assert float(take.receipt.price_usd) == pytest.approx(float(quote.estimate), rel=0.03)
    assert any(row.after for row in planned.plan.rows)
    assert service.billed_usd == sum(take.receipt.price_usd for take in report.takes)


def test_the_budget_holds_between_the_waves_and_a_later_run_goes_on(folder, service):
    project = open_project(folder)
    planned = plan_frames(project, FrameOptions())
    first = sum(row.quote.at_most for row in planned.plan.waves[0])
    with pytest.raises(BudgetError):
        draw_frames(project, FrameOptions(budget=first))
    assert 0 < service.billed_usd <= first
    before = len(service.bills)
    draw_frames(open_project(folder), FrameOptions())
    assert len(service.bills) == planned.plan.images
    assert len({request.prompt for request in service.requests[before:]}) == planned.plan.images - before


def test_a_layout_is_drawn_with_previs_first_and_sent_as_image_1(folder, sent):
    say(folder, "reference_policy: +layout")
    project, requests = sent(selectors=("1B",))
    ((shot_id, request),) = requests.items()
    takes = project.takes.takes(Slot.shot(shot_id))
    assert [take.receipt.backend for take in takes] == ["previs", "openai"]
    assert request.references[0].sha256 == takes[0].receipt.sha256
    assert "- Image 1: layout and camera only; do not copy its drawing style" in request.prompt
    assert "Match the composition of Image 1." in request.prompt
    assert project.takes.pick(Slot.shot(shot_id)).receipt.backend == "openai"
    # It is there now; another take does not draw it again.
    sent(selectors=("1B",), takes=2)
    assert [take.receipt.backend for take in open_project(folder).takes.takes(Slot.shot(shot_id))] == [
        "previs", "openai", "openai",
    ]  # fmt: skip


def test_packed_is_one_picture_for_all_people_and_costs_less(folder, sent, service):
    plain = plan_frames(open_project(folder), FrameOptions(selectors=("1B",))).plan
    say(folder, "reference_policy: packed+location")
    packed = plan_frames(open_project(folder), FrameOptions(selectors=("1B",))).plan
    assert packed.quote.estimate < plain.quote.estimate
    assert packed.quote.at_most < plain.quote.at_most
    _, requests = sent(selectors=("1B",))
    (request,) = requests.values()
    letters = dict(re.findall(r"Panel ([A-Z]) of Image 1: (\w+), the character", request.prompt))
    assert sorted(letters.values()) == ["ANA", "BO", "CLEO"]
    for letter, name in letters.items():
        assert f"- {name} (panel {letter} of Image 1):" in request.prompt
    packs = {file_hash(path) for path in (folder / ".storyboard" / "cache" / "packed").iterdir()}
    assert request.references[0].sha256 in packs


def test_somebody_without_a_picture_is_refused_before_anything_is_sent_unless_allowed(folder, service):
    path = folder / "storyboard.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(", references: [refs/bo.png]", ""), encoding="utf-8")
    project = open_project(folder)
    assert "No reference picture for BO" in plan_frames(project, FrameOptions()).refusal
    with pytest.raises(MissingReferenceError, match=r"BO \(shots .*--allow-undescribed"):
        draw_frames(project, FrameOptions())
    assert service.requests == []
    assert plan_frames(project, FrameOptions(allow_undescribed=True)).refusal == ""
    assert draw_frames(project, FrameOptions(allow_undescribed=True)).takes


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ("styl: x", r"yaml:3:5: wording.sections.styl: the prompt has no such section.*'style'"),
        ("style: '${colour}'", r"yaml:3:5: wording.sections.style: there is no field \$\{colour\}.*\$\{section\}"),
        ("style: 'for $5'", r"a \$ that begins no field.*\$\$"),
        ("images: 'none'", r"wording.sections.images leaves out \$\{images\}"),
    ],
)
def test_a_template_that_cannot_be_filled_is_an_error_of_the_plan(folder, sections, said):
    say(folder, f"wording:\n  sections:\n    {sections}")
    with pytest.raises(BibleError, match=said):
        plan_frames(open_project(folder), FrameOptions(backend="previs"))


def test_a_test_draws_the_few_that_tell_most_and_says_what_the_rest_costs(folder, service):
    whole = plan_frames(open_project(folder), FrameOptions()).plan
    planned = plan_frames(open_project(folder), FrameOptions(test=True))
    assert [one.why.partition(":")[0] for one in planned.tests] == ["a wide", "a two-hander", "a close-up", "a night"]
    assert planned.plan.images == 4
    assert planned.rest_images == whole.images - 4
    assert planned.rest.estimate > 0
    drawn = draw_frames(open_project(folder), FrameOptions(test=True)).takes
    assert {take.slot.id for take in drawn} == {one.shot.id for one in planned.tests}
    assert len(service.bills) == 4


def test_only_what_a_change_made_wrong_is_bought_again(folder, service):
    draw_frames(open_project(folder), FrameOptions())
    before = len(service.bills)
    path = folder / "storyboard.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("a wet red dress", "a wet blue dress"), encoding="utf-8")
    planned = plan_frames(open_project(folder), FrameOptions(selectors=("stale",)))
    numbers = {row.frame.shot.number for row in planned.plan.rows if not row.frame.borrowed_from}
    assert numbers == {
        shot.number
        for shot in shots_of(open_project(folder)).shots
        if not shot.frame_from and any(one.look == "soaked" and one.in_start for one in shot.visible)
    }
    drawn = draw_frames(open_project(folder), FrameOptions(selectors=("stale",))).takes
    assert len(service.bills) - before == len(drawn) == len(numbers) > 0
    assert plan_frames(open_project(folder), FrameOptions(selectors=("stale",))).plan.images == 0
