"""A workbook of an older layout: what each step adds, that a backup stands beside it, and that nothing is lost."""

import json
import re
from datetime import date

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.domain.edits import NewColumn, Property
from lotbook.errors import SchemaError, UnsafeEditError
from lotbook.hosts.file.book import FileBook
from lotbook.tables import settings
from lotbook.tables.book import SCHEMA_VERSION, sheet
from lotbook.tables.column import Kind
from lotbook.tables.records import Records
from lotbook.tables.update import STEPS, Step, plan_update
from tests.hosts.file.books import headers, parts, rewrite
from tests.hosts.file.standard import violations
from tests.story import MemorySource, MemoryView

DELIVERIES = [{"Received on": date(2024, 5, 3), "Material": "PLY", "Quantity": 5}]
RUNS = [{"Run ID": f"MFG-{n:04}", "Part number": "P-1", "Note": f"run {n}"} for n in (1, 2, 3)]


def of_layout_0(path, **rows):
    """A workbook as it was before layouts were told: no property, no column First article."""
    given = {"Receiving": DELIVERIES, "Manufacture": RUNS, "Materials": [{"Material": "PLY"}]}
    build_workbook(path, rows=given | rows)
    with FileBook.open(path) as book:
        table = book.package.table("Manufacture", "Manufacture")
        letters = book.view("Manufacture", "Manufacture", ()).letters
    place = headers("Manufacture").index("First article")
    content = parts(path)
    told = content[table.part]
    told = re.sub(rb'<tableColumn id="\d+" name="First article"\s*/>', b"", told)
    told = told.replace(b'count="15"', b'count="14"')
    told = re.sub(rb'(ref="A1:)' + letters[-1].encode(), rb"\g<1>" + letters[-2].encode(), told)
    changes = {table.part: told, table.sheet.part: _without(content[table.sheet.part], letters, place)}
    properties = content["docProps/custom.xml"]
    changes["docProps/custom.xml"] = re.sub(
        rb'<property name="Lotbook schema".*?</property>', b"", properties
    )
    return rewrite(path, changes)


def _without(data, letters, place):
    """The sheet's part without one column of cells; those behind it move to the left."""
    data = re.sub(rb'<c r="%s\d+"[^>]*?(?:/>|>.*?</c>)' % letters[place].encode(), b"", data)
    for letter, before in zip(letters[place + 1 :], letters[place:], strict=False):
        data = re.sub(rb'<c r="%s(\d+)"' % letter.encode(), rb'<c r="%s\1"' % before.encode(), data)
    return data


@pytest.fixture
def old(tmp_path):
    path = of_layout_0(tmp_path / "shop.xlsx")
    with FileBook.open(path) as book:
        assert book.schema_version == 0
        missing = [f for f in Records(book).loaded("Manufacture").findings if f.code == "column-missing"]
        assert [finding.place.column for finding in missing] == ["First article"]
    return path


def runs(path):
    with FileBook.open(path) as book:
        return [(run.run_id, run.first_article, run.note) for run in Records(book).manufacture]


