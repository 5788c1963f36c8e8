"""What is kept when a picture of another shape is cropped."""

import pytest

from storyboard.bundles.fit import focus_of
from storyboard.model import Head, Landmarks


@pytest.mark.parametrize(("behind", "kept"), [(True, 0.3), (False, 0.5)])
def test_the_face_is_kept_rather_than_the_back_of_the_head_before_it(film, behind, kept):
    heads = (
        Head(character="TOMAS", x=0.25, y=0.2, width=0.1, height=0.2),
        Head(character="MARA", x=0.65, y=0.2, width=0.1, height=0.2, behind=behind),
    )
    take = film.clips[0].start_take
    receipt = take.receipt.model_copy(update={"landmarks": Landmarks(heads=heads)})
    assert focus_of(take.model_copy(update={"receipt": receipt})) == (pytest.approx(kept), pytest.approx(0.3))
