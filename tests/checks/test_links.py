"""Links between rows."""

from time import process_time

from tests.checks.clean import CLEAN, fixes, found, messages

RUNS = """
    Manufacture
    Run ID
    MFG-0001
    MFG-0002
"""


def test_a_use_of_a_lot_that_is_not_there_breaks_the_chain():
    text = """
        Receiving
        Lot ID
        PLY-0524-001

        Cuts
        New lot ID     | From
        PLY-0524-001-1 | PLY-0524-001
        PLY-0524-009-1 | PLY-0524-009

        Manufacture
        Run ID
        MFG-0001

        Materials used
        Run ID   | Source
        MFG-0001 | PLY-0524-001
        MFG-0001 | ply-0524\u2013001\xa0
        MFG-0001 | PLY-0524-001-1
        MFG-0001 | MFG-0001
        MFG-0001 | PLY-0524-002
        MFG-0009 | PLY-0524-001
    """
    assert found(text, "chain-broken") == [
        ("Cuts", 3, "From"),
        ("Materials used", 6, "Source"),
        ("Materials used", 7, "Run ID"),
    ]


def test_a_name_that_was_probably_meant_is_suggested():
    text = """
        Manufacture
        Run ID
        MFG-0056

        Materials used
        Run ID   | Source
        MFG-0O56 | MFG-0056
        MFG-056  | MFG-0056
        QQQQQQQQ | MFG-0056
    """
    assert [("did you mean MFG-0056?" in message) for message in messages(text, "chain-broken")] == [
        True,
        True,
        False,
    ]


def test_a_customer_a_material_and_a_supplier_stand_in_their_lists():
    text = """
        Receiving
        Lot ID | Supplier | Material
        A-1    | Metalco  | AL6
        A-2    | Metal Co | AL9

        Suppliers
        Supplier
        Metalco

        Materials
        Material
        AL6
    """
    assert found(text, "link-not-found") == [("Receiving", 3, "Supplier"), ("Receiving", 3, "Material")]
    assert "did you mean Metalco?" in messages(text, "link-not-found")[0]


def test_a_person_who_is_not_in_people_is_asked_about():
    text = """
        Receiving
        Lot ID | Received by
        A-1    | Ann
        A-2    | Anne

        People
        Name
        Ann
    """
    assert found(text, "person-not-found") == [("Receiving", 3, "Received by")]


def test_a_part_is_known_in_its_revision():
    text = """
        Orders
        Order ID | Part number | Part revision
        ORD-0001 | BRK-100     | C
        ORD-0002 | BRK-100     | D
        ORD-0003 | BRK-999     | A

        Parts
        Part number | Revision
        BRK-100     | B
        BRK-100     | C
    """
    assert found(text, "revision-not-found") == [("Orders", 3, "Part revision")]
    assert "only revision B, C" in messages(text, "revision-not-found")[0]
    assert found(text, "link-not-found") == [("Orders", 4, "Part number")]


def test_a_revision_in_other_letters_than_in_parts_is_told():
    text = """
        Orders
        Order ID | Part number | Part revision
        ORD-0001 | BRK-100     | c
        ORD-0002 | BRK-100     | C
        ORD-0003 | brk-100     | C
        ORD-0004 | BRK-100     | D

        Manufacture
        Run ID   | Part number | Part revision
        MFG-0001 | BRK-100     | c

        Parts
        Part number | Revision
        BRK-100     | C
    """
    assert found(text, "revision-spelled-differently") == [
        ("Manufacture", 2, "Part revision"),
        ("Orders", 2, "Part revision"),
    ]
    assert (
        messages(text, "revision-spelled-differently")[1] == "ORD-0001 says BRK-100 revision c; Parts says C."
    )
    assert found(text, "revision-not-found") == [("Orders", 5, "Part revision")]


def test_two_revisions_of_one_part_that_differ_in_their_letters_only_are_both_spelled_as_in_parts():
    text = """
        Orders
        Order ID | Part number | Part revision
        ORD-0001 | BRK-100     | c
        ORD-0002 | BRK-100     | C

        Parts
        Part number | Revision
        BRK-100     | C
        BRK-100     | c
    """
    assert found(text, "revision-spelled-differently") == []


def test_a_name_in_another_spelling_is_the_same_but_told():
    text = """
        Receiving
        Lot ID | Supplier
        A-1    | METALCO
        A-2    | Metalco

        Suppliers
        Supplier
        Metalco
    """
    assert found(text, "link-spelled-differently") == [("Receiving", 2, "Supplier")]
    assert found(text, "link-not-found") == []


def test_when_a_sheet_is_gone_its_links_are_not_reported_one_by_one():
    assert found(CLEAN, "link-not-found", without=["Suppliers"]) == []
    assert found(CLEAN, "chain-broken", without=["Receiving"]) == []
    assert found(CLEAN, "sheet-missing", without=["Suppliers"]) == [("Suppliers", 0, "")]


def test_thousands_of_links_into_nothing_are_told_quickly():
    uses = "\n".join(f"MFG-{number} | LOST-{number}" for number in range(3000))
    text = RUNS.strip("\n") + "\n\nMaterials used\nRun ID | Source\n" + uses
    start = process_time()
    assert len(found(text, "chain-broken")) == 6000
    assert process_time() - start < 10


def test_a_suggestion_is_told_once_and_the_sentence_ends_once():
    text = """
        Suppliers
        Supplier
        Stahl Huber GmbH

        Receiving
        Lot ID | Supplier
        A-1    | Stahl Hubr GmbH
        A-2    | Nobody
    """
    suggested, unknown = messages(text, "link-not-found")
    assert suggested.endswith("'Stahl Hubr GmbH', which is not in Suppliers; did you mean Stahl Huber GmbH?")
    assert unknown.endswith("'Nobody', which is not in Suppliers.")
    assert "mean" not in " ".join(fixes(text, "link-not-found"))
