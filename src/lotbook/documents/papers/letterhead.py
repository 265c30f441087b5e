"""The head of a paper that belongs to no order: who writes, as Settings says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lotbook.documents.language.text_format import joined
from lotbook.documents.template.fields import Field
from lotbook.shipped import shipped

FIELDS = (
    Field("company.name", "The shop's name.", "Northfield Precision LLC"),
    Field("company.address", "Its address.", "12 Mill Lane, Dayton, OH 45402, USA"),
    Field("company.contact", "Phone and e-mail on one line.", "+1 937 555 0142 · quality@northfield.example"),
    Field("company.supplier_code", "CAGE or supplier code.", "7X4N2"),
)
LOGO = Field("logo", "Picture named in Settings as Logo file; empty when there is none.", "")

UNNAMED = "(Company name: fill it in on the sheet Settings)"


def context(setting: Callable[[str], str]) -> dict[str, object]:
    """The fields of the head; ``setting`` gives a setting by its name."""
    contact = joined(setting("Company phone"), setting("Company e-mail"), by=" · ")
    company = {
        "name": setting("Company name").strip() or UNNAMED,
        "address": setting("Company address"),
        "contact": contact,
        "supplier_code": setting("Supplier code"),
    }
    return {"company": company, "logo": ""}


def pictures(setting: Callable[[str], str], folder: Path) -> dict[str, Path]:
    """The logo, where Settings names one that is there."""
    named = setting("Logo file").strip().replace("\\", "/")
    return {"logo": folder / named} if named and (folder / named).is_file() else {}


def template(name: str, setting: Callable[[str], str], folder: Path) -> Path:
    """The shop's own template of this name, else the shipped one.

    Raises:
        MissingFileError: the installation is incomplete.
    """
    own = setting("Templates folder").strip().replace("\\", "/")
    if own and (folder / own / name).is_file():
        return folder / own / name
    return shipped("templates", name)
