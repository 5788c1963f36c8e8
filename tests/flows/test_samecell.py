"""What a spreadsheet makes of a cell, and what a person does to it."""

from __future__ import annotations

import pytest

from storyboard.flows.samecell import same_cell


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("4.0", "4"),
        ("4", "4,0"),
        ("3.708", "3,708"),
        ("007", "7"),
        ("1-1", "2026-01-01 00:00:00"),
        ("1-1", "01. Jan"),
        ("12-3", "3-Dec"),
        ("1-2", "1. Feb."),
        ("1-3", "Jan 3"),
        ("2-0015", "2/2015"),
        ("2-0015", "2015/02/01"),
        ("1/2", "01.02.2026"),
        ("MAR1", "01. Mrz 2026"),
        ("0:14", "00:14:00"),
        ("1AM", "01:00:00"),
        ("12PM", "12:00"),
        ("2P", "2:00 PM"),
        ("true", "WAHR"),
        ("yes", "TRUE"),
        ("a\nb", "a\r\nb  "),
        ("text ", " text"),
        ("e\u0301tat", "état"),
        ("a\u202eb", "ab"),
        ("a\nb", "a_x000D_\nb"),
    ],
)
def test_what_a_spreadsheet_rewrites_is_the_same(written, read):
    assert same_cell(written, read)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("4", "4.5"),
        ("CU", "cu "),
        ("1-1", "1-2"),
        ("2-0015", "2-0020"),
        ("1-1", "05. Mrz"),
        ("She waits", "She  waits"),
        ("état", "?tat"),
        ("", "0"),
        ("0", ""),
        ("yes", "no"),
        ("0:14", "0:15"),
        ("1A", "1AM"),
        ("1AM", "02:00:00"),
        ("1A", "01. Jan"),
    ],
)
def test_what_a_person_changes_is_not(written, read):
    assert not same_cell(written, read)


@pytest.mark.parametrize(("read", "same"), [("?tat ??", True), ("état ??", True), ("?tat ?", True), ("état 🎬", True), ("etat ??", False), ("?tut ??", False)])  # fmt: skip
def test_letters_that_a_code_page_lacks_are_not_missed(read, same):
    assert same_cell("état 🎬", read, code_page="cp1252") is same
