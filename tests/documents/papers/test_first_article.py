"""The first article report: why it is due, the inspected run's own material, one piece's results, nothing invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lotbook.documents.papers import first_article
from lotbook.documents.papers.first_article_due import due
from lotbook.documents.template.fields import names
from lotbook.documents.template.render import render
from lotbook.shipped import shipped
from tests.documents.gate_story import SOUND, case, changed, found
from tests.documents.package.test_folder import HEAD
from tests.documents.word_files import text_of
from tests.story import records

RESULT = "    MFG-0001 | BRK #1         | 1     | 10.0   | Ann       | 2024-02-04  |\n"
AEROSPACE = (
    "| COC, Material certificates   |                   |",
    "| COC, Material certificates   |                   | aerospace",
)


def report(text=SOUND):
    return first_article.context(case(text).frozen, HEAD)


def test_every_documented_field_is_there_and_no_other():
    given = {name for name in names(report()) if name.split(".")[0] != "extra"}
    assert given == {field.name for field in first_article.FIELDS}


def test_form_1_says_what_was_inspected_and_why():
    fai = report()["fai"]
    assert (fai["identifier"], fai["part_number"], fai["revision"], fai["detail_or_assembly"]) == (
        "FAI-MFG-0001",
        "BRK-100",
        "C",
        "Assembly FAI",
    )
    assert fai["reasons"] == ["New part: no first article of BRK-100 is on record."]
    assert (fai["inspected_by"], fai["inspected_on"]) == ("Ann", "4 Feb 2024")


def test_the_index_names_the_sub_assemblies():
    assert [(row["part_number"], row["part_type"]) for row in report()["index"]] == [
        ("SUB-9 rev\u00a0A", "Detail, made here")
    ]


def test_form_2_holds_the_material_of_the_inspected_run_and_its_sub_assemblies_with_their_heats():
    rows = report()["materials"]
    assert [(row["comments"], row["certificate"]) for row in rows] == [
        ("Heat or maker's lot H83017; our lot AL6-0124-001", "3.1 M1"),
        ("our lot OIL-0124-001", ""),
        ("Heat or maker's lot S1; our lot SS3-0124-001", "CofC M2"),
        ("4 Feb 2024; run MFG-0001", "BC-9"),
    ]


def test_the_code_of_form_2_is_the_customers_to_name_so_nothing_of_ours_stands_there():
    assert {row["code"] for row in report()["materials"]} == {""}


def test_the_part_number_is_the_customers_and_ours_stands_beside_where_it_is_another():
    theirs = changed(
        ("| Serialised | Customer\n", "| Serialised | Customer | Customer part number\n"),
        ("| Bracket     | pcs  |            |\n", "| Bracket     | pcs  |            |  | SS-7720-01\n"),
    )
    fai = report(theirs)["fai"]
    assert (fai["part_number"], fai["our_part_number"]) == ("SS-7720-01", "BRK-100")
    ours = report()["fai"]
    assert (ours["part_number"], ours["our_part_number"]) == ("BRK-100", "")
    same = report(changed(("SS-7720-01", "brk-100"), text=theirs))["fai"]
    assert (same["part_number"], same["our_part_number"]) == ("brk-100", "")


def test_material_of_another_shipped_run_is_never_on_form_2():
    text = changed(
        ("    MFG-0002 | 2024-02-01", "    MFG-0003 | 2024-02-10 | 2024-02-11  | BRK-100     | C             | 5             |                   | pcs  | Bob      | Complete | Full\n    MFG-0002 | 2024-02-01"),
        ("    MFG-0002 | SS3-0124-001", "    MFG-0003 | SS3-0124-001   | 1        | pcs   | 2024-02-10 |\n    MFG-0002 | SS3-0124-001"),
        ("    SHP-0001    |", "    SHP-0002    | 2024-02-12 | ORD-0001 | MFG-0003 | 2        | pcs  |         |\n    SHP-0001    |"),
    )  # fmt: skip
    given = report(text)
    assert given["fai"]["run"] == "MFG-0003"  # the one that is marked
    assert [row["comments"] for row in given["materials"]] == ["Heat or maker's lot S1; our lot SS3-0124-001"]


def test_form_3_is_about_one_piece_and_says_what_was_not_measured_on_it():
    second = "    BRK #2         | BRK-100     | C             | 1           | 2           | mm\n"
    more = RESULT + RESULT.replace("| 1     | 10.0", "| 2     | 10.2").replace(
        "2024-02-04  |", "2024-02-04  | NCR-0001"
    )
    given = report(changed(("\n    People\n", second + "\n    People\n"), (RESULT, more)))
    assert [(row["number"], row["result"], row["comments"]) for row in given["results"]] == [
        ("BRK #1", "10.0\u00a0mm", "In"),
        ("BRK #2", "", "Not measured"),
    ]
    assert given["fai"]["has_nonconformance"] == "Yes"  # piece 2 is out


@pytest.mark.parametrize("language", ["", "de/", "fr/", "es/"])
def test_the_fields_to_sign_are_empty_lines_whoever_measured_and_whoever_signs_the_package(
    tmp_path: Path, language: str
) -> None:
    given = report()
    assert (given["fai"]["inspected_by"], given["signer"]["name"]) == ("Ann", HEAD.signer)
    out = tmp_path / "fai.docx"
    render(shipped("templates", f"{language}{first_article.TEMPLATE}"), given, out, paper="A4")
    text = text_of(out)
    signed = "\n".join(line for line in text.splitlines() if re.match(r"2[0-5]  ?", line))
    assert len(re.findall(r"2[0-5] [^|]*\| _+(?= \||$)", signed, re.MULTILINE)) == 6
    assert (HEAD.signer in text, given["certificate"]["date"] in text, "4 Feb 2024" in signed) == (
        False,
        False,
        False,
    )


def test_the_paper_holds_all_three_forms(tmp_path: Path):
    out = tmp_path / "fai.docx"
    render(shipped("templates", first_article.TEMPLATE), report(), out, paper="Letter")
    text = text_of(out)
    for part in ("Form 1: Part number accountability", "Form 2: Product accountability", "Form 3: Characteristic", "FAI-MFG-0001"):  # fmt: skip
        assert part in text


RUNS = """
Manufacture
Run ID   | Started on | Finished on | Part number | Part revision | Machine  | SOP   | Status     | First article
MFG-0001 | 2022-01-10 | 2022-01-12  | BRK         | A             | Mill 1   | WI-1  | Complete   | Full
MFG-0002 | {started}  | {started}   | {part}      | {revision}    | {machine} | {sop} | {status}  |
MFG-0003 | 2022-03-01 | 2022-03-02  | BRK         | A             | Mill 1   | WI-1  | {between}  |

