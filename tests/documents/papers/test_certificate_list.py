"""The material certificate list: each lot with its certificate, those behind it in their order, what is missing."""

from __future__ import annotations

from lotbook.documents.package.enclosures import Enclosure
from lotbook.documents.papers import certificate_list
from lotbook.documents.template.fields import names
from tests.documents.gate_story import SOUND, case, changed
from tests.documents.package.test_folder import HEAD

PAPER = Enclosure(b"%PDF-", "certificates/AL6-0124-001_m1.pdf", "Material certificate 3.1 M1", "AL6-0124-001")


def listed(text=SOUND):
    return certificate_list.context(case(text).frozen, HEAD, [PAPER], {"m1.pdf": "9f3c22a17b6044d2ffff"})


def test_every_documented_field_is_there_and_no_other():
    found = set(names(listed(changed(("| m2.pdf ", "|        ")))))
    documented = {field.name for field in certificate_list.FIELDS}
    assert {name for name in found if ".extra" not in name and name != "extra"} == documented


def test_each_lot_names_its_certificate_its_heat_and_the_files_fingerprint():
    lots = {row["id"]: row for row in listed()["lots"]}
    first = lots["AL6-0124-001"]
    assert (first["heat"], first["certificate"], first["file"], first["file_fingerprint"]) == (
        "H83017",
        "3.1 M1",
        "m1.pdf",
        "9f3c22a17b6044d2",
    )


def test_a_material_that_needs_no_certificate_says_so():
    lots = {row["id"]: row for row in listed()["lots"]}
    assert lots["OIL-0124-001"]["file"] == "None needed"


def test_a_lot_that_needs_a_certificate_and_has_none_is_named():
    assert listed()["missing"] == []
    assert listed(changed(("| m2.pdf ", "|        ")))["missing"] == [
        "SS3-0124-001: no certificate is on file."
    ]


def test_what_stands_behind_the_list_is_named_in_its_order():
    (behind,) = listed()["enclosed"]
    assert (behind["title"], behind["file"], len(behind["fingerprint"])) == (PAPER.title, PAPER.path, 16)
