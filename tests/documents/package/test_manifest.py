"""The manifest holds what the papers say, and nothing that is nobody else's business."""

from __future__ import annotations

import json

from lotbook.documents.package.manifest import Override, chain, fingerprint, overrides_text, to_bytes
from tests.documents.gate_story import SOUND, case, changed


def told(text: str = SOUND) -> dict[str, object]:
    return chain(case(text).frozen, {"m1.pdf": "aa"})


def test_the_chain_names_order_shipments_runs_lots_heats_and_cuts():
    found = told()
    assert (found["order"], found["customer_po"], found["part_revision"]) == ("ORD-0001", "0099-1", "C")
    assert [s["run"] for s in found["shipments"]] == ["MFG-0001"]
    assert [(lot["lot"], lot.get("heat"), lot.get("certificate_sha256")) for lot in found["lots"]] == [
        ("AL6-0124-001", "H83017", "aa"),
        ("OIL-0124-001", None, None),
        ("SS3-0124-001", "S1", None),
    ]
    assert found["lots"][0]["cuts"][0]["piece"] == "AL6-0124-001-1"
    assert found["runs"][0]["processes"][0]["certificate"] == "BC-9"


def test_own_columns_and_suppliers_addresses_stay_in_the_shop():
    text = changed(
        ("    Supplier\n", "    Supplier | E-mail\n"),
        ("    BrightCoat\n", "    BrightCoat | secret@x.example\n"),
    )
    text = changed(("| Documents required  | Status\n", "| Documents required  | Status | Margin\n"),
                   ("| Traceability report | Open", "| Traceability report | Open | 41 percent"), text=text)  # fmt: skip
    assert case(text).frozen.order_extras == {"Margin": "41 percent"}
    said = to_bytes(told(text)).decode()
    assert "secret@" not in said
    assert "41 percent" not in said


def test_equal_content_gives_equal_bytes_that_people_can_read():
    assert to_bytes(told()) == to_bytes(told())
    assert json.loads(to_bytes(told()))["customer"] == "Smith & Sons <UK>"
    assert "Smith & Sons <UK>" in to_bytes(told()).decode()


def test_the_fingerprint_belongs_to_number_revision_and_chain():
    said = told()
    first = fingerprint(said, "COC-0001", "A")
    assert len(first.replace(" ", "")) == 16
    others = {
        fingerprint(said, "COC-0002", "A"),
        fingerprint(said, "COC-0001", "B"),
        fingerprint({**said, "customer_po": "0099-2"}, "COC-0001", "A"),
    }
    assert first not in others
    assert len(others) == 3


def test_overrides_read_as_the_register_prints_them_each_once():
    one = Override("gate-x", "Receiving A", "m", "Ann", "looked")
    other = one._replace(place="Receiving B")
    assert overrides_text([one, other]) == "Override gate-x: Ann: looked"
