"""Whether a package, or its merged PDF alone, is as it was issued, and what that proves and what not.

A package's files are compared with the fingerprints in its manifest; the manifest is compared with its copy inside the
merged PDF; the merged PDF is sealed in itself. All of this shows every accident and every clumsy change. That it is the
very package the shop issued, only the shop's register and journal can tell.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from lotbook.documents.package import manifest, signature
from lotbook.documents.package.seal import before_signing, is_whole
from lotbook.documents.package.signature import Signed
from lotbook.documents.pdf.merge import MANIFEST, attached_manifest
from lotbook.documents.pdf.merged_pages import changed
from lotbook.errors import PackageError
from lotbook.optional_parts import install

_LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})  # what systems leave in folders they show


class Checked(NamedTuple):
    """One file: its path in the package and what it is: ``as issued``, ``altered``, ``missing`` or ``added``."""

    path: str
    state: str


class Verified(NamedTuple):
    """What was found.

    Attributes:
        said: the manifest, as it was read.
        files: every file looked at.
        problems: what is not as it was issued, in sentences; empty when nothing is.
        sha256: fingerprint of what was given: of ``manifest.json``, or of the PDF.
        alone: it was a PDF without its package.
        signed: who signed the merged PDF; None when nobody did.
    """

    said: Mapping[str, Any]
    files: tuple[Checked, ...]
    problems: tuple[str, ...]
    sha256: str
    alone: bool
    signed: Signed | None = None

    @property
    def certificate_id(self) -> str:
        """The certificate's number, as the manifest says."""
        return str(self.said["certificate"]["id"])

    @property
    def revision(self) -> str:
        """Its revision, as the manifest says."""
        return str(self.said["certificate"]["revision"])

    @property
    def order_id(self) -> str:
        """Its order, as the manifest says."""
        return str(self.said.get("chain", {}).get("order", ""))


def verify_package(folder: Path) -> Verified:
    """Compares every file of a package with its manifest.

    Raises:
        PackageError: the folder holds no manifest that can be read.
    """
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PackageError(
            f"{folder} is no certificate package: it has no {MANIFEST}.",
            next_step="Name the package's folder, its manifest.json or its merged PDF.",
        ) from error
    said = read_manifest(content, path.name)
    files = tuple(_files(folder, said))
    problems = [f"{each.path} {_WORDS[each.state]}" for each in files if each.state != "as issued"]
    problems += _manifest_problems(folder, content, said, files)
    signed, of_merged = _merged(folder, said, files)
    problems += of_merged
    sha256 = hashlib.sha256(content).hexdigest()
    return Verified(said, files, tuple(problems), sha256, alone=False, signed=signed)


def _merged(
    folder: Path, said: Mapping[str, Any], files: Sequence[Checked]
) -> tuple[Signed | None, list[str]]:
    """Who signed the merged PDF of a package, and what is wrong with it besides its bytes: pages, signature."""
    name = next((str(entry["path"]) for entry in reversed(said["files"]) if _is_merged(entry)), "")
    state = next((each.state for each in files if each.path == name), "missing")
    path = folder / name
    if state == "missing" or not _lies_inside(name) or not path.is_file():
        return None, []
    content = path.read_bytes()
    if state == "altered":
        return None, list(changed(content, said.get("pages")))
    signed = signature.look(content)
    holds = signed is None or signed.intact is not False
    return signed, [] if holds else [f"The signature in {path.name} does not hold."]


