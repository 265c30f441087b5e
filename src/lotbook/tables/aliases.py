"""Other names of our headers, in English, German, French and Spanish, as old registers and ERP exports have them."""

from __future__ import annotations

from collections.abc import Mapping

ALIASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
