"""Verify: whether a package, or its merged PDF alone, is unaltered, and whether the register still holds it valid."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from lotbook.commands.issuing.register_status import Registered, find_workbook, registered
from lotbook.commands.shell.command import Command, Outcome
from lotbook.documents.package.signature import Signed
from lotbook.documents.package.verification import Verified, verify_package, verify_pdf
from lotbook.documents.pdf.merge import MANIFEST
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE, PackageError
from lotbook.tables.trace.near import near


def run(options: Namespace) -> Outcome:
    """Verifies what the path names."""
    path = Path(options.path)
    found = verified(path)
    where = Path(options.workbook) if options.workbook else find_workbook(path.parent, found)
    known = registered(where, found) if where else None
    return _outcome(found, known)


def verified(path: Path) -> Verified:
    """The package of a folder or manifest, or a merged PDF by itself.

    Raises:
        PackageError: it is none of these.
    """
    if path.is_dir():
        return verify_package(path)
    if path.name == MANIFEST:
        return verify_package(path.parent)
    if path.suffix.lower() == ".pdf":
        return verify_pdf(path)
    name_one = f"Name the package's folder, its {MANIFEST} or its merged PDF."
    if path.exists():
        raise PackageError(
            f"{path} is neither a package's folder, its {MANIFEST}, nor its merged PDF.", next_step=name_one
        )
    close = _near(path)
    raise PackageError(
        f"There is no {path}.", next_step=f"Did you mean {' or '.join(close)}?" if close else name_one
    )


def _near(path: Path) -> list[str]:
    """Packages whose path or name looks like one that is not there, near it and below the present folder."""
    beside = path.parent.glob("*") if path.parent.is_dir() else ()
    packages = [found.parent for found in Path().glob("packages/*/*/" + MANIFEST)]
    by_name = {
        each.name: each for each in (*packages, *beside) if each.is_dir() or each.suffix.lower() == ".pdf"
    }
    return [str(by_name[name]) for name in near(path.name, by_name)[:3]]


def _outcome(found: Verified, known: Registered | None) -> Outcome:
    unaltered = not found.problems and not (known and known.is_same is False)
    proven = unaltered and known is not None and known.is_same is True
    valid = unaltered and known.is_valid if known else (None if unaltered else False)
    problems = (*found.problems, *_register_problems(found, known))
    name = f"{found.certificate_id} {found.revision}"
    whole = "The PDF" if found.alone else f"The package ({len(found.files)} files)"
    word = "is unaltered" if proven else "agrees with its own manifest"
    state = f"{whole} {word if unaltered else 'is NOT as it was issued'}."
    status = f"The register says: {known.status}." if known and known.status else ""
    summary = " ".join(part for part in (f"{name} for {found.order_id}: {state}", status) if part)
    open_points = tuple(_not_proven(found, known))
    lines = (*problems, summary, *_signed_by(found), *(f"Not proven: {point}" for point in open_points))
    answer: dict[str, object] = {
        "valid": valid,
        "unaltered": unaltered,
        "certificate": found.certificate_id,
        "revision": found.revision,
        "order": found.order_id,
        "fingerprint": found.said.get("fingerprint", ""),
        "files": [{"path": each.path, "state": each.state} for each in found.files],
        "signed_by": found.signed.signer if found.signed else None,
        "signature_holds": found.signed.intact if found.signed else None,
        "signed_at": found.signed.at.isoformat(timespec="seconds")
        if found.signed and found.signed.at
        else None,
        "signer_was_certified": found.signed.was_certified if found.signed else None,
        "status": known.status if known else None,
        "superseded_by": known.superseded_by if known else "",
        "workbook": str(known.workbook) if known else None,
        "problems": list(problems),
        "not_proven": list(open_points),
        "summary": summary,
    }
    return Outcome(lines, answer, EXIT_FINDINGS if valid is False else EXIT_FINE)


def _signed_by(found: Verified) -> Iterator[str]:
    if found.signed and found.signed.signer and found.signed.intact:
        signed = found.signed
        on = f" on {signed.at:%Y-%m-%d %H:%M}, by the signer's clock" if signed.at else ""
        when = ""
        if signed.was_certified is not None:
            when = f", and was {'valid' if signed.was_certified else 'NOT valid'} on that day"
        yield (
            f"Signed by {signed.signer}{on}; the signer's certificate was given out by {signed.issuer}{when}. "
            "Nothing was changed since."
        )


def _register_problems(found: Verified, known: Registered | None) -> Iterator[str]:
    if known is None:
        return
    name = f"{found.certificate_id} {found.revision}"
    book = known.workbook.name
    if known.is_same is False:
        yield f"The fingerprint is not the one that {book} registered when {name} was issued."
    if not known.status:
        lost = ", though its journal knows it: the row was deleted, or the workbook was closed without saving"
        yield f"The register of {book} does not know {name}{lost if known.is_journaled else ''}."
    elif known.status != "Issued":
        by = f" by {known.superseded_by}" if known.superseded_by else ""
        reason = f" ({known.reason})" if known.reason and known.status == "Void" else ""
        yield f"{name} is no longer valid: {known.status}{by}{reason}."
    elif known.ended:
        yield f"{name} is no longer valid: the journal says {known.ended}, though {book} says Issued."


def _not_proven(found: Verified, known: Registered | None) -> Iterator[str]:
    """What the reader must not take for granted."""
    if known is None:
        yield (
            "whether it is still valid, and that nobody made it up as a whole; no workbook that knows it was found. "
            "Ask the issuer whether the verification text on the certificate is theirs: "
            f"{found.said.get('fingerprint', '')}."
        )
    elif known.status and known.is_same is None:
        yield f"that it is the very file that was issued; {known.workbook.name} has no fingerprint of it."
    elif known.status and not known.is_journaled:
        yield f"that it is the very file that was issued; the journal of {known.workbook.name} does not know it."
    if found.signed and found.signed.intact is None:
        yield "who signed it; nothing that reads signatures is installed (the optional part sign)."
    elif found.signed and found.signed.intact:
        yield f"that {found.signed.issuer}, who gave out the signer's certificate, is to be believed; ask the signer."
    if found.signed and found.signed.intact and not found.signed.was_certified:
        yield _not_certified(found.signed)
    if found.alone:
        yield "anything about the suppliers' own files; they lie in the package's folder."


def _not_certified(signed: Signed) -> str:
    """That the signature may be worth nothing, and why."""
    if signed.at is None or signed.certified is None:
        return f"that the certificate of {signed.signer} was valid when it was signed; the signature does not say when."
    begin, end = signed.certified
    return (
        f"that {signed.signer} signed it; the certificate is valid from {begin:%Y-%m-%d} to {end:%Y-%m-%d} and was NOT VALID "
        f"when it was signed on {signed.at:%Y-%m-%d}."
    )


def add_arguments(parser: ArgumentParser) -> None:
    """Declares what to verify and the workbook to ask."""
    parser.add_argument("path", help="the package's folder, its manifest.json, or its merged PDF")
    parser.add_argument(
        "--workbook", default="", help="the workbook whose register to ask (default: found above the package)"
    )


COMMAND = Command(
    verb="verify",
    summary="Tell whether a certificate package is unaltered and still valid in the register.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "valid": "true when nothing was altered and the register says Issued; null when no register could be asked",
        "unaltered": "true when every byte agrees with the manifest, and the manifest with the register where one was asked",
        "certificate": "the certificate's number, as the manifest says",
        "revision": "its revision",
        "order": "its order",
        "fingerprint": "the verification text that stands on the certificate",
        "files": "list of {path, state}: as issued, altered, missing or added",
        "signed_by": "name in the certificate of the digital signature; null when the PDF has none",
        "signature_holds": "true when nothing was changed since it was signed; null without a signature or its program",
        "signed_at": "when it was signed, by the clock of the computer that signed; null when the signature does not say",
        "signer_was_certified": "true when the signer's certificate was valid at that time; null when that cannot be told",
        "status": "Issued, Superseded, Void or Affected by recall; empty when unknown to the register; null without one",
        "superseded_by": "the certificate and revision that replaced it",
        "workbook": "the workbook whose register was asked; null when none was found",
        "problems": "list of sentences: what is not as it was issued, or no longer valid",
        "not_proven": "list of sentences: what this answer does not prove",
        "summary": "one sentence",
    },
)
