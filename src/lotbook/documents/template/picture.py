"""Pictures such as a signature or a logo: whether Word can show one, and all of it."""

from __future__ import annotations

import io
from functools import lru_cache


@lru_cache(maxsize=16)
def size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a picture that Word can show whole; None for anything else.

    A file that ends in the middle, or one of a kind that Word does not take, such as WebP or some JPEG files for print
    (CMYK), would stop the certificate or stand on it as half a signature.
    """
    from docx.image.image import Image
    from PIL import Image as Pictures

    try:
        seen = Image.from_file(io.BytesIO(content))
        with Pictures.open(io.BytesIO(content)) as picture:
            picture.load()
    except Exception:  # noqa: BLE001 - both libraries raise whatever a damaged file leads them to
        return None
    return seen.px_width, seen.px_height
