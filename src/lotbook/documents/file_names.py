"""Names from cells become names of files and folders that every system accepts and that stay where they belong."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80
_KEPT = re.compile(
    r"[^\w .,()&+=@-]"
)  # what Windows, hyperlinks and shells take for something else is replaced
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?\Z", re.IGNORECASE)


def file_name(text: str, *, otherwise: str = "unnamed") -> str:
    """A text as the name of one file or folder: never a path, never empty, at most 80 characters, its ending kept.

    >>> file_name("Smith & Sons <UK>/../mtr:4711.pdf")
    'Smith & Sons _UK__.._mtr_4711.pdf'
    """
    clean = _KEPT.sub("_", unicodedata.normalize("NFC", text)).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if dot and stem and len(ending) <= 5 and len(clean) > _LONGEST:
        clean = f"{stem[: _LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
    clean = clean[:_LONGEST].rstrip(" .")
    if not clean:
        return otherwise
    return f"_{clean}" if _RESERVED.match(clean) else clean
