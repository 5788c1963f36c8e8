"""The same film made in other ways, for animatic.py to compare with: moviepy's clips, ffmpeg's filters, x264 alone."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

X264 = "rc-lookahead=10:mbtree=1:ref=1:bframes=3:b-pyramid=none:scenecut=0"
DISSOLVE = 12
SLATE = "SC 01  SH 001  TAKE 1"


def moviepy(timeline: Any, saved: Path) -> None:
    """As moviepy's guide shows it: a CompositeVideoClip for each shot with TextClips on it, joined by concatenation, and by
    CrossFadeIn where shots dissolve.
    """
    from moviepy import CompositeVideoClip, ImageClip, TextClip, concatenate_videoclips, vfx

    from storyboard.media import font_for

    size, fps = timeline.format.frame, float(timeline.fps)
    font = str(font_for("a", 10).path)
    groups: list[Any] = []
    joined: list[Any] = []
    begins = 0.0

    def close() -> None:
        group = concatenate_videoclips(joined, method="compose").with_start(begins)
        groups.append(group.with_effects([vfx.CrossFadeIn(DISSOLVE / fps)]) if groups else group)
        joined.clear()

    for clip, (lead, tail) in zip(timeline.clips, handles(timeline), strict=True):
        if lead:
            close()
        if not joined:
            begins = (clip.start_frame - lead) / fps
        seconds = (clip.shot.duration_frames + lead + tail) / fps
        picture = ImageClip(str(clip.start_take.path)).with_duration(seconds)
        base = size[0] / picture.w
        if clip.shot.movement.move == "push":
            grown = vfx.Resize(lambda t, all_of=seconds, base=base: base * (1 + 0.18 * eased(t / all_of)))
            picture = picture.with_effects([grown]).with_position("center")
        elif clip.shot.movement.move == "pan":
            picture = picture.with_effects([vfx.Resize(base * 1.18)])
            room, above = picture.w - size[0], (picture.h - size[1]) / 2
            picture = picture.with_position(
                lambda t, all_of=seconds, room=room, y=above: (-room * eased(t / all_of), -y)
            )
        else:
            picture = picture.with_effects([vfx.Resize(size)])
        words = TextClip(
            font,
            text=caption(clip.shot),
            font_size=size[1] // 22,
            color="white",
            bg_color=(0, 0, 0, 168),
            duration=seconds,
        )
        slate = TextClip(
            font,
            text=SLATE,
            font_size=size[1] // 36,
            color="#ffe678",
            stroke_color="black",
            stroke_width=2,
            duration=seconds,
        )
        layers = [picture, words.with_position(("center", 0.87), relative=True), slate.with_position((24, 20))]
        joined.append(CompositeVideoClip(layers, size=size))
    close()
    film = CompositeVideoClip(groups, size=size).with_duration(timeline.seconds)
    film.write_videofile(str(saved.parent / "moviepy.mp4"), fps=fps, codec="libx264", audio=False, logger=None)


def ffmpeg(timeline: Any, saved: Path) -> None:
    """One graph: zoompan on stills enlarged four times (less shakes), captions as pictures, xfade and concat."""
    import imageio_ffmpeg
    from PIL import Image, ImageDraw

    from storyboard.media import font_for

    (width, height), fps = timeline.format.frame, int(timeline.fps)
    inputs: list[str] = []
    graph: list[str] = []
    joined = ""
    length = 0
    for index, (clip, (lead, tail)) in enumerate(zip(timeline.clips, handles(timeline), strict=True)):
        frames = clip.shot.duration_frames + lead + tail
        words = Image.new("RGBA", (width, height))
        pen = ImageDraw.Draw(words)
        low, letters = height * 67 // 72, height // 22
        pen.rectangle((width // 6, low - letters * 2, width * 5 // 6, low), fill=(0, 0, 0, 168))
        pen.text(
            (width / 2, low - letters // 2), caption(clip.shot), font=font_for("a", letters), fill="white", anchor="ms"
        )
        pen.text((24, 20), SLATE, font=font_for("a", height // 36), fill="#ffe678")
        words.save(saved.parent / f"words{index}.png")
        inputs += ["-i", str(clip.start_take.path), "-i", str(saved.parent / f"words{index}.png")]
        share = f"min(1\\,on/{frames - 1})"
        smooth = f"({share}*{share}*(3-2*{share}))"
        moving = {
            "push": f"z='1+0.18*{smooth}':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2'",
            "pan": f"z='1.18':x='(iw-iw/zoom)*{smooth}':y='(ih-ih/zoom)/2'",
        }.get(str(clip.shot.movement.move))
        if moving:
            enlarge = f"scale={width * 4}:{height * 4}:flags=bicubic"
            seen = f"format=yuv420p,{enlarge},zoompan={moving}:d={frames}:s={width}x{height}:fps={fps}"
        else:
            hold = f"loop=loop={frames - 1}:size=1,setpts=N/{fps}/TB"
            seen = f"scale={width}:{height}:flags=bicubic,format=yuv420p,{hold},fps={fps}"
        graph.append(f"[{2 * index}]{seen}[p{index}]")
        graph.append(f"[p{index}][{2 * index + 1}]overlay=format=yuv420,format=yuv420p,settb=1/{fps}[s{index}]")
        if not joined:
            joined = f"[s{index}]"
        elif lead:
            graph.append(
                f"{joined}[s{index}]xfade=duration={2 * lead / fps}:offset={(length - 2 * lead) / fps}[j{index}]"
            )
            joined, length = f"[j{index}]", length - 2 * lead
        else:
            graph.append(f"{joined}[s{index}]concat=n=2,settb=1/{fps},fps={fps}[j{index}]")
            joined = f"[j{index}]"
        length += frames
    inputs = ["-y", "-v", "error", *inputs, "-filter_complex", ";".join(graph), "-map", joined]
    encode = ["-c:v", "libx264", "-preset", "superfast", "-crf", "20", "-x264-params", X264, "-threads", "1"]
    output = ["-frames:v", str(timeline.frames), str(saved.parent / "ffmpeg.mp4")]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *inputs, *encode, *output], check=True)


def raw(timeline: Any, saved: Path) -> None:
    """Not a rival: the painter's frames in a file, for the next one."""
    from storyboard.animatic import BurnIn
    from storyboard.animatic.painter import SegmentPainter
    from storyboard.animatic.plan import plan_segments
    from storyboard.media import blank_frame

    segments = plan_segments(timeline, burn_in=BurnIn(watermark=SLATE))
    planes = blank_frame(segments[0].size)[1]
    with (saved.parent / "frames.yuv").open("wb") as file:
        for segment in segments:
            painter = SegmentPainter(segment, planes)
            for index in range(segment.frames):
                painter.paint(index)
                for plane in planes:
                    file.write(plane.tobytes())


