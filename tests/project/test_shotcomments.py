"""Comments of a block that is written anew."""

from __future__ import annotations

from storyboard.project.shotcomments import refreshed, with_comments

OLD = """\
  # the best one
  - id: s001_0010  # my own words
    size: "C#U" # keep "this"
    # about subjects
    subjects:  # who
      - {character: "A # b", look: x}  # his look
      - plain
    # above the note
    note: |
      # not a comment
      text # nor this
    lens: 35   # mm
    # at the end
"""
NEW = """\
  - id: s001_0010  # 1A  a.fountain:3
    size: MS
    subjects:
      - {character: "A # b", look: x}
      - other
    note: hi
"""


def test_every_comment_stands_where_it_stood():
    assert with_comments(NEW, OLD).splitlines() == [
        "  # the best one",
        "  # mm",
        "  - id: s001_0010  # my own words",
        '    size: MS # keep "this"',
        "    # about subjects",
        "    subjects:  # who",
        '      - {character: "A # b", look: x}  # his look',
        "      - other",
        "    # above the note",
        "    note: hi",
        "    # at the end",
    ]


def test_a_block_without_comments_is_written_as_it_is():
    assert with_comments(NEW, NEW) == NEW
    assert with_comments(NEW, "") == NEW


def test_the_number_behind_an_id_is_brought_up_to_date_and_words_of_people_are_not():
    assert refreshed("  - id: s001_0010  # 1A  my film.fountain:3\n    size: CU\n", "1B  a.fountain:4") == (
        "  - id: s001_0010  # 1B  a.fountain:4\n    size: CU\n"
    )
    assert refreshed("  - id: s001_0010  # 1A is mine\n", "1B  a.fountain:4") == "  - id: s001_0010  # 1A is mine\n"
    assert refreshed("  - id: s001_0010\n", "1B  a.fountain:4") == "  - id: s001_0010\n"
