"""Measurements."""

from tests.checks.clean import found, messages, severities

TEXT = """
    Manufacture
    Run ID   | Part number | Part revision
    MFG-0001 | BRK-100     | C

    Characteristics
    Characteristic | Part number | Part revision | Lower limit | Upper limit | Unit
    BRK-100-C #1   | BRK-100     | C             | 9.95        | 10.05       | mm
    BRK-100-C #2   | BRK-100     | C             |             | 0.8         | um
    BRK-100-B #1   | BRK-100     | B             | 9.95        | 10.05       | mm

    Measurements
    Run ID   | Characteristic | Piece | Result | Gauge | Nonconformance
    MFG-0001 | BRK-100-C #1   | 1     | 9.95   | G-1   |
    MFG-0001 | BRK-100-C #1   | 2     | 9.949  | G-1   |
    MFG-0001 | BRK-100-C #1   | 3     | 9.9    | G-1   | NCR-0001
    MFG-0001 | BRK-100-C #2   | 1     | 0.81   | G-1   |
    MFG-0001 | BRK-100-C #2   | 2     |        |       |
    MFG-0001 | BRK-100-C #2   | 3     | 0.5    |       |
    MFG-0001 | BRK-100-B #1   | 1     | 10     | G-1   |
"""


def test_a_result_is_within_its_limits_or_names_its_nonconformance():
    assert found(TEXT, "result-out-of-limits") == [
        ("Measurements", 3, "Result"),
        ("Measurements", 5, "Result"),
    ]
    assert [text.split("; ")[1] for text in messages(TEXT, "result-out-of-limits")] == [
        "the limits are 9.95 to 10.05.",
        "the limits are at most 0.8.",
    ]


def test_a_measurement_has_a_result():
    assert found(TEXT, "result-missing") == [("Measurements", 6, "Result")]


def test_a_measurement_names_its_gauge():
    assert found(TEXT, "gauge-missing") == [("Measurements", 7, "Gauge")]
    assert severities(TEXT, "gauge-missing") == ["note"]
    strict = TEXT + "\n    Settings\n    Setting | Value\n    Profile | medical\n"
    assert severities(strict, "gauge-missing") == ["stop"]


def test_a_measurement_belongs_to_the_revision_that_was_made():
    assert found(TEXT, "characteristic-of-other-part") == [("Measurements", 8, "Characteristic")]