Outside processes
Run ID   | Process | Supplier
MFG-0001 | Anodise | Coat Co
MFG-0002 | {process} | {supplier}
"""


def reasons(**facts) -> tuple[str, ...]:
    given = {"started": "2022-06-01", "part": "BRK", "revision": "A", "machine": "Mill 1", "sop": "WI-1"}
    given |= {"status": "Complete", "process": "anodise", "supplier": "Coat Co", "between": "Cancelled"}
    story = records(RUNS.format(**(given | facts)))
    run = story.manufacture[1]
    return due(run, story.manufacture, story.outside_processes).reasons


def test_a_run_like_the_last_first_article_needs_none():
    assert reasons() == ()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"part": "NEW"}, "New part: no first article of NEW is on record."),
        ({"revision": "B"}, "Design: revision B; first article MFG-0001 was revision A."),
        ({"machine": "Mill 2"}, "Process: machine Mill 2; first article MFG-0001 had Mill 1."),
        ({"sop": "WI-2"}, "Process: work instruction WI-2; first article MFG-0001 had WI-1."),
        ({"supplier": "Other Co"}, "Source: anodise by Other Co; first article MFG-0001 went to Coat Co."),
        ({"process": "Passivate"}, "Process: Passivate was not part of first article MFG-0001."),
        ({"started": "2024-01-13"}, "Lapse: none was made for two years, since 12 Jan 2022."),
    ],
)
def test_each_difference_is_a_reason(facts, said):
    assert reasons(**facts) == (said,)


def test_two_years_count_from_the_last_run_of_the_part_whoever_inspected_it():
    assert reasons(started="2024-01-12") == ()  # 730 days to the day
    assert reasons(started="2024-02-01", between="Complete") == ()


def test_an_empty_cell_tells_no_difference():
    assert reasons(machine="", sop="") == ()


def test_strict_customers_are_warned_of_a_run_that_is_no_first_article_and_should_be():
    strict = changed(AEROSPACE)
    assert ("Manufacture", 2, "First article", "gate-first-article-due?") in found(strict)
    assert not [code for *_, code in found(SOUND) if code.startswith("gate-first-article-due")]
    marked = changed(
        ("pcs  | Bob      | Complete |\n    MFG-0002", "pcs  | Bob      | Complete | Full\n    MFG-0002"),
        text=strict,
    )
    assert not [code for *_, code in found(marked) if code.startswith("gate-first-article-due")]


def test_a_piece_that_was_measured_twice_is_in_only_where_both_results_are():
    again = RESULT.replace("10.0 ", "10.9 ")
    for text in (RESULT + again, again + RESULT):
        (row,) = report(changed((RESULT, text)))["results"]
        assert {"10.0\u00a0mm", "10.9\u00a0mm"} == set(row["result"].split(", "))
        assert row["comments"].startswith("Out")
    (row,) = report(changed((RESULT, RESULT + RESULT.replace("10.0 ", "     "))))["results"]
    assert not row["comments"].startswith("In")


def test_a_run_that_is_not_marked_is_neither_a_full_nor_a_partial_first_article():
    assert report()["fai"]["full_or_partial"] == ""
