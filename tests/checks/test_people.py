"""People."""

from tests.checks.clean import found, messages, severities

TEXT = """
    Receiving
    Lot ID | Checked by | Checked on
    A-1    | Ann        | 2024-05-01
    A-2    | Ann        | 2024-05-02
    A-3    | Bob        | 2024-05-01
    A-4    | Nobody     | 2024-05-01

    Manufacture
    Run ID   | Started on | Operator
    MFG-0001 | 2024-05-01 | Ann
    MFG-0002 | 2024-05-03 | ann

    People
    Name | Trained until | Roles
    Ann  | 2024-05-01    | Receiving
    Bob  |               | Receiving
"""
STRICT = TEXT + "\n    Settings\n    Setting | Value\n    Profile | aerospace\n"


def test_a_person_is_trained_on_the_day_of_the_step():
    assert found(TEXT, "person-untrained") == [
        ("Receiving", 3, "Checked by"),
        ("Receiving", 4, "Checked by"),
        ("Manufacture", 3, "Operator"),
    ]
    assert set(severities(TEXT, "person-untrained")) == {"warn"}
    assert set(severities(STRICT, "person-untrained")) == {"stop"}


def test_roles_are_asked_for_in_the_stricter_profiles_only():
    assert found(TEXT, "person-without-role") == []
    assert found(STRICT, "person-without-role") == [("Manufacture", 2, "Operator")]


def test_training_that_is_not_entered_is_told_apart_from_training_that_lapsed():
    told = messages(TEXT, "person-untrained")
    assert "the training of Bob is not entered; see People" in told[1]
    assert "Ann was trained until 2024-05-01; the day is 2024-05-02" in told[0]
