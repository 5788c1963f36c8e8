"""Ids that stay when the script is rewritten."""

from __future__ import annotations

import random
import time

import pytest

from storyboard.breakdown.alignment import align
from storyboard.breakdown.numbering import free_numbers, slate_letter
from storyboard.breakdown.reanchor import NewScene, place
from storyboard.model import ShotLock

WORDS = [
    "river",
    "stone",
    "lamp",
    "winter",
    "garden",
    "copper",
    "letter",
    "anchor",
    "violin",
    "shadow",
    "ladder",
    "mirror",
    "harbour",
    "candle",
    "engine",
]


def sentence(seed: int) -> str:
    chooser = random.Random(seed)
    return f"The {' '.join(chooser.choice(WORDS) for _ in range(9))} number {seed} stands in the long corridor."


def film(scenes: list[list[int]], headings: list[str] | None = None) -> str:
    parts = []
    for index, scene in enumerate(scenes):
        heading = headings[index] if headings else f"INT. ROOM {scene[0]} - DAY"
        parts.append("\n\n".join([heading, *(sentence(seed) for seed in scene)]))
    return "\n\n".join(parts)


def by_words(breakdown):
    return {shot.action.text: shot.id for shot in breakdown.shot_list.shots}


@pytest.fixture
def first(cut):
    return cut(film([[1, 2, 3], [11, 12, 13], [21, 22]]))


def test_ids_count_in_tens(first):
    assert [shot.id for shot in first.shot_list.shots][:4] == ["s001_0010", "s001_0020", "s001_0030", "s002_0010"]
    assert set(first.lock.anchors) == {shot.id for shot in first.shot_list.shots}


def test_an_insert_takes_a_number_between_and_moves_nobody(cut, first):
    second = cut(film([[1, 9, 2, 3], [11, 12, 13, 14], [21, 22]]), previous=first.lock)
    ids = by_words(second)
    assert ids[sentence(9)] == "s001_0015"
    assert ids[sentence(14)] == "s002_0040"
    assert all(ids[words] == identifier for words, identifier in by_words(first).items())


def test_a_cut_shot_is_retired_and_its_id_is_not_given_away(cut, first):
    second = cut(film([[1, 3], [11, 12, 13], [21, 22]]), previous=first.lock)
    assert second.lock.retired == ("s001_0020",)
    third = cut(film([[1, 8, 3], [11, 12, 13], [21, 22]]), previous=second.lock)
    assert by_words(third)[sentence(8)] not in {*by_words(first).values()}
    assert third.lock.retired == ("s001_0020",)


def test_a_cut_shot_that_comes_back_gets_its_own_id(cut, first):
    second = cut(film([[1, 3], [11, 12, 13], [21, 22]]), previous=first.lock)
    third = cut(film([[1, 2, 3], [11, 12, 13], [21, 22]]), previous=second.lock)
    assert by_words(third) == by_words(first)
    assert third.lock.retired == ()


def test_a_moved_shot_keeps_its_id(cut, first):
    second = cut(film([[1, 3], [11, 2, 12, 13], [21, 22]]), previous=first.lock)
    assert by_words(second) == by_words(first)
    assert [shot.order for shot in second.shot_list.shots] == list(range(8))


def test_a_scene_put_in_between_renumbers_nothing(cut, first):
    second = cut(film([[1, 2, 3], [31, 32], [11, 12, 13], [21, 22]]), previous=first.lock)
    ids = by_words(second)
    assert all(ids[words] == identifier for words, identifier in by_words(first).items())
    assert [scene.id for scene in second.shot_list.scenes] == ["s001", "s001A", "s002", "s003"]
    assert [scene.number for scene in second.shot_list.scenes] == ["1", "2", "3", "4"]


def test_scenes_that_change_places_or_headings_keep_their_ids(cut, first):
    swapped = cut(film([[21, 22], [11, 12, 13], [1, 2, 3]]), previous=first.lock)
    assert by_words(swapped) == by_words(first)
    renamed = cut(
        film([[1, 2, 3], [11, 12, 13], [21, 22]], ["INT. X - DAY", "INT. Y - DAY", "INT. Z - DAY"]), previous=first.lock
    )
    assert by_words(renamed) == by_words(first)


def test_a_reworded_shot_keeps_its_id_and_a_new_one_does_not(cut, first):
    changed = film([[1, 2, 3], [11, 12, 13], [21, 22]]).replace(sentence(12), sentence(12).replace("long", "short"))
    second = cut(changed, previous=first.lock)
    assert [shot.id for shot in second.shot_list.shots] == [shot.id for shot in first.shot_list.shots]
    replaced = cut(
        film([[1, 2, 3], [11, 13], [21, 22]]).replace(sentence(13), f"A dog barks twice at us.\n\n{sentence(13)}"),
        previous=first.lock,
    )
    assert "s002_0020" in replaced.lock.retired


def test_a_speech_keeps_its_picture_source_when_ids_change(cut):
    lines = "\n\n".join(f"{('ANNA', 'BEN')[index % 2]}\nThis is what I say in line {index}." for index in range(6))
    opening = "ANNA (30) and BEN (40) wait by the window of the old hall."
    before = cut(f"INT. A - DAY\n\n{opening}\n\n{lines}")
    after = cut(
        f"INT. A - DAY\n\nA very large and silent hall, long ago.\n\n{opening}\n\n{lines}", previous=before.lock
    )
    known = {shot.id for shot in after.shot_list.shots}
    sources = [shot.frame_from for shot in after.shot_list.shots if shot.frame_from]
    assert sources
    assert set(sources) <= known


