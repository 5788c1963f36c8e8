"""Clips that came back, in place of their stills."""

import numpy as np
import pytest
from PIL import Image

from storyboard.errors import PictureError
from storyboard.media import FootageReader, sha256_of
from storyboard.model import Receipt, Slot, SlotKind, Take


@pytest.fixture
def footage(tmp_path):
    """A clip of ten grey frames at ten a second, each ten levels lighter; coded as BT.601, as it says."""
    import av

    path = tmp_path / "clip.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"qp": "0", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(10):
            still = np.full((180, 320, 3), 40 + 10 * number, np.uint8)
            still[:, 200:] = (200, 30, 30)
            for packet in stream.encode(av.VideoFrame.from_ndarray(still, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return path


def with_footage(timeline, path):
    clip = timeline.clips[0]
    slot = Slot(kind=SlotKind.CLIP, id=clip.shot.id, part="clip")
    receipt = Receipt(
        slot=str(slot),
        take=1,
        file=path.name,
        sha256=sha256_of(path),
        width=320,
        height=180,
        created="2026-01-01T00:00Z",
    )
    take = Take(slot=slot, number=1, path=path, receipt=receipt)
    return timeline.model_copy(update={"clips": (clip.model_copy(update={"footage": take}), *timeline.clips[1:])})


@pytest.mark.parametrize("has_still", [True, False])
def test_a_clip_plays_in_time_and_its_last_frame_is_held(timeline_of, helpers, footage, has_still):
    painted = helpers.Painted(with_footage(timeline_of({"duration_frames": 48, "picture": has_still}), footage))

    def grey(frame: int) -> float:
        return (float(painted.luma(frame)[:, :100].mean()) - 16) * 255 / 219

    # 24 frames a second out of 10: what is on screen at that moment.
    assert [round((grey(n) - 40) / 10) for n in (0, 2, 3, 5, 12, 23, 24, 47)] == [0, 0, 1, 2, 5, 9, 9, 9]


def test_a_clip_has_its_colours_whatever_matrix_it_was_coded_with(footage):
    _, picture = FootageReader(footage).at(0)
    assert isinstance(picture, Image.Image)
    assert np.abs(np.asarray(picture)[90, 300].astype(int) - (200, 30, 30)).max() <= 6


def test_another_clip_is_another_segment_and_the_painter_may_go_back(timeline_of, helpers, footage):
    painted = helpers.Painted(with_footage(timeline_of({"duration_frames": 24}), footage))
    later, sooner = painted.luma(20), painted.luma(4)
    assert later.mean() > sooner.mean() + 20
    reader = FootageReader(footage)
    assert [reader.at(seconds)[0] for seconds in (0.65, 0.1, 99)] == [6, 1, 9]


def test_what_is_no_clip_is_named(timeline_of, helpers, tmp_path):
    path = tmp_path / "broken.mp4"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(PictureError, match=r"broken\.mp4"):
        helpers.Painted(with_footage(timeline_of({}), path)).luma(0)
