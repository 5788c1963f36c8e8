"""The picture the fake answers with: from it alone one can tell what was sent, and what an edit kept.

Three kinds, chosen by the request:

- a **card**: the prompt's first lines, its colour from the prompt's hash, and the references as numbered thumbnails;
- an **edit**, when there is a mask, or a prompt that says to change only something: Image 1 pixel for pixel, save for one
  region (the mask's transparent part, else a box decided by the prompt) that holds the new content;
- a **sheet**, when the prompt asks for a grid such as 2x2: that many panels between white gutters.

Every picture carries a `Slip` that says what was ordered, hashes of the references in order included.
"""

from __future__ import annotations

import hashlib
import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from storyboard.model import Noun
from storyboard.testing import encode
from storyboard.testing.card import colour_for, draw_thumbnails, paint_card
from storyboard.testing.rules import Commission

if TYPE_CHECKING:
    from PIL import Image

# Words with which an edit of one picture is asked for; a shot drawn from references has none of them.
_EDIT_WORDS = re.compile(r"\bchange only\b|\bkeep everything else\b|\bedit image 1\b|\bkeep all else\b", re.IGNORECASE)
_GRID_WORDS = re.compile(
    r"\b([1-4])\s*(?:x|×|by)\s*([1-4])\s+(?:\w+\s+)?(?:grid|sheet|panels?|contact sheet|storyboard)\b"
    r"|\b(?:grid|sheet)\s+of\s+([1-4])\s*(?:x|×|by)\s*([1-4])\b",
    re.IGNORECASE,
)
_GUTTER = 0.012
_REGION = (0.34, 0.42)
_KEPT_DRAWN = 32
_THUMBNAIL = (216, 216)


class Slip(Noun):
    """What travels inside every picture of the fake.

    `kind` is card, edit, sheet, photograph or preview. `region` is left, top, right, bottom of what an edit changed, `grid`
    columns and rows of a sheet. `index` counts the pictures of one request, `request_id` is there where bills are marked.
    """

    kind: str
    endpoint: str
    model: str
    prompt_sha256: str
    size: tuple[int, int]
    quality: str
    references: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    mask: str = ""
    region: tuple[int, int, int, int] | None = None
    grid: tuple[int, int] | None = None
    index: int = 0
    request_id: str = ""
    fault: str = ""


def read_slip(image: bytes) -> Slip:
    """The slip of a picture the fake answered with.

    Raises:
        ValueError: The picture has none.
    """
    note = encode.read_note(image)
    if not note:
        raise ValueError("the picture has no slip: it was not drawn by the fake service, or was encoded again")
    return Slip.model_validate_json(note)


