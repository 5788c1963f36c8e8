"""Film out: planes of 4:2:0 video in, H.264 packets that join without re-encoding, and the mp4 around them.

Everything runs in this process through PyAV. No path or text of the user reaches FFmpeg: files are handed over as
Python objects and every option is a constant of this module.
"""

from __future__ import annotations

import heapq
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from storyboard.media.nameless import NamelessSource, nameless_sink
from storyboard.media.subtitletrack import Subtitle, subtitle_packets
from storyboard.model import Noun

if TYPE_CHECKING:
    import av
    import numpy as np
    from av.audio.stream import AudioStream
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream
    from numpy.typing import NDArray
    from PIL import Image

    # Luma and the two chroma planes, 8-bit, limited range: shapes (height, width), then half of both twice.
    Plane = NDArray[np.uint8]
    Planes = tuple[Plane, Plane, Plane]

_BT709 = 1  # Its number in every one of H.264's colour fields.
_LIMITED = 1


class EncoderSettings(Noun):
    """How x264 is set. Two segments can only be joined when they were made with equal settings."""

    preset: str = "superfast"
    crf: int = 20
    # `stitchable` keeps stream headers independent of the content. One reference frame and no pyramid of B-frames mean
    # that decoding order runs exactly one frame ahead of display. `mbtree` is what makes stills and slow moves small.
    parameters: str = (
        "stitchable=1:keyint=240:min-keyint=1:scenecut=0:ref=1:b-pyramid=none:bframes=3:rc-lookahead=10:mbtree=1"
    )

    def at_rest(self) -> EncoderSettings:
        """For frames that are all the same: nothing to look ahead at or to search for, and the headers stay equal.

        Looking less far ahead, the encoder spends less on the first picture; three steps of quality make up for it.
        """
        return self.model_copy(
            update={
                "crf": max(self.crf - 3, 0),
                "parameters": self.parameters.replace("rc-lookahead=10", "rc-lookahead=1")
                + ":b-adapt=0:subme=0:me=dia",
            }
        )


class CodedPicture(NamedTuple):
    """One H.264 access unit: when it is shown, in frames from the start of its segment, and its bytes (Annex B)."""

    shown: int
    key: bool
    data: bytes


class SegmentEncoder:
    """Encodes one closed group of pictures. Paint into `planes`, call `add`, paint the next; at the end `finish`.

    Args:
        size: Width and height in pixels, both even.
        fps: Frames per second.
        settings: How x264 is set.
    """

    def __init__(self, size: tuple[int, int], fps: Fraction, settings: EncoderSettings) -> None:
        import av

        self._encoder = av.CodecContext.create("libx264", "w")
        assert isinstance(self._encoder, av.VideoCodecContext)
        self._encoder.width, self._encoder.height = size
        self._encoder.pix_fmt = "yuv420p"
        self._encoder.time_base = 1 / fps
        self._encoder.framerate = fps
        self._encoder.thread_count = 1  # Segments run in parallel; threads inside one would only wait for each other.
        self._encoder.colorspace = self._encoder.color_primaries = self._encoder.color_trc = _BT709
        self._encoder.color_range = _LIMITED
        self._encoder.options = {
            "preset": settings.preset,
            "crf": str(settings.crf),
            "x264-params": settings.parameters,
        }
        self._frame, self.planes = blank_frame(size)
        self._frame.time_base = 1 / fps
        self._count = 0
        self._coded: list[CodedPicture] = []

    def add(self) -> None:
        """Encode what is in `planes` as the next frame."""
        self._frame.pts = self._count
        self._count += 1
        self._take(self._encoder.encode(self._frame))

    def finish(self) -> list[CodedPicture]:
        """All pictures of the segment, in the order of decoding."""
        self._take(self._encoder.encode(None))
        return self._coded

    def _take(self, packets: list[av.Packet[Any]]) -> None:
        for packet in packets:
            assert packet.pts is not None
            self._coded.append(CodedPicture(packet.pts, packet.is_keyframe, bytes(packet)))


def blank_frame(size: tuple[int, int]) -> tuple[VideoFrame, Planes]:
    """A video frame tagged BT.709, and writable views of its three planes."""
    import numpy as np
    from av.video.frame import VideoFrame

    frame = VideoFrame(size[0], size[1], "yuv420p")
    frame.colorspace, frame.color_range = _BT709, _LIMITED
    luma, first, second = (
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in frame.planes
    )
    return frame, (luma, first, second)


def planes_of(picture: Image.Image, size: tuple[int, int] | None = None) -> Planes:
    """An RGB picture as BT.709 limited-range 4:2:0 planes.

    Args:
        picture: The picture.
        size: Width and height of the planes, both even; the picture's own by default.
    """
    import numpy as np
    from av.video.frame import VideoFrame

    width, height = size or picture.size
    full = VideoFrame.from_ndarray(np.asarray(picture), format="rgb24").reformat(
        width,
        height,
        format="yuv444p",
        interpolation="LANCZOS",
        src_colorspace="ITU709",
        dst_colorspace="ITU709",
        src_color_range="JPEG",
        dst_color_range="MPEG",
        threads=1,
    )
    luma, first, second = (
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in full.planes
    )
    return luma.copy(), _halved(first), _halved(second)


