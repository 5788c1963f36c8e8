"""How a voice sounds that is not simply in the picture: on a telephone, off screen, over it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from storyboard.animatic.convolve import filtered, shaped
from storyboard.media import SAMPLE_RATE
from storyboard.model import Voice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from storyboard.media import Sound

# Frequency (Hz) and level (dB). A telephone carries 300 to 3,400 Hz; a wall or a door takes the consonants away; a voice
# over is close to the microphone, with a warm chest and clear consonants, and no rumble.
_RESPONSES: dict[Voice, tuple[tuple[float, float], ...]] = {
    Voice.PHONE: ((120, -60), (280, -3), (420, 0), (1800, 3), (3000, 0), (3500, -6), (5200, -60)),
    Voice.OFF_SCREEN: ((50, -18), (140, -3), (700, 0), (1400, -5), (3000, -16), (8000, -34), (20000, -48)),
    Voice.VOICE_OVER: ((30, -36), (70, -3), (120, 2), (260, 1.5), (900, 0), (3000, 2), (6000, 1), (16000, 0)),
}
# After the filter. Who is off screen is further away; who is over the picture is nearer than the picture.
_LEVELS = {Voice.PHONE: -1.0, Voice.OFF_SCREEN: -4.0, Voice.VOICE_OVER: 0.5}
_TAPS = 1023
# Early reflections of a room: seconds and share.
_ROOM = ((0.011, 0.26), (0.017, 0.2), (0.029, 0.15), (0.043, 0.1))


def treated(blocks: Iterable[Sound], heard: Voice) -> Iterator[Sound]:
    """A voice as it is heard; equally long, and every syllable where it was.

    Args:
        blocks: The voice, dry.
        heard: ``on`` leaves it as it is.
    """
    if heard not in _RESPONSES:
        yield from blocks
        return
    kernel = shaped(_RESPONSES[heard], SAMPLE_RATE, _TAPS) * 10 ** (_LEVELS[heard] / 20)
    if heard is Voice.OFF_SCREEN:
        kernel = _in_a_room(kernel)
    yield from filtered(blocks, kernel, _TAPS // 2)


def _in_a_room(kernel: NDArray[np.float64]) -> NDArray[np.float64]:
    late = round(_ROOM[-1][0] * SAMPLE_RATE)
    whole = np.zeros(len(kernel) + late)
    whole[: len(kernel)] = kernel
    for seconds, share in _ROOM:
        start = round(seconds * SAMPLE_RATE)
        whole[start : start + len(kernel)] += share * kernel
    return whole
