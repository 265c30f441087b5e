"""Specify: the words for a purchase order, so that the right certificate is asked for before the material comes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lotbook.commands.issuing.order import near
from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.workbook import open_workbook
from lotbook.domain.identifiers import key
from lotbook.errors import NotFoundError
from lotbook.tables.materials import Material
from lotbook.tables.records import Records

# What each type of certificate is, in the words that a supplier knows: EN 10204:2004; MTR is its North American name.
_PAPERS: Mapping[str, str] = MappingProxyType(
    {
        "3.2": "an inspection certificate 3.2 according to EN 10204:2004",
        "3.1": "an inspection certificate 3.1 according to EN 10204:2004",
        "MTR": "the mill test report with the results of chemistry and mechanical tests",
        "2.2": "a test report 2.2 according to EN 10204:2004",
        "2.1": "a declaration of compliance 2.1 according to EN 10204:2004",
        "CofC": "a certificate of conformity that names product, type, class, the maker's lot number and who signs for quality",
        "CoA": "a certificate of analysis for the lot delivered",
    }
)
_NOT_METAL = frozenset({"Plastic", "Resin", "Powder", "Composite", "Wood", "Consumable"})


def words(material: Material, *, strict: bool) -> tuple[str, ...]:
    """What to write on a purchase order for a material, a sentence each; what the row leaves open is not asked for.

    Args:
        material: its row.
        strict: under the profiles aerospace and medical the mill and the country of melt are asked for, too.
    """
    return tuple(_words(material, strict=strict))


def _words(material: Material, *, strict: bool) -> Iterator[str]:
    what = material.description or material.material or ""
    grade = ", ".join(part for part in (material.grade, material.form) if part and part not in what)
    yield f"{what}{f' ({grade})' if grade else ''}."
    if material.specification:
        revision = f" revision {material.spec_revision}" if material.spec_revision else ", revision in force"
        yield f"To {material.specification}{revision}."
    heat = "maker's lot number" if material.family in _NOT_METAL else "heat number"
    paper = _PAPERS.get(material.certificate_needed or "")
    if paper:
        yield f"With each delivery send {paper}, for exactly the {heat} delivered. One {heat} in a package."
        yield f"Mark the {heat} on the material or its packing, letter by letter as on the certificate."
    if strict and paper and material.family not in _NOT_METAL:
        yield "The certificate names the mill and the country of melt; certificates of all dealers in between are enclosed."
    if material.mark_transfer_needed:
        yield f"Pieces that you cut from it carry the {heat}, transferred before cutting."
    if material.rohs_needed:
        yield "Send a RoHS declaration (2011/65/EU with (EU) 2015/863) with its date and any exemption used."
    if material.reach_needed:
        yield "Send a REACH declaration that names the date of the Candidate List it refers to (Article 33)."
    if material.sds_needed:
        yield "Send the safety data sheet in force."
    if material.shelf_life_days:
        yield "State date of manufacture and expiry."
    if paper:
        yield "Without these papers the goods cannot be released for use."


def run(options: Namespace) -> Outcome:
    """The words for one material, or for several."""
    with open_workbook(options.workbook) as book:
        records = Records(book)
        strict = records.setting("Profile").strip().lower() in ("aerospace", "medical")
        known = {key(row.material or ""): row for row in records.materials}
        wanted = options.material or [row.material for row in records.materials if row.material]
        for name in wanted:
            if key(name) not in known:
                raise NotFoundError(
                    f"There is no material {name}.",
                    next_step=near(name, (row.material for row in records.materials)),
                )
        found = {known[key(name)].material or name: words(known[key(name)], strict=strict) for name in wanted}
    lines = [
        line for name, sentences in found.items() for line in (f"{name}:", *(f"  {s}" for s in sentences), "")
    ]
    return Outcome(
        tuple(lines[:-1]) or ("There is no material yet.",),
        {"materials": {n: list(s) for n, s in found.items()}},
    )


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook and the materials."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument("material", nargs="*", metavar="MATERIAL", help="codes of Materials (default: all)")


COMMAND = Command(
    verb="specify",
    summary="Write the words for a purchase order that ask for the right certificate, marks and declarations.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={"materials": "{material: [sentences]} for each material that was asked for"},
)