def rgb_of(planes: Planes) -> NDArray[np.uint8]:
    """BT.709 limited-range 4:2:0 planes as an RGB picture of shape (height, width, 3)."""
    import numpy as np
    from av.video.frame import VideoFrame

    full = np.stack((planes[0], _doubled(planes[1]), _doubled(planes[2])))
    converted = VideoFrame.from_ndarray(full, format="yuv444p", channel_last=False).reformat(
        format="rgb24",
        src_colorspace="ITU709",
        dst_colorspace="ITU709",
        src_color_range="MPEG",
        dst_color_range="JPEG",
        threads=1,
    )
    return converted.to_ndarray().astype(np.uint8, copy=False)


# H.264 players take a chroma sample to lie on its left luma sample, and between the upper and the lower one. swscale puts
# it in the middle of all four, which would move every colour half a pixel to the left; so the halving is done here.


def _halved(full: Plane) -> Plane:
    import numpy as np

    rows = full[0::2].astype(np.uint16) + full[1::2]
    before = np.concatenate((rows[:, :1], rows[:, 1:-1:2]), axis=1)
    half: Plane = ((before + 2 * rows[:, 0::2] + rows[:, 1::2] + 4) >> 3).astype(np.uint8)
    return half


def _doubled(half: Plane) -> Plane:
    import numpy as np

    height, width = half.shape
    padded = np.pad(half, ((1, 1), (0, 1)), mode="edge").astype(np.uint16)
    rows = np.empty((2 * height, width + 1), np.uint16)
    rows[0::2] = padded[:-2] + 3 * padded[1:-1]
    rows[1::2] = 3 * padded[1:-1] + padded[2:]
    full = np.empty((2 * height, 2 * width), np.uint8)
    full[:, 0::2] = (rows[:, :-1] + 2) >> 2
    full[:, 1::2] = (rows[:, :-1] + rows[:, 1:] + 4) >> 3
    return full


def write_mp4(
    output: Path,
    segments: Iterable[tuple[int, list[CodedPicture]]],
    *,
    fps: Fraction,
    audio: Path | None,
    subtitles: Sequence[Subtitle] = (),
) -> None:
    """Join segments by their packets into an mp4 that plays while it loads; nothing is encoded again.

    Args:
        output: The file to write; it must not be the user's until it is complete, so give a temporary one.
        segments: For each, its first frame in the film and its pictures in decoding order. Read one at a time.
        fps: Frames per second of the film.
        audio: An m4a file made by `storyboard.media.audio.write_aac`, or none.
        subtitles: A track of text that players can show; without any there is no track.
    """
    import av

    with ExitStack() as stack:
        sink = stack.enter_context(nameless_sink(output))
        container = stack.enter_context(
            av.open(
                sink,
                "w",
                format="mp4",
                options={"movflags": "+faststart"},
                # To move the index to the front, FFmpeg reads the file it is writing once more.
                io_open=lambda _name, _flags, _options: stack.enter_context(output.open("rb")),
            )
        )
        packets = _video_packets(segments, 1 / fps)
        first = next(packets)
        # The stream's headers are read out of the first picture, as they are the same in all.
        head = stack.enter_context(av.open(io.BytesIO(bytes(first)), format="h264"))
        video = container.add_stream_from_template(head.streams.video[0])
        video.time_base = 1 / fps
        sound = None
        sound_packets: Iterator[av.Packet[Any]] = iter(())
        if audio is not None:
            source = stack.enter_context(av.open(NamelessSource(stack.enter_context(audio.open("rb"))), format="mp4"))
            assert isinstance(source, av.container.InputContainer)
            sound = container.add_stream_from_template(source.streams.audio[0])
            sound_packets = (packet for packet in source.demux(audio=0) if packet.dts is not None)
        texts = subtitle_packets(container, subtitles, fps) if subtitles else iter(())
        for packet in heapq.merge(_interleave(_chain(first, packets), video, sound_packets, sound), texts, key=_time):
            if sink.failure is not None:
                break
            container.mux(packet)


def _chain(first: av.Packet[Any], rest: Iterator[av.Packet[Any]]) -> Iterator[av.Packet[Any]]:
    yield first
    yield from rest


def _video_packets(segments: Iterable[tuple[int, list[CodedPicture]]], time_base: Fraction) -> Iterator[av.Packet[Any]]:
    import av

    for first_frame, coded in segments:
        for order, picture in enumerate(coded):
            packet = av.Packet(picture.data)
            packet.time_base = time_base
            packet.pts = first_frame + picture.shown
            # Decoding runs one frame ahead; counting it here keeps it even across segments of any length.
            packet.dts = first_frame + order - 1
            packet.duration = 1
            packet.is_keyframe = picture.key
            yield packet


def _interleave(
    pictures: Iterator[av.Packet[Any]], video: VideoStream, sounds: Iterator[av.Packet[Any]], sound: AudioStream | None
) -> Iterator[av.Packet[Any]]:
    """Packets of both streams in the order of time, so that the muxer never has to hold many."""
    waiting = next(sounds, None)
    for picture in pictures:
        while waiting is not None and _time(waiting) <= _time(picture):
            waiting.stream = sound
            yield waiting
            waiting = next(sounds, None)
        picture.stream = video
        yield picture
    while waiting is not None:
        waiting.stream = sound
        yield waiting
        waiting = next(sounds, None)


def _time(packet: av.Packet[Any]) -> float:
    assert packet.dts is not None
    assert packet.time_base is not None
    return packet.dts * packet.time_base.numerator / packet.time_base.denominator
