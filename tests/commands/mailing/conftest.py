"""A shop with one issued package, its customer's address and another customer, for the tests of mailing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lotbook.cli import main
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.builtin import Builtin
from tests.documents.gate_story import SOUND
from tests.documents.shop import shop

STORY = SOUND.replace(
    "    Customer          | Address         | Documents required           | Statement wording | Profile\n"
    "    Smith & Sons <UK> | 4 Dock Rd, Hull | COC, Material certificates   |                   |",
    "    Customer          | Address         | Documents required         | E-mail                   | Contact\n"
    "    Smith & Sons <UK> | 4 Dock Rd, Hull | COC, Material certificates | js@smith.example         | J. S.\n"
    "    Nordhafen Werft   | Kai 3, Kiel     | COC                        | einkauf@nordhafen.example | E. K.",
)


@pytest.fixture(scope="package")
def issued(tmp_path_factory) -> Path:
    """The folder of a shop with the package COC-0001 A."""
    folder = tmp_path_factory.mktemp("mailing")
    workbook = shop(folder, STORY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "engines", lambda: (Builtin(),))
        assert main(["issue", str(workbook), "ORD-0001"]) == 0
    return folder


@pytest.fixture
def workbook(issued, tmp_path, monkeypatch) -> Path:
    """A copy of its workbook; nothing makes PDFs there."""
    monkeypatch.setenv("LOTBOOK_MAIL", str(tmp_path / "mail.toml"))
    monkeypatch.setattr(pdf, "engines", tuple)
    return shutil.copytree(issued, tmp_path / "shop") / "shop.xlsx"
