"""A shop's own newer list wins and is said; an older or broken one never counts in silence."""

import csv
import io
import json
from datetime import date

import pytest

from lotbook.compliance.lists import DATA, shipped_lists
from lotbook.compliance.own_lists import lists_of
from lotbook.errors import ListError

SHIPPED = next(DATA.glob("reach_candidate_list_*.csv")).read_text(encoding="utf-8")
SUBSTANCES = (DATA / "rohs_substances.json").read_text(encoding="utf-8")
NEW = "reach_candidate_list_2026-06-30.csv"


def test_without_a_folder_the_shipped_lists_count(tmp_path):
    assert lists_of([tmp_path, tmp_path / "none"]) == shipped_lists()


def test_a_newer_candidate_list_wins_and_is_said(tmp_path):
    (tmp_path / NEW).write_text(SHIPPED + "Nickel,-,231-111-4,7440-02-0,2026-06-30,x\n", encoding="utf-8")
    lists = lists_of([tmp_path])
    assert lists.candidates.published == date(2026, 6, 30)
    assert lists.candidates.current_on(date(2026, 7, 1)) == date(2026, 6, 30)
    assert lists.own == (f"Judged by your own list {NEW} of 2026-06-30 in place of the one of 2026-02-04.",)


def test_echas_own_export_with_its_heading_lines_tabs_and_dates_is_read(tmp_path):
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(
        (row["substance_name"], "", row["ec_no"], row["cas_no"], "reason", _day(row["date_of_inclusion"]))
        for row in csv.DictReader(io.StringIO(SHIPPED))
    )
    head = "Candidate List export\n\nSubstance name\tDescription\tEC No.\tCAS No.\tReason for inclusion\tDate of inclusion\n"
    (tmp_path / NEW).write_text(head + out.getvalue(), encoding="utf-8-sig")
    found = lists_of([tmp_path]).candidates.find("7439-92-1", date(2026, 1, 1))
    assert found is not None
    assert (found.name, found.included_on) == ("Lead", date(2018, 6, 27))


def _day(text):
    return f"{date.fromisoformat(text):%d-%b-%Y}"


def test_an_older_list_is_not_used_and_that_is_said(tmp_path):
    (tmp_path / "reach_candidate_list_2025-11-05.csv").write_text(SHIPPED, encoding="utf-8")
    lists = lists_of([tmp_path])
    assert lists.candidates == shipped_lists().candidates
    assert "it is not used" in lists.own[0]


def test_a_newer_exemption_table_moves_the_last_day(tmp_path):
    told = json.loads((DATA / "rohs_exemptions.json").read_text(encoding="utf-8"))
    told["table_date"] = "2027-01-15"
    told["exemptions"][-1]["expiry"] = "2031-12-31"
    (tmp_path / "rohs_exemptions_2027.json").write_text(json.dumps(told), encoding="utf-8")
    lists = lists_of([tmp_path])
    assert next(e for e in lists.exemptions if e.id == "6(c)").expiry == date(2031, 12, 31)
    assert lists.exemptions_date == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (NEW, "substance_name,cas_no,ec_no,date_of_inclusion\nLead,7439-92-1,x,2018-06-27\n", "holds 1 entries"),
        (NEW, "<html>Sign in</html>", "no column Date of inclusion"),
        (NEW, SHIPPED.replace("2018-06-27", "27 June"), "is no date of inclusion"),
        (NEW, SHIPPED.replace("ec_no,cas_no", "cas_no,ec_no"), "its CAS numbers name"),
        (NEW, "\n".join(SHIPPED.splitlines()[:1] + SHIPPED.splitlines()[8:]), "its newest entry is of"),
        ("rohs_substances_2027.json", SUBSTANCES.replace("0.01", "100"), "its limit for Cadmium is 100 percent"),
        ("rohs_substances_2027.json", '{"list_date": "2027-01-01", "substances": []}', "Lead is missing"),
        ("reach_candidate_list_new.csv", SHIPPED, "its name must end with the list's date"),
        ("rohs_exemptions.json", "{", "It is no JSON"),
        ("rohs_exemptions.json", "{}", "'table_date' is missing"),
        ("rohs_substances.json", '{"list_date": "soon", "substances": []}', "soon"),
        ("dfars_countries.json", "[]", "not a list that Lotbook can judge by"),
    ],
)  # fmt: skip
def test_a_broken_list_stops_the_answer_and_is_named(tmp_path, name, content, said):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ListError) as error:
        lists_of([tmp_path])
    assert name in error.value.problem
    assert said in str(error.value)


def test_a_list_that_is_not_utf_8_is_named(tmp_path):
    (tmp_path / NEW).write_bytes(SHIPPED.encode("utf-16"))
    with pytest.raises(ListError, match="not saved as UTF-8"):
        lists_of([tmp_path])