def encoder(timeline: Any, saved: Path) -> None:
    """x264 at our settings on frames that are ready; nothing is painted, kept or muxed."""
    import numpy as np

    from storyboard.media import EncoderSettings, SegmentEncoder

    coder = SegmentEncoder(timeline.format.frame, timeline.fps, EncoderSettings())
    with (saved.parent / "frames.yuv").open("rb") as file:
        for _ in range(timeline.frames):
            for plane in coder.planes:
                plane[...] = np.frombuffer(file.read(plane.size), np.uint8).reshape(plane.shape)
            coder.add()
    coder.finish()


def handles(timeline: Any) -> list[tuple[int, int]]:
    """For each clip, the frames it is seen before and after its own, in dissolves."""
    starts = [DISSOLVE // 2 if clip.shot.transition_in == "dissolve" else 0 for clip in timeline.clips]
    return list(zip(starts, [*starts[1:], 0], strict=True))


def caption(shot: Any) -> str:
    return f"{shot.dialogue[0].character}: {shot.dialogue[0].text}"


def eased(share: float) -> float:
    return share * share * (3 - 2 * share)


RIVALS: dict[str, Callable[[Any, Path], None]] = {
    "moviepy": moviepy,
    "ffmpeg": ffmpeg,
    "raw": raw,
    "encoder": encoder,
}