def test_many_random_edits_never_give_a_shot_the_id_of_another(cut):
    chooser = random.Random(7)
    scenes = [[100 * scene + shot for shot in range(1, 7)] for scene in range(1, 9)]
    lock, owner, before, fresh = None, {}, {}, 5000
    for _ in range(25):
        result = cut(film(scenes), previous=lock)
        now = by_words(result)
        for words, identifier in now.items():
            assert owner.setdefault(identifier, words) == words
        if before:
            kept = sum(before.get(words) == identifier for words, identifier in now.items() if words in before)
            assert kept == sum(words in before for words in now)
        before, lock = now, result.lock
        scene = chooser.choice(scenes)
        edit = chooser.choice(["insert", "cut", "move", "scene"])
        if edit == "insert":
            fresh += 1
            scene.insert(chooser.randint(1, len(scene)), fresh)
        elif edit == "cut" and len(scene) > 2:
            scene.pop(chooser.randint(1, len(scene) - 1))
        elif edit == "move":
            scenes.insert(chooser.randint(0, len(scenes) - 1), scenes.pop(chooser.randrange(len(scenes))))
        else:
            fresh += 2
            scenes.insert(chooser.randint(0, len(scenes)), [fresh - 1, fresh])


def test_numbers_between_neighbours_are_spread_and_never_used_twice():
    assert free_numbers(10, 20, 1, {10, 20}) == [15]
    assert free_numbers(10, 20, 3, {10, 20}) == [12, 15, 17]
    assert free_numbers(10, 11, 2, {10, 11, 40}) == [50, 60]
    assert free_numbers(30, None, 2, {10, 20, 30, 70}) == [80, 90]
    assert free_numbers(0, 10, 1, {10}) == [5]
    taken = {10, 20, *range(11, 20)} - {17}
    assert free_numbers(10, 20, 1, taken) == [17]


def test_slates_skip_i_and_o():
    assert [slate_letter(index) for index in (0, 7, 8, 12, 13, 23, 24)] == ["A", "H", "J", "N", "P", "Z", "AA"]


def test_alignment_keeps_order_and_stays_quick_on_repeats():
    assert align(list("abcdef"), list("abxdef")) == {0: 0, 1: 1, 3: 3, 4: 4, 5: 5}
    start = time.process_time()
    assert len(align(["yes"] * 20000, ["no", *["yes"] * 20000])) == 20000
    assert time.process_time() - start < 2


def test_a_lock_without_shots_is_a_first_reading_that_respects_retired_ids():
    lock = ShotLock(retired=("s001_0010",), anchors={"s001_0010": "gone for good now"})
    placement = place([NewScene("s001", "hall", ["a b c", "gone for good now"])], lock)
    assert placement.shots[0][0] != "s001_0010"
    assert placement.shots[0][1] == "s001_0010"


def test_an_unrelated_paragraph_is_a_shot_of_its_own_and_its_neighbours_keep_their_ids(cut):
    before = "EXT. STOP - NIGHT\n\nA night street, shuttered shops and rain on the rails.\n\nNora frowns at the sky.\n\nLEE (70) arrives.\n\nLEE\nIs this the nine?"
    first = cut(before.replace("Nora", "NORA (30)", 1))
    after = before.replace("NORA", "Nora").replace("Nora", "NORA (30)", 1)
    second = cut(after.replace("the sky.", "the sky.\n\nA cat crosses the rails."), previous=first.lock)
    ids = by_words(first)
    for words, identifier in by_words(second).items():
        assert identifier == ids.get(words, identifier)
    cat = next(shot for shot in second.shot_list.shots if "cat" in shot.action.text)
    assert cat.action.text == "A cat crosses the rails."
    assert cat.visible == ()
    assert cat.id not in ids.values()


def test_a_shot_that_swallowed_or_lost_a_paragraph_keeps_its_id(cut):
    street = "EXT. STOP - NIGHT\n\nA night street, shuttered shops and rain on the rails.\n\nANNA (30) sits at the piano by the far wall."
    alone = cut(street)
    joined = cut(f"{street}\n\nShe plays.", previous=alone.lock)
    assert joined.shot_list.shots[-1].action.text.endswith("She plays.")
    assert [shot.id for shot in joined.shot_list.shots] == [shot.id for shot in alone.shot_list.shots]
    parted = cut(street, previous=joined.lock)
    assert [shot.id for shot in parted.shot_list.shots] == [shot.id for shot in alone.shot_list.shots]


def test_anchors_written_before_paragraphs_were_kept_apart_still_hold(cut):
    text = "INT. A - DAY\n\nANNA (30) sits at the piano by the far wall.\n\nShe plays.\n\nBEN\nStop that at once."
    first = cut(text)
    flat = first.lock.model_copy(
        update={"anchors": {name: words.replace("\n", " ") for name, words in first.lock.anchors.items()}}
    )
    assert [shot.id for shot in cut(text, previous=flat).shot_list.shots] == [s.id for s in first.shot_list.shots]
