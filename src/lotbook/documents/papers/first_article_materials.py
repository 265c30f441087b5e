"""Form 2 of the first article report: the materials and special processes of the inspected run and what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.rows import LotRecord, RunRecord
from lotbook.documents.language.text_format import day, joined, with_revision
from lotbook.documents.papers import rows as chain_rows


def accounted(frozen: Frozen, runs: Sequence[RunRecord]) -> Iterator[dict[str, object]]:
    """The rows of Form 2: every lot, each once, then every outside process.

    Field 7 stays empty: it is a code that the customer asks materials and processes to be listed by, and no sheet
    holds one. Our lot or run stands among the comments.
    """
    yield from _materials(frozen, runs)
    yield from _processes(runs)


def _materials(frozen: Frozen, runs: Sequence[RunRecord]) -> Iterator[dict[str, object]]:
    """The lots that went into the inspected run and its sub-assemblies, each once."""
    names = dict.fromkeys(lot for run in runs for lot in run.lots)
    for record in (frozen.lot(name) for name in names):
        if record:
            yield _material(record)


def _material(record: LotRecord) -> dict[str, object]:
    shown = chain_rows.lot(record)
    mill = f"mill {shown['mill']}" if shown["mill"] and shown["mill"] != shown["supplier"] else ""
    melted = f"melted in {shown['country_of_melt']}" if shown["country_of_melt"] else ""
    heat = f"Heat or maker's lot {shown['heat']}" if shown["heat"] else ""
    return {
        "name": joined(str(shown["material"]), str(shown["grade"]), by=", "),
        "specification": shown["specification"],
        "code": "",
        "supplier": joined(str(shown["supplier"]), mill, by=", "),
        "certificate": shown["certificate"],
        "comments": joined(joined(heat, melted, by=", "), f"our lot {shown['id']}", by="; "),
    }


def _processes(runs: Sequence[RunRecord]) -> Iterator[dict[str, object]]:
    for run in runs:
        for done in run.processes:
            process = done.process
            yield {
                "name": process.process or "",
                "specification": with_revision(process.specification, process.spec_revision),
                "code": "",
                "supplier": process.supplier or "",
                "certificate": process.certificate_number or "",
                "comments": joined(day(process.done_on), f"run {run.run_id}", by="; "),
            }