def answer(capsys, *words):
    code = main([*map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_each_step_leads_from_one_layout_to_the_next_and_adds_what_the_specification_has():
    assert [step.version for step in STEPS] == list(range(SCHEMA_VERSION))
    for step in STEPS:
        for new in step.columns:
            kinds = {column.header: column.kind for column in sheet(new.sheet).columns.values()}
            assert kinds[new.header] is not Kind.CALCULATED
        assert set(step.settings) <= {default.name for default in settings.DEFAULTS}


def test_only_what_is_missing_is_added():
    tables = {
        "Manufacture": MemoryView("Manufacture", ("Run ID", "note"), [("MFG-0001", "x")]),
        "Settings": MemoryView("Settings", ("Setting", "Value"), [("paper", "Letter")]),
    }
    story = MemorySource(tables)  # without the sheet Parts
    steps = (
        Step(0, "First", (NewColumn("Manufacture", "First article"), NewColumn("Manufacture", "Note"))),
        Step(1, "Second", (NewColumn("Parts", "Revision"),), ("Paper", "Logo file")),
        Step(2, "Third", (NewColumn("Manufacture", "Machine"),)),
    )
    made = plan_update(story, 0, steps=steps, to=2)
    assert made.columns == (NewColumn("Manufacture", "First article"),)
    assert [(a.sheet, a.values["Setting"]) for a in made.appends] == [("Settings", "Logo file")]
    assert made.properties == (Property("Lotbook schema", 2),)
    assert made.details["steps"] == ["First", "Second"]
    assert plan_update(story, 2, steps=steps, to=2).writes is False


def test_a_command_that_writes_updates_first_and_keeps_the_workbook_as_it_was(old, capsys):
    before = old.read_bytes()
    code, told = answer(capsys, "assign", old, "--who", "Anna")
    assert code == 0
    assert [each["identifier"] for each in told["assigned"]] == ["PLY-0524-001"]
    (notice,) = told["notices"]
    assert notice.startswith("shop.xlsx: Brought from layout 0 to layout 1: the column First article of Man")
    assert notice.endswith("As it was before: shop-layout-0.xlsx.")
    assert old.with_name("shop-layout-0.xlsx").read_bytes() == before
    assert violations(old) == []
    assert runs(old) == [(f"MFG-000{n}", None, f"run {n}") for n in (1, 2, 3)]
    with FileBook.open(old) as book:
        assert book.schema_version == SCHEMA_VERSION
        assert book.property_value("Lotbook profile") == "shop"
        update, assign = book.journal.entries()
        assert (update.command, update.who, assign.command) == ("update", "Anna", "assign")
        assert update.columns == (NewColumn("Manufacture", "First article"),)
        assert update.details["backup"] == "shop-layout-0.xlsx"
        assert [f.code for f in Records(book).findings() if f.code == "column-missing"] == []
    page = openpyxl.load_workbook(old)["Manufacture"]
    assert (page.tables["Manufacture"].ref, page["O1"].value) == ("A1:O4", "First article")


def test_the_second_command_has_nothing_to_update(old, capsys):
    answer(capsys, "assign", old)
    _, told = answer(capsys, "assign", old)
    assert "notices" not in told
    assert [path.name for path in sorted(old.parent.glob("*.xlsx"))] == ["shop-layout-0.xlsx", "shop.xlsx"]


def test_undo_takes_the_update_back_byte_for_byte_and_does_not_update_itself(old, capsys):
    before = old.read_bytes()
    answer(capsys, "assign", old)
    assert answer(capsys, "undo", old)[1]["command"] == "assign"
    code, told = answer(capsys, "undo", old)
    assert (code, told["command"], told["way"]) == (0, "update", "snapshot")
    assert old.read_bytes() == before
    code = main(["undo", str(old)])
    assert "nothing to take back" in capsys.readouterr().err
    assert old.read_bytes() == before


def test_an_update_cannot_be_undone_after_the_workbook_was_changed_by_hand(old, capsys):
    main(["assign", str(old), "--sheet", "Orders"])
    opened = openpyxl.load_workbook(old)
    opened["Receiving"]["Y2"].value = "typed by hand"
    opened.save(old)
    capsys.readouterr()
    assert main(["undo", str(old)]) != 0
    assert "update added the column 'First article' to Manufacture" in capsys.readouterr().err


def test_a_backup_that_is_there_is_never_overwritten(old, capsys):
    kept = old.with_name("shop-layout-0.xlsx")
    kept.write_bytes(b"precious")
    before = old.read_bytes()
    answer(capsys, "assign", old)
    assert kept.read_bytes() == b"precious"
    assert old.with_name("shop-layout-0-2.xlsx").read_bytes() == before


def test_a_command_that_reads_works_on_the_old_layout_and_says_what_will_come(old, capsys):
    before = old.read_bytes()
    for words in (["find", old, "run 2"], ["assign", old, "--dry-run"]):
        code, told = answer(capsys, *words)
        assert code == 0
        (notice,) = told["notices"]
        assert "layout 0 of an earlier Lotbook" in notice
    assert old.read_bytes() == before
    assert list(old.parent.glob("*.xlsx")) == [old]
    assert main(["assign", str(old), "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("shop.xlsx has the layout 0")


def test_where_a_step_cannot_be_taken_nothing_changes_and_no_backup_is_left(old, capsys):
    opened = openpyxl.load_workbook(old)
    opened["Manufacture"]["O1"].value = "mine"
    opened.save(old)
    before = old.read_bytes()
    assert main(["assign", str(old)]) == UnsafeEditError.exit_code
    assert "Manufacture O1 is filled" in capsys.readouterr().err
    assert old.read_bytes() == before
    assert list(old.parent.glob("*.xlsx")) == [old]


def test_a_layout_number_that_another_program_dropped_is_written_again_without_a_backup(tmp_path, capsys):
    path = tmp_path / "shop.xlsx"
    build_workbook(path)
    content = parts(path)
    relations = re.sub(rb"<Relationship [^>]*custom-properties[^>]*/>", b"", content["_rels/.rels"])
    types = re.sub(rb"<Override [^>]*custom\.xml[^>]*/>", b"", content["[Content_Types].xml"])
    rewrite(path, {"docProps/custom.xml": None, "_rels/.rels": relations, "[Content_Types].xml": types})
    assert "notices" not in answer(capsys, "assign", path)[1]
    assert FileBook.open(path).schema_version == SCHEMA_VERSION
    assert violations(path) == []
    assert list(tmp_path.glob("*.xlsx")) == [path]


def test_a_newer_layout_is_refused(tmp_path):
    path = tmp_path / "shop.xlsx"
    build_workbook(path)
    content = parts(path)["docProps/custom.xml"]
    rewrite(path, {"docProps/custom.xml": content.replace(b">1</vt:i4>", b">9</vt:i4>")})
    with pytest.raises(SchemaError, match="its layout is 9"):
        FileBook.open(path)
