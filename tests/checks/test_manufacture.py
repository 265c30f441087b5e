"""Runs."""

from tests.checks.clean import found, severities


def test_a_run_scraps_no_more_than_it_made():
    text = """
        Manufacture
        Run ID   | Quantity made | Quantity scrapped
        MFG-0001 | 10            | 10
        MFG-0002 | 10            | 11
        MFG-0003 |               | 1
    """
    assert found(text, "scrapped-more-than-made") == [("Manufacture", 3, "Quantity scrapped")]


def test_a_complete_run_tells_when_it_ended_and_how_much_it_made():
    text = """
        Manufacture
        Run ID   | Finished on | Quantity made | Status
        MFG-0001 | 2024-05-03  | 10            | Complete
        MFG-0002 |             | 10            | Complete
        MFG-0003 | 2024-05-03  |               | Complete
        MFG-0004 |             |               | In process
    """
    assert found(text, "run-incomplete") == [
        ("Manufacture", 3, "Finished on"),
        ("Manufacture", 4, "Quantity made"),
    ]


def test_a_complete_run_tells_what_it_was_made_of():
    text = """
        Manufacture
        Run ID   | Status
        MFG-0001 | Complete
        MFG-0002 | Complete
        MFG-0003 | Planned

        Materials used
        Run ID   | Source
        mfg-0001 | A-1
    """
    assert found(text, "run-without-materials") == [("Manufacture", 3, "Run ID")]


def test_a_run_uses_what_its_part_is_made_of():
    text = """
        Receiving
        Lot ID | Material
        A-1    | AL6
        P-1    | PLA

        Cuts
        From | New lot ID
        A-1  | A-1-1

        Manufacture
        Run ID   | Part number | Part revision | Status
        MFG-0001 | KNB-1       | A             | Complete
        MFG-0002 | BRK-100     | C             | Complete
        MFG-0003 | BRK-100     | C             | Complete
        MFG-0004 | BRK-100     | C             | In process

        Materials used
        Run ID   | Source
        MFG-0001 | P-1
        MFG-0002 | A-1-1
        MFG-0002 | MFG-0001
        MFG-0003 | A-1
        MFG-0003 | P-1
        MFG-0004 | P-1

        BOM
        Part number | Part revision | Component
        BRK-100     | C             | AL6
        BRK-100     | C             | KNB-1
    """
    assert found(text, "bom-not-followed") == [("Manufacture", 4, "Part number")]


def test_an_outside_process_of_a_finished_run_has_its_certificate():
    text = """
        Manufacture
        Run ID   | Status
        MFG-0001 | Complete
        MFG-0002 | In process

        Outside processes
        Run ID   | Process | Certificate file
        MFG-0001 | Anodise | certs/1.pdf
        MFG-0001 | Harden  |
        MFG-0002 | Anodise |
    """
    assert found(text, "process-certificate-missing") == [("Outside processes", 3, "Certificate file")]
    assert severities(text, "process-certificate-missing") == ["warn"]
    strict = text + "\n        Settings\n        Setting | Value\n        Profile | aerospace\n"
    assert severities(strict, "process-certificate-missing") == ["stop"]
