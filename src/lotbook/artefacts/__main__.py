"""Rebuilds every generated file of a checkout: `python -m lotbook.artefacts`, or with ``--check`` only compares.

python -m lotbook.artefacts [--check] [FOLDER]
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from lotbook.artefacts import addin, templates
from lotbook.artefacts.addin.checksums_page import checksums_page
from lotbook.artefacts.commands_page import commands_page
from lotbook.artefacts.data_dictionary import data_dictionary
from lotbook.artefacts.demo import files as demo
from lotbook.artefacts.doctor_page import doctor_page
from lotbook.artefacts.findings_page import findings_page
from lotbook.artefacts.install_page import install_page
from lotbook.artefacts.workbook import build_workbook
from lotbook.documents.gate import rules as gate


def rebuild(root: Path) -> None:
    """Writes every generated file below ``root``; ``workbook/demo`` and ``addin`` hold what is kept by hand."""
    _write(root / "workbook" / "README.md", data_dictionary())
    build_workbook(root / "workbook" / "lotbook.xlsx")
    demo.rebuild(root / "workbook")
    for name, content in templates.files().items():
        (root / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "templates" / name).write_bytes(content)
    addin.rebuild(root / "addin")
    reference = root / "docs" / "reference"
    _write(reference / "commands.md", commands_page())
    _write(reference / "findings.md", findings_page())
    _write(reference / "gate.md", gate.page())
    _write(reference / "addin-files.md", checksums_page(root / "addin"))
    _write(root / "docs" / "how-to" / "install.md", install_page())
    _write(root / "docs" / "how-to" / "when-a-button-fails.md", doctor_page())


def stale(root: Path) -> list[str]:
    """The generated files that are not what the program makes today, by their path below ``root``."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        shutil.copytree(root / "workbook" / "demo", fresh / "workbook" / "demo")
        shutil.copytree(root / "addin", fresh / "addin")
        rebuild(fresh)
        made = sorted(path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file())
        return [path.as_posix() for path in made if not _same(root / path, fresh / path)]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _same(there: Path, fresh: Path) -> bool:
    """Whether two files say the same; packed ones are compared part by part, because packing differs by machine."""
    if not there.is_file():
        return False
    left, right = there.read_bytes(), fresh.read_bytes()
    return left == right or (left[:2] == right[:2] == b"PK" and _parts(left) == _parts(right))


def _parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        return {name: package.read(name) for name in package.namelist()}


def main(words: list[str]) -> int:
    """Rebuilds, or compares and returns 1 when something is not current."""
    folders = [Path(word) for word in words if not word.startswith("-")]
    root = folders[0] if folders else Path(__file__).resolve().parents[3]
    if "--check" not in words:
        rebuild(root)
        return 0
    names = stale(root)
    for name in names:
        print(f"{name} is not current.", file=sys.stderr)
    if names:
        print("Run: python -m lotbook.artefacts", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