class Artist:
    """Draws commissions; the same commission is drawn the same, and only once.

    Args:
        full_size: Answer with pictures as heavy as the real ones (3 MB) that show nothing, for benchmarks.
        mark_bills: Write the request's id into the slip, so that bills and pictures can be told one from the other.
    """

    def __init__(self, *, full_size: bool = False, mark_bills: bool = False) -> None:
        self.full_size, self.mark_bills = full_size, mark_bills
        self._drawn: dict[str, bytes] = {}

    def draw(
        self, commission: Commission, *, index: int = 0, request_id: str = "", fault: str = "", preview: int = 0
    ) -> bytes:
        """The bytes of one picture.

        Args:
            commission: What is wanted.
            index: Which of the pictures of the request.
            request_id: For the slip, where bills are marked.
            fault: Draw it wrong: ``breaks_rest``, ``grid_lost`` or ``other_size``.
            preview: 1 to 3: a blurred first look.
        """
        size = _other(commission.size) if fault == "other_size" else commission.size
        kind, box, grid = self._kind_of(commission, size)
        slip = Slip(
            kind="preview" if preview else kind,
            endpoint=commission.endpoint,
            model=commission.model.name,
            prompt_sha256=_digest(commission.prompt),
            size=size,
            quality=commission.quality,
            references=tuple(reference.sha256 for reference in commission.references),
            names=tuple(reference.name for reference in commission.references),
            mask=commission.mask.sha256 if commission.mask else "",
            region=box,
            grid=grid,
            index=index,
            request_id=request_id if self.mark_bills else "",
            fault=fault,
        )
        if kind == "photograph":
            return encode.add_note(encode.photograph(size), slip.model_dump_json())
        key = f"{slip.model_dump_json()} {commission.output_format} {commission.compression} {commission.background} {preview}"
        if key not in self._drawn:
            while len(self._drawn) >= _KEPT_DRAWN:
                self._drawn.pop(next(iter(self._drawn)), None)
            picture = _paint(commission, slip, preview)
            note = slip.model_dump_json()
            self._drawn[key] = encode.encode(picture, commission.output_format, commission.compression, note)
        return self._drawn[key]

    def _kind_of(
        self, commission: Commission, size: tuple[int, int]
    ) -> tuple[str, tuple[int, int, int, int] | None, tuple[int, int] | None]:
        if self.full_size and commission.output_format == "png":
            return "photograph", None, None
        grid = asked_grid(commission.prompt)
        if commission.references and (commission.mask or _EDIT_WORDS.search(commission.prompt)):
            return "edit", _region_of(commission, size), None
        return ("sheet", None, grid) if grid else ("card", None, None)


def asked_grid(prompt: str) -> tuple[int, int] | None:
    """Columns and rows, when a prompt asks for a grid of pictures."""
    found = _GRID_WORDS.search(prompt)
    if not found:
        return None
    columns, rows = (int(number) for number in found.groups() if number)
    return (columns, rows) if columns * rows > 1 else None


