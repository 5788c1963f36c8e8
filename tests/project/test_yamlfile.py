from __future__ import annotations

import pytest

from storyboard.errors import InputError
from storyboard.project.yamlfile import parse_yaml


def test_words_stay_what_they_look_like():
    data, _ = parse_yaml("a: 16:9\nb: no\nc: 2026-01-01\nd: true\ne: 2.5\nf: ~\n", file="x")
    assert data == {"a": "16:9", "b": "no", "c": "2026-01-01", "d": True, "e": 2.5, "f": None}


def test_every_key_knows_its_line_and_column():
    _, places = parse_yaml("a: 1\nb:\n  - c: 2\n", file="x")
    assert places["a",] == (1, 1)
    assert places["b", 0, "c"] == (3, 5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\na: 2\n", "x:2:1: The key 'a' stands here twice"),
        ("a: &a [*a]", "without end"),
        ("[" * 60_000, "deeper than 40"),
        ("x: !!python/object:os.system 1", "x:1:4: The tag"),
        ("a: b: c", "x:1:5: Not valid YAML"),
        ("a: &a {k: 1}\nb:\n  <<: *a\n", "Merge keys"),
        ("- &b0 [x,x]\n" + "\n".join(f"- &b{i} [*b{i - 1},*b{i - 1}]" for i in range(1, 40)), "without end"),
        ("a: \x00", "Not valid YAML"),
        ("a: " + "9" * 6000, "6000 digits"),
        ("? [a]\n: 1", "plain text"),
        ("a: 1\n---\nb: 2", "Not valid YAML"),
        ("a: '" + "x\n" * 1_500_001 + "'", "The limit is 3,000,000"),
        ("a: '" + "x" * 70_000 + "'", "x:1: This line is longer than 64 kB"),
        ("\n" * 200_001, "more than 200,000 lines"),
        ("a: &a 1\nb: &a 2", "x:2:4: The anchor &a stands here for the second time"),
        ("a: !!python/object/apply:os.system [id]", "x:1:4: The tag"),
        ("a: [" + "x,\n" * 30_000, "too many entries"),
        ("".join(f"k{index}: long enough\n" for index in range(5_002)), "More than 5,000 keys"),
        ("a: &a x\nb: [" + "*a, " * 101 + "]", "too many entries or aliases"),
    ],
)
def test_hostile_or_broken_text_is_one_clear_error(text, says):
    with pytest.raises(InputError) as caught:
        parse_yaml(text, file="x")
    assert says in str(caught.value)


def test_an_empty_file_is_nothing():
    assert parse_yaml("", file="x") == (None, {})
