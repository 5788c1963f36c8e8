from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from storyboard.errors import BibleError
from storyboard.project import parse_bible, read_bible


def test_a_full_bible_is_read():
    bible = parse_bible(
        """
schema: 1
title: 1984
format: 2.39
fps: 23.976
characters:
  MARA:
    description: tall
    references: refs/mara.png
    aliases: [THE WOMAN]
    looks:
      storm: {wardrobe: yellow raincoat, scenes: [1, 2]}
  TOMAS:
locations:
  LIGHTHOUSE: {description: white tower}
style:
  text: ink
  avoid: neon
budget: 2.50
openai:
  model: gpt-image-2
""",
        file="storyboard.yaml",
    )
    assert bible.title == "1984"
    assert bible.fps == Fraction(24000, 1001)
    assert bible.format.matte == 2.39
    assert bible.budget == Decimal("2.5")
    assert bible.style.avoid == ("neon",)
    mara = bible.character("the woman")
    assert mara is not None
    assert mara.references == ("refs/mara.png",)
    assert mara.look(next(look.name for look in mara.looks if "2" in look.scenes)).wardrobe == "yellow raincoat"
    assert bible.character("Tomas") is not None
    assert bible.location("lighthouse") is not None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("titel: x", "storyboard.yaml:1:1: Unknown key 'titel'. Did you mean 'title'?"),
        (
            "characters:\n  MARA:\n    refrences: [a.png]\n",
            "storyboard.yaml:3:5: Unknown key 'refrences' in 'characters.MARA'",
        ),
        ("a: 1\n", "Known here:"),
        ("\nfps: 1000", "storyboard.yaml:2:1: 1000 is not between 1 and 120"),
        ("format: 7x9", "sides must be even"),
        ("format: cinema", "is not a format"),
        (
            "characters:\n  MARA:\n    looks:\n      storm:\n        wardrob: x\n",
            "storyboard.yaml:5:9: Unknown key 'wardrob'",
        ),
        ("budget: -3", "The key 'budget' is at fault"),
        ("budget: .inf", "The key 'budget' is at fault"),
        ("characters: [a]", "characters must be"),
        ("characters:\n  MARA: hello\n", "storyboard.yaml:2:3"),
        ("- a", "The file must be"),
        ("quality: best", "'draft' or 'final'"),
        ("openai:\n  parallel: many", "storyboard.yaml:2:3"),
    ],
)
def test_a_mistake_names_its_line_and_its_cure(text, says):
    with pytest.raises(BibleError) as caught:
        parse_bible(text, file="storyboard.yaml")
    assert says in str(caught.value)


def test_a_bible_that_is_not_utf8_says_so(tmp_path):
    path = tmp_path / "storyboard.yaml"
    path.write_bytes("title: Café".encode("latin-1"))
    with pytest.raises(BibleError, match="UTF-8"):
        read_bible(path)


def test_a_repeated_anchor_is_an_error_and_no_warning():
    with pytest.raises(BibleError, match="x:2:9: The anchor &a stands here for the second time"):
        parse_bible("title: &a T\nscript: &a s.fountain\n", file="x")


def test_a_bible_far_too_large_or_endless_is_not_read(tmp_path):
    path = tmp_path / "storyboard.yaml"
    path.write_text("title: x\n" + "# a comment\n" * 30_000, encoding="utf-8")
    with pytest.raises(BibleError, match="The limit is 300,000"):
        read_bible(path)
    path.write_bytes(b"x" * 1_300_000)
    with pytest.raises(BibleError, match=r"The file has 1\.3 MB"):
        read_bible(path)
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(BibleError, match="a pipe or a device"):
        read_bible(path)