def _paint(commission: Commission, slip: Slip, preview: int) -> Image.Image:
    from PIL import Image, ImageFilter

    if slip.region:
        picture = _edited(commission, slip, slip.region)
    elif slip.grid:
        picture = _sheet(commission, slip, slip.grid)
    else:
        picture = paint_card(slip.size, _title(slip), commission.prompt, _thumbnails(commission), colour_of=_seed(slip))
    if preview:
        # Each preview is sharper than the one before.
        picture = picture.filter(ImageFilter.BoxBlur(max(slip.size) // (40 * preview)))
    if commission.background == "transparent":
        picture = picture.convert("RGBA")
        hole = Image.new("L", slip.size, 255)
        hole.paste(0, (0, 0, slip.size[0] // 8, slip.size[1] // 8))
        picture.putalpha(hole)
    return picture


def _edited(commission: Commission, slip: Slip, region: tuple[int, int, int, int]) -> Image.Image:
    """Image 1 with one region drawn anew; exactly its pixels elsewhere, when it is of the size asked for."""
    from PIL import Image, ImageChops, ImageDraw

    picture = Image.open(io.BytesIO(commission.references[0].data)).convert("RGB")
    if picture.size != slip.size:
        picture = picture.resize(slip.size, Image.Resampling.BICUBIC)
    if slip.fault == "breaks_rest":
        shift = slip.size[0] // 24
        picture = ImageChops.offset(picture, shift, shift // 2).point(lambda value: min(value + 28, 255))
    left, top, right, bottom = region
    inside = (right - left, bottom - top)
    if min(inside) < 8:
        return picture
    others = _thumbnails(commission)[1:]
    patch = paint_card(inside, f"edit {slip.prompt_sha256[:12]}", commission.prompt, colour_of=_seed(slip))
    draw_thumbnails(patch, ImageDraw.Draw(patch), others, (0, 0, *inside), first=2)
    hole = _mask_hole(commission, slip.size)
    picture.paste(patch, (left, top), hole.crop(region) if hole else None)
    return picture


def _sheet(commission: Commission, slip: Slip, grid: tuple[int, int]) -> Image.Image:
    """Panels between white gutters; each has its own colour and number."""
    from PIL import Image

    width, height = slip.size
    gutter = max(round(min(width, height) * _GUTTER), 2)
    columns, rows = grid
    picture = Image.new("RGB", slip.size, "white")
    lost = slip.fault == "grid_lost"
    across, down = _cuts(width, columns, lost), _cuts(height, rows, lost)
    for row in range(rows):
        for column in range(columns):
            number = row * columns + column + 1
            left, right = across[column] + gutter // 2, across[column + 1] - gutter // 2
            top, bottom = down[row] + gutter // 2, down[row + 1] - gutter // 2
            words = _panel_words(commission.prompt, number)
            panel = paint_card(
                (right - left, bottom - top),
                f"panel {number}  {slip.prompt_sha256[:12]}",
                words,
                _thumbnails(commission) if number == 1 else (),
                colour_of=f"{_seed(slip)} {number}",
            )
            picture.paste(panel, (left, top))
    return picture


def _cuts(length: int, parts: int, lost: bool) -> list[int]:
    """Where the panels begin and end; a grid that is lost has them anywhere else."""
    if not lost:
        return [round(length * part / parts) for part in range(parts + 1)]
    return [0, *(round(length * (part / parts) ** 1.6) for part in range(1, parts)), length]


def _panel_words(prompt: str, number: int) -> str:
    found = re.search(rf"\bpanel {number}\b.*", prompt, re.IGNORECASE)
    return found.group(0) if found else prompt


def _region_of(commission: Commission, size: tuple[int, int]) -> tuple[int, int, int, int]:
    hole = _mask_hole(commission, size)
    if hole is not None:
        return hole.getbbox() or (0, 0, 0, 0)
    # A box somewhere, decided by the prompt.
    spot = hashlib.sha256(commission.prompt.encode("utf-8", "surrogatepass")).digest()
    width, height = round(size[0] * _REGION[0]), round(size[1] * _REGION[1])
    left = round((size[0] - width) * spot[1] / 255)
    top = round((size[1] - height) * spot[2] / 255)
    return left, top, left + width, top + height


def _mask_hole(commission: Commission, size: tuple[int, int]) -> Image.Image | None:
    """255 where the mask is transparent: there the picture may change."""
    from PIL import Image

    if commission.mask is None:
        return None
    alpha = Image.open(io.BytesIO(commission.mask.data)).convert("RGBA").getchannel("A")
    hole = alpha.point(lambda value: 255 if value == 0 else 0)
    return hole if hole.size == size else hole.resize(size, Image.Resampling.NEAREST)


def _thumbnails(commission: Commission) -> list[Image.Image]:
    return [_thumbnail(reference.sha256, reference.data) for reference in commission.references]


@lru_cache(maxsize=256)
def _thumbnail(sha256: str, data: bytes) -> Image.Image:
    from PIL import Image

    try:
        opened = Image.open(io.BytesIO(data))
        opened.draft("RGB", (_THUMBNAIL[0] * 2, _THUMBNAIL[1] * 2))
        small = opened.convert("RGB")
    except OSError:
        return Image.new("RGB", (64, 64), colour_for(sha256, 0.5))
    small.thumbnail(_THUMBNAIL, Image.Resampling.BILINEAR)
    return small


def _title(slip: Slip) -> str:
    width, height = slip.size
    mask = "  mask" if slip.mask else ""
    count = len(slip.references)
    return f"{slip.endpoint}  {width}x{height}  {slip.quality}  {count} references{mask}  #{slip.prompt_sha256[:12]}"


def _seed(slip: Slip) -> str:
    return f"{slip.prompt_sha256} {slip.index}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _other(size: tuple[int, int]) -> tuple[int, int]:
    """Another size, of another shape."""
    return size[1] // 2, size[0] // 2


def placeholder(why: str) -> bytes:
    """What stands where a picture should be and is not."""
    return b"\x89PNG\r\n\x1a\nthis is no picture: " + why.encode("ascii", "replace")
