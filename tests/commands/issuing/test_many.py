"""Many certificates in one call: what shipped and has none; one that fails leaves the others alone; go on later."""

from __future__ import annotations

import json

import pytest

from lotbook.cli import main
from lotbook.commands.issue import COMMAND
from lotbook.commands.issuing import batch as issue_batch
from lotbook.commands.issuing import many as issue_many
from lotbook.documents.package.batch import Batch
from lotbook.documents.pdf import making as pdf
from lotbook.hosts.file.book import FileBook
from lotbook.tables.records import Records
from tests.documents.gate_story import changed
from tests.documents.shop import shop

ORDER = "    ORD-{n} | 2024-01-02 | Smith & Sons <UK> | 0099-{n} | BRK-100 | C | 1 | pcs  | Traceability report | Open\n"
SHIPMENT = "    SHP-{n} | 2024-02-0{day} | ORD-{n} | MFG-0001 | 1 | pcs | | \n"
MORE = ("0002", "0003", "0004")
MANY = changed(
    ("| Traceability report | Open\n", "| Traceability report | Open\n" + "".join(ORDER.format(n=n) for n in MORE)),
    (
        "| MFG-0001 | 4        | pcs  |         |\n",
        "| MFG-0001 | 4        | pcs  |         |\n"
        + "".join(SHIPMENT.format(n=n, day=day) for n, day in zip(MORE, (5, 6, 7), strict=True)),
    ),
)  # fmt: skip


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(pdf, "engines", lambda: ())


def issue(workbook, capsys, *words: str, code: int = 0) -> dict:
    assert main(["issue", str(workbook), *words, "--json", "--who", "Ann"]) == code
    return json.loads(capsys.readouterr().out)


def register(workbook) -> list[tuple[str | None, ...]]:
    with FileBook.open(workbook) as book:
        return [(c.certificate_id, c.order_id, c.status) for c in Records(book).certificates]


def orders(answer: dict, *, issued: bool = True) -> list[str]:
    return [each["order"] for each in answer["each"] if each["issued"] is issued]


def test_everything_that_shipped_gets_its_certificate_once(tmp_path, capsys):
    workbook = shop(tmp_path, MANY)
    answer = issue(workbook, capsys, "--shipped", "since:2024-02-06")
    assert set(answer) == set(COMMAND.json_keys)
    assert orders(answer) == ["ORD-0003", "ORD-0004"]
    assert orders(issue(workbook, capsys, "--shipped", "2024-02-05")) == ["ORD-0001", "ORD-0002"]
    assert issue(workbook, capsys, "--shipped", "all")["each"] == []
    assert register(workbook) == [
        ("COC-0001", "ORD-0003", "Issued"),
        ("COC-0002", "ORD-0004", "Issued"),
        ("COC-0003", "ORD-0001", "Issued"),
        ("COC-0004", "ORD-0002", "Issued"),
    ]
    for folder in workbook.parent.glob("packages/*/*"):
        assert main(["verify", str(folder)]) == 0


def test_a_dry_run_tells_the_numbers_and_writes_nothing(tmp_path, capsys):
    workbook = shop(tmp_path, MANY)
    answer = issue(workbook, capsys, "--shipped", "all", "--dry-run")
    assert [each["certificate"] for each in answer["each"]] == [
        "COC-0001",
        "COC-0002",
        "COC-0003",
        "COC-0004",
    ]
    assert register(workbook) == []
    assert not (tmp_path / "packages").exists()


def test_what_stops_one_order_leaves_the_others_alone(tmp_path, capsys):
    text = changed(("| 0099-0002 |", "|  |"), ("SHP-0003 | 2024-02-06", "         | 2024-02-06"), text=MANY)
    workbook = shop(tmp_path, text)
    answer = issue(workbook, capsys, "--shipped", "all", code=1)
    assert orders(answer) == ["ORD-0001", "ORD-0004"]
    assert {e["order"]: [f["code"] for f in e["findings"]] for e in answer["each"] if not e["issued"]} == {
        "ORD-0002": ["gate-po-missing"],
        "ORD-0003": ["gate-shipment-unnumbered"],
    }


def test_a_package_that_cannot_be_made_leaves_the_others_alone(tmp_path, capsys, monkeypatch):
    workbook = shop(tmp_path, MANY)
    (tmp_path / "packages").mkdir()
    (tmp_path / "packages" / "ORD-0002").write_text("a file where the folder must go")
    answer = issue(workbook, capsys, "--shipped", "all", code=1)
    assert orders(answer, issued=False) == ["ORD-0002"]
    failed = answer["each"][1]
    assert failed["certificate"] is None
    assert "cannot be written" in failed["error"]
    assert [row[1] for row in register(workbook)] == ["ORD-0001", "ORD-0003", "ORD-0004"]


def test_a_warning_is_never_answered_for_in_a_heap(tmp_path, capsys):
    workbook = shop(tmp_path, changed(("ASTM B209     | 21 ", "ASTM B209     |    "), text=MANY))
    assert main(["issue", str(workbook), "--shipped", "all", "--accept-warnings", "Ann: all fine"]) == 2
    assert "holds for one certificate only" in capsys.readouterr().err
    assert orders(issue(workbook, capsys, "--shipped", "all", code=1)) == []


