"""Looks at scanned certificates for the heat on the tag, and says what a person has to compare."""

from __future__ import annotations

import sys

from lotbook.commands.certificates.case import Examined
from lotbook.documents.certificate import findings as kinds
from lotbook.documents.certificate.scan import Sighting, available, look_for
from lotbook.optional_parts import install

FOLDER = "reviews"


def looked_at(examined: Examined) -> Examined:
    """The same delivery with what its scan shows; anything but a doubtful heat on a scan is left as it is."""
    tag = examined.receipt.heat_on_material
    doubtful = any(f.code == kinds.HEAT_UNSURE.code for f in examined.comparison.findings)
    pages = examined.reading.file.pages_without_text
    if not (tag and doubtful and pages and examined.path):
        return examined
    seen = look_for(examined.path, tag, pages)
    said = words(tag, seen) if available() else no_reader(sys.platform)
    findings = tuple(
        each._replace(message=f"{each.message} {said}") if each.code == kinds.HEAT_UNSURE.code else each
        for each in examined.comparison.findings
    )
    return examined._replace(comparison=examined.comparison._replace(findings=findings), sighting=seen)


def no_reader(platform: str) -> str:
    """What to do where scans cannot be searched; the optional part is made for Windows and Linux, not for a Mac."""
    if platform == "darwin":
        return (
            "Lotbook does not search scans on this Mac, so look at the page and release with --seen and what you saw. On macOS "
            "15 or newer it may be added: " + install("ocr")
        )
    return f"Scans cannot be searched here; look at the page, or install what searches them: {install('ocr')}"


def words(tag: str, seen: Sighting | None) -> str:
    """What was seen, never as a fact."""
    if seen is None:
        return f"Nothing that looks like {tag} was found on the scan."
    if seen.is_exact:
        return f"Page {seen.page} seems to show {seen.read}; compare the cut-out with the tag."
    return (
        f"Page {seen.page} was read as {seen.read}; O and 0, I and 1, S and 5, B and 8, Z and 2 cannot be told apart on "
        "a scan. Compare the cut-out with the tag."
    )


def picture_name(examined: Examined) -> str:
    """Where the cut-out is kept, beside the workbook."""
    from lotbook.documents.file_names import file_name

    return f"{FOLDER}/{file_name(f'{examined.name} heat.png')}"
