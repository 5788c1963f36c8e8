"""Subtitles as a track of an mp4: timed text (tx3g, mov_text) that a player can switch on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from storyboard.model import Noun

if TYPE_CHECKING:
    import av
    from av.container import OutputContainer

# Enough for `mov_text` to write a complete description of the track: white letters at the bottom, in the middle.
_STYLE = b"""[Script Info]\r
ScriptType: v4.00+\r
PlayResX: 384\r
PlayResY: 288\r
\r
[V4+ Styles]\r
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\r
Style: Default,Sans-Serif,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0\r
\r
[Events]\r
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r
"""
_LONGEST = 65_535  # Bytes of one subtitle.


class Subtitle(Noun):
    """Some lines that are read from frame `first` up to but not including frame `last` of the film."""

    first: int
    last: int
    lines: tuple[str, ...]


def subtitle_packets(
    container: OutputContainer, subtitles: Sequence[Subtitle], fps: Fraction
) -> Iterator[av.Packet[Any]]:
    """Add a track to the container now, and give its packets in the order of time; between subtitles it is empty.

    Args:
        container: The film; nothing may have been written to it yet.
        subtitles: In order, none over another.
        fps: Frames a second.
    """
    import av

    stream = container.add_stream("mov_text")
    context = stream.codec_context
    context.subtitle_header = _STYLE
    time_base = Fraction(1, fps.numerator)
    context.time_base = stream.time_base = time_base

    def packets() -> Iterator[av.Packet[Any]]:
        at = 0
        for one in subtitles:
            for first, last, lines in ((at, one.first, ()), (one.first, one.last, one.lines)):
                if last > first:
                    text = "\n".join(lines).encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").encode()
                    packet = av.Packet(len(text).to_bytes(2, "big") + text)
                    packet.time_base = time_base
                    packet.pts = packet.dts = first * fps.denominator
                    packet.duration = (last - first) * fps.denominator
                    packet.stream = stream
                    yield packet
            at = max(at, one.last)

    return packets()