def test_a_second_call_goes_on_where_the_first_one_was_ended(tmp_path, capsys, monkeypatch):
    workbook = shop(tmp_path, MANY)
    monkeypatch.setattr(issue_many, "AT_ONCE", 2)
    write, calls = FileBook.write, []
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))

    def ended(self, plan, *, who):
        calls.append(plan.command)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return write(self, plan, who=who)

    monkeypatch.setattr(FileBook, "write", ended)
    assert main(["issue", str(workbook), "--shipped", "all"]) != 0
    assert list(scratch.iterdir()) == []
    monkeypatch.setattr(FileBook, "write", write)
    capsys.readouterr()
    assert [row[1] for row in register(workbook)] == ["ORD-0001", "ORD-0002"]
    assert sorted(p.name for p in tmp_path.glob("packages/*/*")) == ["COC-0001-A", "COC-0002-A"]
    assert orders(issue(workbook, capsys, "--shipped", "all")) == ["ORD-0003", "ORD-0004"]
    assert [row[0] for row in register(workbook)] == ["COC-0001", "COC-0002", "COC-0003", "COC-0004"]


def test_the_documents_of_the_next_are_written_while_the_engine_draws(tmp_path, capsys, monkeypatch):
    workbook = shop(tmp_path, MANY)
    monkeypatch.setattr(issue_many, "AT_ONCE", 1)
    steps = []

    class Watched(Batch):
        def __init__(self, jobs):
            steps.append(("begun", jobs[0][0].name))
            super().__init__(jobs)

        def finished(self):
            steps.append(("ended", self._jobs[0][0].name))
            return super().finished()

    monkeypatch.setattr(issue_batch, "Batch", Watched)
    assert len(orders(issue(workbook, capsys, "--shipped", "all"))) == 4
    one, two, three, four = (f"COC-000{n}-A" for n in (1, 2, 3, 4))
    assert steps == [
        ("begun", one), ("begun", two), ("ended", one), ("begun", three), ("ended", two), ("begun", four),
        ("ended", three), ("ended", four),
    ]  # fmt: skip
    assert [row[0] for row in register(workbook)] == ["COC-0001", "COC-0002", "COC-0003", "COC-0004"]


def test_the_workbook_is_read_anew_only_after_something_was_written(tmp_path, capsys, monkeypatch):
    workbook = shop(tmp_path, MANY)
    happened, read, written = [], Records.__init__, issue_batch._registered
    monkeypatch.setattr(
        Records, "__init__", lambda self, *words: (happened.append("read"), read(self, *words))[1]
    )
    monkeypatch.setattr(
        issue_batch, "_registered", lambda *words: (happened.append("written"), written(*words))[1]
    )
    issue(
        workbook, capsys, "--shipped", "all"
    )  # four orders: two rounds, both begun before anything is written
    assert happened[: happened.index("written")] == ["read"]


def test_several_orders_may_be_named(tmp_path, capsys):
    workbook = shop(tmp_path, MANY)
    assert orders(issue(workbook, capsys, "ORD-0004", "ORD-0002")) == ["ORD-0004", "ORD-0002"]
    assert orders(issue(workbook, capsys, "ORD-0004", "ORD-0001", code=1)) == ["ORD-0001"]


def test_an_order_named_twice_in_two_spellings_gets_one_certificate(tmp_path, capsys):
    workbook = shop(tmp_path, MANY)
    assert orders(issue(workbook, capsys, "ORD-0002", "ord-0002")) == ["ORD-0002"]
    assert register(workbook) == [("COC-0001", "ORD-0002", "Issued")]


def test_a_day_without_shipments_says_so_and_when_the_last_one_left(tmp_path, capsys):
    workbook = shop(tmp_path, MANY)
    answer = issue(workbook, capsys, "--shipped", "2024-02-20")
    assert answer["summary"] == (
        "Nothing to issue: no shipment left on 2024-02-20. The last shipment left on 2024-02-07."
    )
    issue(workbook, capsys, "--shipped", "2024-02-07")
    again = issue(workbook, capsys, "--shipped", "2024-02-07")
    assert again["summary"] == (
        "Nothing to issue: every shipment that left on 2024-02-07 has its certificate."
    )


def test_goods_that_came_back_are_not_certified(tmp_path, capsys):
    row = SHIPMENT.format(n="0004", day=7)
    back = row.replace("SHP-0004", "SHP-0009").replace("| 1 | pcs", "| -1 | pcs")
    workbook = shop(tmp_path, changed((row, row + back), text=MANY))
    assert issue(workbook, capsys, "--shipped", "2024-02-07")["each"][0]["shipments"] == ["SHP-0004"]
    answer = issue(workbook, capsys, "ORD-0004", code=1)
    assert (answer["shipments"], answer["findings"][0]["code"]) == (["SHP-0004"], "gate-certified-already")
    named = issue(workbook, capsys, "ORD-0004", "--shipment", "SHP-0009", code=1)
    assert "gate-quantity-missing" in [finding["code"] for finding in named["findings"]]


def test_a_shipment_of_an_order_that_is_not_there_is_told(tmp_path, capsys):
    row = SHIPMENT.format(n="0004", day=7)
    workbook = shop(tmp_path, changed((row, row.replace("ORD-0004", "ORD-O004")), text=MANY))
    answer = issue(workbook, capsys, "--shipped", "2024-02-07", code=1)
    assert [(each["order"], each["issued"]) for each in answer["each"]] == [("ORD-O004", False)]
    assert "names ORD-O004, which is not on the sheet Orders." in answer["each"][0]["error"]
