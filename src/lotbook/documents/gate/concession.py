"""Gate: what a customer's concession may be: written somewhere, not only said."""

from __future__ import annotations

import re

_SPOKEN = re.compile(
    r"\b(?:phone|telephone|telefon\w*|verbal\w*|oral\w*|spoken|told|call(?:ed)?|mündlich\w*)\b", re.IGNORECASE
)
_WRITTEN = re.compile(
    r"\d|mail|letter|fax|writ|form|amend|permit|waiver|protokoll|minutes|(?<!nicht )(?<!noch )schriftlich",
    re.IGNORECASE,
)


def only_spoken(concession: str) -> bool:
    """Whether a reference names a talk and nothing in writing: no number, letter or mail."""
    return _SPOKEN.search(concession) is not None and _WRITTEN.search(concession) is None
