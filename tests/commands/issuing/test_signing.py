"""The shop's signature: applied last, looked at again, told by verify; a changed byte, a wrong password, no program."""

from __future__ import annotations

import json
import re
import sys

import pytest
from asn1crypto.cms import ContentInfo
from pyhanko.sign.signers import SimpleSigner

from lotbook.cli import main
from lotbook.documents.package import signature
from lotbook.documents.package.seal import before_signing
from lotbook.documents.package.verification import verify_pdf
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.builtin import Builtin
from lotbook.errors import PackageError
from tests.documents.authority import ISSUER, signing_certificate
from tests.documents.shop import shop

SECRET = "Käse & Brot"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """One signed package, and the shop that issued it."""
    folder = tmp_path_factory.mktemp("signed")
    workbook = shop(folder)
    (folder / "shop.p12").write_bytes(signing_certificate("Northfield Precision", SECRET))
    toml = folder / "signature.toml"
    toml.write_text(f"certificate = '{folder / 'shop.p12'}'\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "engines", lambda: (Builtin(),))
        patch.setenv("LOTBOOK_SIGNATURE", str(toml))
        patch.setenv("LOTBOOK_SIGN_PASSWORD", SECRET)
        assert main(["issue", str(workbook), "ORD-0001"]) == 0
    return folder / "packages" / "ORD-0001" / "COC-0001-A"


def verify(path, capsys, *, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["verify", str(path), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_verify_tells_who_signed_and_that_nothing_was_changed(package, capsys):
    for path in (package, package / "COC-0001-A.pdf"):
        answer = verify(path, capsys)
        assert (answer["valid"], answer["unaltered"]) == (True, True)
        assert (answer["signed_by"], answer["signature_holds"]) == ("Northfield Precision", True)
    assert any(ISSUER in point for point in answer["not_proven"])


def test_a_signed_pdf_alone_far_from_home_is_still_proven_whole(package, tmp_path, capsys):
    copy = tmp_path / "mail" / "COC.pdf"
    copy.parent.mkdir()
    copy.write_bytes((package / "COC-0001-A.pdf").read_bytes())
    answer = verify(copy, capsys)
    assert (answer["unaltered"], answer["signed_by"]) == (True, "Northfield Precision")


def place_of(content: bytes) -> tuple[int, int]:
    """Where the signature itself stands in the file, which no signature can cover."""
    ranges = re.search(rb"/ByteRange ?\[(\d+) (\d+) (\d+)", content)
    return int(ranges[2]), int(ranges[3])


def flipped(content: bytes, at: int) -> bytes:
    """One byte changed; a digit becomes another digit, so that the file can be read all the same."""
    byte = content[at : at + 1]
    return content[:at] + (b"1" if byte == b"0" else bytes([byte[0] ^ 1])) + content[at + 1 :]


def flips(content: bytes) -> list[int]:
    """Places all over the file, in the signer's certificate, in the signature's own value, and in the zeros behind it."""
    start, end = place_of(content)
    digits = content[start + 1 : end - 1]
    signed = ContentInfo.load(bytes.fromhex(digits.decode()))["content"]
    found = [*range(20, start, start // 40), start, end - 1, *range(end, len(content), 100)]
    for part in (
        next(
            each for each in signed["certificates"] if ISSUER not in each.chosen.subject.native.values()
        ).dump(),
        signed["signer_infos"][0]["signed_attrs"].untag().dump()[4:],
        signed["signer_infos"][0]["signature"].dump(),
    ):
        text = part.hex().upper().encode()
        first = start + 1 + digits.upper().index(text)
        found += range(first + 9, first + len(text), len(text) // 12)
    filler = start + 1 + len(digits.rstrip(b"0")) + 2
    return [*found, *range(filler, end - 1, (end - filler) // 20), end - 2]


def test_one_flipped_byte_anywhere_is_told_as_that_and_never_as_a_missing_program(package, tmp_path, capsys):
    content, copy = (package / "COC-0001-A.pdf").read_bytes(), tmp_path / "COC.pdf"
    for at in flips(content):
        copy.write_bytes(flipped(content, at))
        try:
            found = verify_pdf(copy)
        except PackageError as error:  # so much is broken that it is no package any more
            assert "changed beyond recognition" in error.problem or "altered" in error.problem  # noqa: PT017
            continue
        assert found.problems, at
        assert "pip install" not in " ".join(found.problems), at
        assert found.files[0].state == "altered", at


def test_a_flipped_byte_in_what_was_signed_makes_the_pdf_not_as_issued(package, tmp_path, capsys):
    content, copy = (package / "COC-0001-A.pdf").read_bytes(), tmp_path / "COC.pdf"
    copy.write_bytes(flipped(content, 1000))
    answer = verify(copy, capsys, code=1)
    assert (answer["unaltered"], answer["signature_holds"]) == (False, False)
    assert answer["problems"] == [
        "COC.pdf was altered after it was issued: what was signed does not match its seal."
    ]


def test_who_changes_a_pdf_and_signs_it_anew_is_found_by_the_seal(package, tmp_path, capsys):
    content = flipped(sealed_part((package / "COC-0001-A.pdf").read_bytes()), 1000)
    signer = signature.signer_of(signing_certificate("Somebody Else", "x"), "x")
    copy = tmp_path / "COC.pdf"
    copy.write_bytes(signature.sign(content, signer, reason="r", place=""))
    assert "was altered, and then signed by Somebody Else" in verify(copy, capsys, code=1)["problems"][0]


def sealed_part(content: bytes) -> bytes:
    before = before_signing(content)
    assert before
    return before


def test_what_was_added_behind_the_signature_is_named(package, tmp_path, capsys):
    copy = tmp_path / "COC.pdf"
    copy.write_bytes((package / "COC-0001-A.pdf").read_bytes() + b"\n% and more\n")
    assert verify(copy, capsys, code=1)["unaltered"] is False


def test_without_the_program_the_package_is_looked_at_and_the_signer_is_not_proven(
    package, capsys, monkeypatch
):
    monkeypatch.setitem(sys.modules, "pyhanko.pdf_utils.reader", None)
    answer = verify(package, capsys)
    assert (answer["valid"], answer["signature_holds"]) == (True, None)
    assert any("who signed it" in point for point in answer["not_proven"])
    alone = verify(package / "COC-0001-A.pdf", capsys, code=1)
    assert "nothing on this computer can tell" in alone["problems"][0]


def test_a_wrong_password_issues_nothing(tmp_path, capsys, monkeypatch):
    workbook = shop(tmp_path)
    (tmp_path / "shop.p12").write_bytes(signing_certificate("Northfield Precision", SECRET))
    toml = tmp_path / "signature.toml"
    toml.write_text(f"certificate = '{tmp_path / 'shop.p12'}'\n", encoding="utf-8")
    monkeypatch.setenv("LOTBOOK_SIGNATURE", str(toml))
    monkeypatch.setenv("LOTBOOK_SIGN_PASSWORD", "guess")
    assert main(["issue", str(workbook), "ORD-0001"]) == PackageError.exit_code
    assert "password is another one" in capsys.readouterr().err
    assert not (tmp_path / "packages").exists()


@pytest.mark.parametrize(("days", "told"), [((-9, -2), "ran out on 20"), ((2, 9), "is valid only from 20")])
def test_a_certificate_that_is_not_valid_today_signs_nothing(tmp_path, capsys, monkeypatch, days, told):
    workbook = shop(tmp_path)
    (tmp_path / "shop.p12").write_bytes(signing_certificate("Northfield Precision", SECRET, days=days))
    toml = tmp_path / "signature.toml"
    toml.write_text(f"certificate = '{tmp_path / 'shop.p12'}'\n", encoding="utf-8")
    monkeypatch.setenv("LOTBOOK_SIGNATURE", str(toml))
    monkeypatch.setenv("LOTBOOK_SIGN_PASSWORD", SECRET)
    assert main(["issue", str(workbook), "ORD-0001"]) == PackageError.exit_code
    assert told in capsys.readouterr().err
    assert not (tmp_path / "packages").exists()


def test_verify_tells_whether_the_signer_was_certified_when_it_was_signed(package, tmp_path, capsys):
    answer = verify(package, capsys)
    assert answer["signer_was_certified"] is True
    assert answer["signed_at"].startswith("20")
    content = sealed_part((package / "COC-0001-A.pdf").read_bytes())
    old = SimpleSigner.load_pkcs12_data(
        signing_certificate("Northfield Precision", "x", days=(-9, -2)), [], passphrase=b"x"
    )
    copy = tmp_path / "COC.pdf"
    copy.write_bytes(signature.sign(content, old, reason="r", place=""))
    answer = verify(copy, capsys)
    assert (answer["unaltered"], answer["signer_was_certified"]) == (True, False)
    assert any("was NOT VALID when it was signed" in point for point in answer["not_proven"])


def test_what_is_no_certificate_is_refused():
    with pytest.raises(PackageError, match="cannot be opened"):
        signature.signer_of(b"not a key", "x")
