"""Gate: the person who signs may do so, is trained, and has a title to print."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.gate.case import Case, Rule, strictly
from lotbook.domain.findings import Finding, Kind, Place, Severity

SIGNER_MISSING = Kind(
    "gate-signer-missing",
    Severity.STOP,
    "Nobody is named who signs",
    "A certificate without an authorised person's name is a piece of paper.",
    "Name the signer with --signer, or fill Default signer in Settings.",
)
SIGNER_UNKNOWN = Kind(
    "gate-signer-unknown",
    Severity.STOP,
    "The signer is not on the list of people",
    "Only people of the shop, with a title, may sign for it.",
    "Add the person to the sheet People, or name another signer.",
)
SIGNER_MAY_NOT = Kind(
    "gate-signer-may-not-sign",
    Severity.STOP,
    "The signer may not sign",
    "Who may sign is decided beforehand (AS9100D 8.6); the sheet People says this person may not.",
    "Name another signer, or set May sign to Yes if that was decided.",
)
SIGNER_TITLE_MISSING = Kind(
    "gate-signer-title",
    Severity.STOP,
    "The signer has no title",
    "ISO/IEC 17050-1 asks for the name and the function of who signs; so do buyers.",
    "Fill Title on the sheet People.",
)
SIGNER_NOT_TRAINED = Kind(
    "gate-signer-not-trained",
    Severity.WARN,
    "The signer's training has ended or is not entered",
    "An auditor asks for it; a stop for aerospace and medical customers.",
    "Fill Trained until on the sheet People, or name another signer.",
)
SIGNATURE_MISSING = Kind(
    "gate-signature-missing",
    Severity.STOP,
    "The signature picture cannot be shown",
    "The sheet People names a picture that is not there, is none, or is not whole.",
    "Put a PNG or JPEG that opens where the cell says, or empty the cell to sign by hand.",
)


def signer(case: Case) -> Iterator[Finding]:
    """The signer is named, known, allowed, trained and has a title."""
    person = case.signer
    if not case.signer_name:
        place = Place("Settings", 0, "Default signer", "Value")
        yield SIGNER_MISSING.at(place, "Nobody is named who signs the certificate.")
        return
    if person is None:
        yield SIGNER_UNKNOWN.at(
            Place("People", 0, case.signer_name, "Name"), f"{case.signer_name} is not on People."
        )
        return
    if not person.may_sign:
        yield SIGNER_MAY_NOT.at(at(person, "may_sign"), f"{person.name} may not sign certificates.")
    if not (person.title or "").strip():
        yield SIGNER_TITLE_MISSING.at(at(person, "title"), f"{person.name} has no title.")
    if person.trained_until is None or person.trained_until < case.today:
        until = f"ended on {person.trained_until}" if person.trained_until else "is not entered"
        yield strictly(SIGNER_NOT_TRAINED, case).at(
            at(person, "trained_until"), f"{person.name}: the training {until}."
        )
    if person.signature_file and not case.read(person.signature_file).is_picture:
        yield SIGNATURE_MISSING.at(
            at(person, "signature_file"),
            f"{person.name}: {person.signature_file} is no whole picture that Word can show, or not there.",
        )


RULES: tuple[Rule, ...] = (signer,)
