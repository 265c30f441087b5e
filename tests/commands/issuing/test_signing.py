"""The shop's signature: applied last, looked at again, told by verify; a changed byte, a wrong password, no program."""

from __future__ import annotations

import json
import sys

import pytest

from lotbook.cli import main
from lotbook.documents.package import signature
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


@pytest.mark.parametrize("place", [0.1, 0.5, 0.999])
def test_one_flipped_byte_is_named(package, place, tmp_path, capsys):
    content = bytearray((package / "COC-0001-A.pdf").read_bytes())
    content[int(len(content) * place)] ^= 1
    assert not getattr(signature.look(bytes(content)), "intact", False)


def test_what_was_added_behind_the_signature_is_named(package, tmp_path, capsys):
    copy = tmp_path / "COC.pdf"
    copy.write_bytes((package / "COC-0001-A.pdf").read_bytes() + b"\n% and more\n")
    assert verify(copy, capsys, code=1)["unaltered"] is False


def test_without_the_program_the_package_is_looked_at_and_the_signer_is_not_proven(
    package, capsys, monkeypatch
):
    monkeypatch.setitem(sys.modules, "pyhanko.pdf_utils.misc", None)
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


def test_what_is_no_certificate_is_refused():
    with pytest.raises(PackageError, match="cannot be opened"):
        signature.signer_of(b"not a key", "x")
