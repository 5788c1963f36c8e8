"""Look, approve, ask again, hand over: the commands of the review loop."""

from __future__ import annotations

import json


def test_a_picture_is_drawn_asked_for_again_and_approved(run, film) -> None:
    assert run("-C", film, "frames", "1A").code == 0
    again = run("-C", film, "redo", "1A", "her hood is down")
    assert (again.code, again.out.strip()) == (0, "To be drawn again: 1A")
    assert "Her hood is down" in run("-C", film, "plan", "--explain", "1A").out
    assert run("-C", film, "frames", "redo").code == 0
    assert run("-C", film, "approve", "1A").out.strip() == "Approved: 1A"
    status = json.loads(run("-C", film, "status", "--json").out)
    first = status["shots"][0]
    assert (first["state"], first["approved"]) == ("current", True)


def test_a_note_is_told_from_a_name_with_a_space(run, film) -> None:
    refused = run("-C", film, "redo", "1A", "@OLD TOMAS")
    assert (refused.code, "Nobody called" in refused.err) == (2, True)


def test_what_is_not_drawn_cannot_be_approved(run, film) -> None:
    refused = run("-C", film, "approve", "s001")
    assert refused.code == 2
    assert "No picture to approve" in refused.err
    assert run("-C", film, "approve").code == 2


def test_takes_are_shown_side_by_side(run, film) -> None:
    run("-C", film, "frames", "1A", "--takes", "2")
    page = run("-C", film, "board", "--takes").out.strip()
    assert page.endswith("takes.html")


def test_a_handoff_says_where_to_look_and_takes_no_shots_a_bundle_would_not(run, film) -> None:
    done = run("-C", film, "export", "chatgpt", "1A")
    assert done.code == 0
    assert "index.html" in done.err
    assert run("-C", film, "export", "generic", "1A").code == 2


def test_the_cast_is_a_table_a_page_and_json(run, film) -> None:
    table = run("-C", film, "cast")
    assert table.code == 0
    assert "MARA" in table.out
    assert (film / "out" / "cast.html").is_file()
    found = json.loads(run("-C", film, "cast", "--json").out)
    assert {person["name"] for person in found["characters"]} == {"MARA", "TOMAS"}
    assert found["characters"][0]["missing"] == ["no description"]
