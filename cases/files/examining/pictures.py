"""Draws a picture anew, so that nothing of what came is kept but what can be seen.

No place, no camera, no thumbnail of before it was cut, no bytes behind the end. A script, see
`child.py`.
"""

import io
from typing import Any

from PIL import Image, ImageOps

from cases.files.examining.child import Made, RefusedError, run

MOST_PIXELS = 25_000_000
MOST_PIXELS_OF_JPEG = 120_000_000
"""A JPEG can be read at a half, a quarter or an eighth of its size; a phone makes 50 megapixels."""
LONGEST_SIDE = 4_000
PREVIEW_SIDE = 480
TURNED = 0x0112
"""The EXIF number of how the camera was held."""
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}


def picture(content: bytes, kind: str) -> Made:
    """Return a picture drawn anew, and a small one."""
    # The size is checked here, by a limit for each kind.
    Image.MAX_IMAGE_PIXELS = None
    image: Any = Image.open(io.BytesIO(content), formats=[FORMATS[kind]])
    most = MOST_PIXELS_OF_JPEG if kind == "jpeg" else MOST_PIXELS
    if image.width * image.height > most:
        raise RefusedError("too_many_pixels")
    if kind == "jpeg":
        read_smaller(image)
    image.load()
    has_holes = "A" in image.getbands() or "transparency" in image.info
    mode = "L" if image.mode in {"1", "L"} and not has_holes else "RGB"
    mode = "RGBA" if has_holes and kind != "jpeg" else mode
    turned = image.getexif().get(TURNED)
    if image.mode != mode:
        image = image.convert(mode)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if turned:
        image.getexif()[TURNED] = turned
        image = ImageOps.exif_transpose(image)
    # Nothing of what stood beside the pixels goes along.
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    size = {"width": bare.width, "height": bare.height}
    return Made(encoded(bare, kind), small(bare), size)


def read_smaller(image: Any) -> None:
    """Let a large JPEG be read at a part of its size; one that cannot be is refused."""
    parts = 1
    while image.width * image.height > MOST_PIXELS * parts * parts:
        parts *= 2
    image.draft(None, (image.width // parts, image.height // parts))
    if image.width * image.height > MOST_PIXELS:
        raise RefusedError("too_many_pixels")


def encoded(image: Any, kind: str) -> bytes:
    """Return the bytes of a picture."""
    options: dict[str, dict[str, Any]] = {
        "jpeg": {"quality": 88},
        "png": {"compress_level": 2},
        "webp": {"quality": 88, "method": 2},
    }
    out = io.BytesIO()
    image.save(out, FORMATS[kind], **options[kind])
    return out.getvalue()


def small(image: Any) -> bytes:
    """Return a small picture of a picture, on white."""
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=74)
    return out.getvalue()


if __name__ == "__main__":
    run(picture)
