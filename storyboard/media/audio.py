"""Sound in and out: any common audio file as 48 kHz stereo blocks, and blocks as AAC; always in this process."""

from __future__ import annotations

import wave
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Self

from storyboard.errors import InputError
from storyboard.media.nameless import NamelessSource, nameless_sink

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from numpy.typing import NDArray

    # Samples of shape (count, 2), float32, full scale at 1.
    Sound = NDArray[np.float32]

SAMPLE_RATE = 48_000
_AAC_FRAME = 1024
_BIT_RATE = 160_000
_MOST_WAV_BYTES = 4_290_000_000
_CURE = "Save it as WAV, MP3, FLAC, OGG or M4A"

# FFmpeg's demuxer for each kind of file, by bytes at an offset. It is named, never guessed: a guess may land on a
# playlist, and playlists open other files and addresses.
_KINDS: tuple[tuple[int, bytes, str], ...] = (
    (8, b"WAVE", "wav"),
    (8, b"AIFF", "aiff"),
    (8, b"AIFC", "aiff"),
    (4, b"ftyp", "mp4"),
    (0, b"fLaC", "flac"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (0, b"caff", "caf"),
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "asf"),
    (0, b"\xff\xf1", "aac"),
    (0, b"\xff\xf9", "aac"),
)


def read_sound(path: Path) -> Iterator[Sound]:
    """The samples of an audio file (or of a film's first audio stream), in blocks of no fixed length.

    Args:
        path: WAV, AIFF, MP3, FLAC, OGG, M4A, AAC, CAF, WMA, or a film with sound.

    Yields:
        Blocks of shape (count, 2), 48 kHz stereo, float32. Damaged packets in between are left out.

    Raises:
        InputError: Missing, unreadable, not audio, or nothing in it can be decoded.
    """
    import av

    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(
            f"The sound file cannot be read: {error.strerror}", cure="Check its path", file=path
        ) from error
    with file:
        kind = _kind_of(file.read(16))
        file.seek(0)
        if kind is None:
            raise InputError("This is not a sound file that the program takes", cure=_CURE, file=path)
        heard = 0
        try:
            with av.open(NamelessSource(file), "r", format=kind) as container:
                if container.streams.audio:
                    for block in _decoded(container):
                        heard += len(block)
                        yield block
        except (av.error.FFmpegError, ValueError, OSError) as error:
            raise InputError("The sound file is broken or cut off", cure=_CURE, file=path) from error
        if not heard:
            raise InputError("There is no sound in this file", cure=_CURE, file=path)


def write_aac(path: Path, blocks: Iterable[Sound]) -> None:
    """Encode sound as an m4a file: AAC, 48 kHz stereo. Blocks may have any length; memory stays flat."""
    import av

    with nameless_sink(path) as sink, av.open(sink, "w", format="ipod") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        stream.bit_rate = _BIT_RATE
        stream.codec_context.options = {"aac_coder": "fast"}
        position = 0
        for samples in in_blocks(blocks, _AAC_FRAME):
            frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="stereo")
            frame.sample_rate = SAMPLE_RATE
            frame.time_base = Fraction(1, SAMPLE_RATE)
            frame.pts = position
            position += len(samples)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


class WavWriter:
    """Writes blocks of sound as a WAV file: 48 kHz stereo, 24 bits. A context manager; memory stays flat.

    Args:
        path: The file to write.

    Raises:
        InputError: The sound is longer than such a file can be (four hours).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = wave.open(str(path), "wb")  # noqa: SIM115 - closed by `__exit__`
        self._file.setparams((2, 3, SAMPLE_RATE, 0, "NONE", "not compressed"))
        self._left = _MOST_WAV_BYTES

    def add(self, block: Sound) -> None:
        """Write a block; what is beyond full scale is cut off."""
        import numpy as np

        whole = np.clip(np.rint(block * float(1 << 23)), -(1 << 23), (1 << 23) - 1).astype("<i4")
        data = np.ascontiguousarray(whole).view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                "The film is too long for one WAV file", cure="Write the sound of a --range", file=self._path
            )
        self._file.writeframesraw(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def in_blocks(blocks: Iterable[Sound], length: int) -> Iterator[Sound]:
    """The same sound in blocks of exactly `length` samples; only the last may be shorter."""
    import numpy as np

    held: list[Sound] = []
    count = 0
    for block in blocks:
        held.append(block)
        count += len(block)
        if count < length:
            continue
        joined = np.concatenate(held)
        whole = count // length * length
        for start in range(0, whole, length):
            yield np.ascontiguousarray(joined[start : start + length])
        held, count = [joined[whole:]], count - whole
    if count:
        yield np.concatenate(held)


def _kind_of(head: bytes) -> str | None:
    for offset, magic, kind in _KINDS:
        if head[offset : offset + len(magic)] == magic:
            return kind
    is_mpeg_audio = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
    return "mp3" if is_mpeg_audio else None


def _decoded(container: InputContainer) -> Iterator[Sound]:
    import av
    import numpy as np

    resampler = av.AudioResampler("flt", "stereo", SAMPLE_RATE)
    for packet in container.demux(audio=0):
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            continue
        for frame in frames:
            assert isinstance(frame, av.AudioFrame)
            for part in resampler.resample(frame):
                yield part.to_ndarray().astype(np.float32, copy=False).reshape(-1, 2)
    for part in resampler.resample(None):
        yield part.to_ndarray().astype(np.float32, copy=False).reshape(-1, 2)
