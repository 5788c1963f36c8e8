"""What becomes of a picture between the size that is drawn and the size of the film."""

from __future__ import annotations

import pytest

from storyboard.paid import fitting_note, legal_size, model_info


@pytest.mark.parametrize(
    ("wanted", "drawn", "said"),
    [
        ((1536, 864), (1536, 864), ""),
        ((1280, 720), (1536, 864), "made smaller to 1280x720; nothing is cut off"),
        ((2560, 1440), (1280, 720), "enlarged to 2560x1440; nothing is cut off"),
        ((1104, 832), (1280, 960), "0.5% is cut off, left and right, to fit 1104x832"),
        ((1000, 700), (1008, 704), "0.2% is cut off, left and right, to fit 1000x700"),
        ((1000, 650), (1024, 768), "13.3% is cut off, top and bottom, to fit 1000x650"),
    ],
)
def test_the_crop_is_said_with_its_share_and_side(wanted, drawn, said):
    assert fitting_note(wanted, drawn).endswith(said)


@pytest.mark.parametrize("wanted", [(1920, 1080), (1280, 720), (720, 1280), (1080, 1080), (2048, 858), (1998, 1080)])
def test_common_film_sizes_lose_next_to_nothing(wanted):
    note = fitting_note(wanted, legal_size(wanted, model_info("gpt-image-2")))
    lost = float(note.partition("; ")[2].partition("%")[0]) if "cut off, " in note else 0.0
    assert lost < 0.7
