"""What stands on a board, before anybody draws it."""

from storyboard.boards.view import board_of
from storyboard.model import FORMATS, Quality, TransitionKind


def with_quality(clip, quality):
    if clip.start_take is None:
        return clip
    receipt = clip.start_take.receipt.model_copy(update={"quality": quality})
    return clip.model_copy(update={"start_take": clip.start_take.model_copy(update={"receipt": receipt})})


def panel(film, panel_id):
    return next(panel for panel in board_of(film).panels if panel.id == panel_id)


def test_shots_are_grouped_under_their_scenes_in_film_order(film):
    board = board_of(film)
    assert [scene.heading for scene in board.scenes] == ["EXT. CLIFF PATH - DUSK", "INT. LAMP ROOM - NIGHT"]
    assert [panel.number for panel in board.scenes[1].panels] == ["2A", "2B", "2C", "2D"]


def test_a_scene_that_is_cut_back_to_gets_a_second_block(film):
    clips = film.clips
    board = board_of(film.model_copy(update={"clips": (clips[0], clips[4], clips[1])}))
    assert [scene.number for scene in board.scenes] == ["1", "2", "1"]


def test_scenes_say_their_shots_and_running_time(film):
    first = board_of(film).scenes[0]
    assert (first.shots, first.length) == (4, "9.5 s")


def test_the_head_says_title_shots_length_format_and_what_was_given(film):
    facts = dict(board_of(film, version="v3", date="24 Nov 2026").facts)
    assert facts == {
        "Shots": "8",
        "Running time": "17.5 s",
        "Format": "16:9 · 24 fps",
        "Pictures": "1 missing",
        "Version": "v3",
        "Date": "24 Nov 2026",
    }


def test_a_duration_is_said_in_seconds_and_frames(film):
    push = panel(film, "s001_0020")
    assert (push.seconds, push.frames, push.starts_at) == ("3.5 s", "84 f", "00:00:02:00")


def test_a_last_picture_is_a_continuation_panel_that_counts_as_no_shot(film):
    board = board_of(film)
    ids = [panel.id for panel in board.panels]
    assert ids.index("s001_0040-end") == ids.index("s001_0040") + 1
    end = panel(film, "s001_0040-end")
    assert end.continuation
    assert end.action == "He lies on the floor."
    assert end.seconds == ""


def test_a_dissolve_is_written_once_behind_the_last_panel_of_its_first_shot(film):
    marks = {panel.id: (panel.before, panel.after) for panel in board_of(film).panels if panel.before or panel.after}
    assert marks == {"s001_0010": ("fade in", ""), "s001_0040-end": ("", "dissolve"), "s002_0040": ("", "fade out")}


def test_an_entering_transition_that_nobody_left_with_is_written_before_its_shot(film):
    clips = list(film.clips)
    clips[3] = clips[3].model_copy(
        update={"shot": clips[3].shot.model_copy(update={"transition_out": TransitionKind.CUT})}
    )
    assert panel(film.model_copy(update={"clips": tuple(clips)}), "s002_0010").before == "dissolve"


def test_missing_and_stale_pictures_are_marked_and_good_ones_are_not(film):
    marks = {panel.id: panel.status for panel in board_of(film).panels if panel.status}
    assert marks == {"s001_0030": "stale", "s002_0020": "missing"}
    assert panel(film, "s001_0030").reasons == ("the look of TOMAS changed",)


def test_a_draft_among_finals_is_marked(film):
    clips = (with_quality(film.clips[0], Quality.DRAFT), *film.clips[1:])
    assert panel(film.model_copy(update={"clips": clips}), "s001_0010").status == "draft"


def test_a_film_of_drafts_says_so_once_in_the_head(film):
    drafts = film.model_copy(update={"clips": tuple(with_quality(clip, Quality.DRAFT) for clip in film.clips)})
    board = board_of(drafts)
    assert dict(board.facts)["Pictures"] == "draft, 1 missing"
    assert "draft" not in {panel.status for panel in board.panels}


def test_a_borrowed_picture_names_the_shot_it_is_from(film):
    assert panel(film, "s002_0030").same_as == "2A"


def test_the_camera_line_leaves_out_what_goes_without_saying(film):
    assert panel(film, "s001_0010").camera == ("static",)
    assert panel(film, "s001_0020").camera == ("push in",)


def test_a_voice_over_is_marked(film):
    assert panel(film, "s001_0020").dialogue[0].voice == "V.O."


def test_a_redo_stands_with_the_notes(film):
    assert panel(film, "s002_0030").notes == ("Redo: too dark",)


def test_a_matted_film_is_shown_at_its_matte(film):
    board = board_of(film.model_copy(update={"format": FORMATS["2.39"]}))
    assert board.ratio == 2.39
    assert dict(board.facts)["Format"] == "2.39:1 · 24 fps"


def test_a_scene_nobody_summed_up_still_has_a_heading(film):
    board = board_of(film.model_copy(update={"scenes": ()}))
    assert [scene.heading for scene in board.scenes] == ["s001", "s002"]