def verify_pdf(path: Path) -> Verified:
    """Looks at a merged PDF that lies there without its package: its seal, and the manifest inside it.

    Raises:
        PackageError: it is no merged PDF of a package, or is too damaged to tell which.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PackageError(f"{path} cannot be read.", next_step="Name a package's folder or PDF.") from error
    inside = attached_manifest(content)
    if inside is None:
        raise PackageError(
            f"{path.name} is no merged PDF of a certificate package, or it was changed beyond recognition.",
            next_step="Name the package's folder, its manifest.json or its merged PDF.",
        )
    said = read_manifest(inside, path.name)
    signed = signature.look(content)
    whole = _is_whole(content, signed)
    problems = [] if whole else [_not_whole(path.name, content, signed, whole)]
    problems += changed(content, said.get("pages"))
    problems += _fingerprint_problems(said)
    state = Checked(path.name, "as issued" if whole else "altered")
    sha256 = hashlib.sha256(content).hexdigest()
    return Verified(said, (state,), tuple(problems), sha256, alone=True, signed=signed)


def _is_whole(content: bytes, signed: Signed | None) -> bool | None:
    """Whether no byte was changed; None where nothing tells.

    A signature was added behind the sealed file and covers all of it; whoever changes the file and signs it anew has the
    signature right and the seal not.
    """
    if signed is None:
        return is_whole(content)
    if before_signing(content) is None:
        return False
    return signed.intact


def _not_whole(name: str, content: bytes, signed: Signed | None, whole: bool | None) -> str:  # noqa: FBT001 - one answer
    """Why a PDF is not as it was issued, or not known to be."""
    if signed and whole is None:
        return (
            f"{name} is signed, and nothing on this computer can tell whether the signature holds. "
            f"Install what tells it: {install('sign')}"
        )
    if signed and signed.intact:
        return f"{name} was altered, and then signed by {signed.signer}: what was signed does not match its seal."
    if signed:
        what = (
            "what was signed does not match its seal"
            if before_signing(content) is None
            else "its signature does not hold"
        )
        return f"{name} was altered after it was issued: {what}."
    if whole is None:
        return f"{name} has lost its seal: another program saved it again."
    return f"{name} was altered after it was issued: its bytes do not match its seal."


def read_manifest(content: bytes, name: str) -> Mapping[str, Any]:
    """A manifest as data.

    Raises:
        PackageError: it is damaged, no manifest of ours, or of a newer Lotbook.
    """
    try:
        said = json.loads(content)
        number = said["lotbook_manifest"]
        complete = {"id", "revision"} <= said["certificate"].keys() and isinstance(said["files"], list)
        complete = complete and all(isinstance(f["path"] + f["sha256"], str) for f in said["files"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackageError(f"The manifest in {name} was altered or damaged: it cannot be read.") from error
    if not complete or not isinstance(number, int):
        raise PackageError(f"The manifest in {name} was altered or damaged: it is not complete.")
    if number > manifest.FORMAT:
        raise PackageError(
            f"The manifest in {name} was made by a newer Lotbook.",
            next_step="Update Lotbook, then try again.",
        )
    known: Mapping[str, Any] = said
    return known


_WORDS = {
    "altered": "was altered: its bytes are not those that were issued.",
    "missing": "is missing.",
    "added": "was added: it is not part of the package.",
}


def _files(folder: Path, said: Mapping[str, Any]) -> Iterator[Checked]:
    listed: set[str] = {MANIFEST}
    for entry in said["files"]:
        name = entry["path"]
        listed.add(name)
        if _lies_inside(name):
            yield Checked(name, _state(folder / name, entry["sha256"]))
        else:
            yield Checked(name, "altered")  # no package of ours names a file outside its folder
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in listed and path.name.casefold() not in _LITTER:
            yield Checked(name, "added")


def _lies_inside(name: str) -> bool:
    where = PurePosixPath(name)
    return not (where.is_absolute() or ".." in where.parts or "\\" in name or ":" in name)


def _state(path: Path, sha256: str) -> str:
    if not path.is_file():
        return "missing"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return "as issued" if digest == sha256 else "altered"


def _manifest_problems(
    folder: Path, content: bytes, said: Mapping[str, Any], files: tuple[Checked, ...]
) -> Iterator[str]:
    """The manifest is as it was written: in its form, with its fingerprint, like its copy in the merged PDF."""
    if manifest.to_bytes(said) != content:
        yield f"{MANIFEST} was altered: it does not stand in the form it was written in."
    yield from _fingerprint_problems(said)
    merged = next((entry for entry in reversed(said["files"]) if _is_merged(entry)), None)
    if merged is None:
        return
    intact = Checked(merged["path"], "as issued") in files
    inside = attached_manifest((folder / merged["path"]).read_bytes()) if intact else None
    if intact and inside != manifest.to_bytes(manifest.for_others(said, merged["path"])):
        yield f"{MANIFEST} was altered: it differs from its copy in {merged['path']}."


def _is_merged(entry: Mapping[str, Any]) -> bool:
    return str(entry.get("what", "")).endswith("in one PDF")


def _fingerprint_problems(said: Mapping[str, Any]) -> Iterator[str]:
    head = said["certificate"]
    if manifest.fingerprint(said.get("chain", {}), head["id"], head["revision"]) != said.get("fingerprint"):
        yield (
            "The manifest was altered: what it says about the chain does not match the verification text "
            "on the certificate."
        )
