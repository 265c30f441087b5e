"""Many lots at once in one process: loads a workbook's chain, then answers for 1,000 lots and for every lot.

    python benchmarks/batch.py BOOK

Prints the seconds of each step as JSON, and proves that both ways name the same customers.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import NamedTuple

from lotbook.domain.filters import Filters
from lotbook.domain.genealogy import Steps
from lotbook.hosts.file.book import FileBook
from lotbook.tables.chain import chain
from lotbook.tables.records import Records
from lotbook.tables.trace.recall import fields

MANY = 1000


class Loaded(NamedTuple):
    """What a warm process keeps: the steps, the lots, the customers, and each run's customers as bits."""

    steps: Steps
    lots: Sequence[str]
    customers: Sequence[str]
    receivers: Mapping[str, int]


def load(path: str) -> Loaded:
    """Reads a workbook."""
    with FileBook.open(path) as book:
        only = fields(Filters())
        only["Orders"] |= {"customer"}
        records = Records(book, only=only)
        links = chain(records)
        keys = links.keys
        buyers = dict(
            zip(keys.column(records.orders, "order_id"), keys.column(records.orders, "customer"), strict=True)
        )
        customers = sorted(set(buyers.values()))
        bit = {name: 1 << number for number, name in enumerate(customers)}
        receivers: dict[str, int] = {}
        rows = records.shipments
        for run, order in zip(keys.column(rows, "run_id"), keys.column(rows, "order_id"), strict=True):
            receivers[run] = receivers.get(run, 0) | bit[buyers[order]]
        links.steps.out_of  # noqa: B018 - a warm process has walked before
        return Loaded(links.steps, keys.column(records.receiving, "lot_id"), customers, receivers)


def received(loaded: Loaded, lot: str) -> int:
    """The customers of one lot, by walking."""
    bits = 0
    for node in loaded.steps.forward((lot,)).distance:
        bits |= loaded.receivers.get(node, 0)
    return bits


def main(path: str) -> None:
    gc.disable()
    start = perf_counter()
    loaded = load(path)
    ready = perf_counter()
    step = max(len(loaded.lots) // MANY, 1)
    some = {lot: received(loaded, lot) for lot in loaded.lots[::step][:MANY]}
    walked = perf_counter()
    every = loaded.steps.gathered(loaded.receivers)
    done = perf_counter()
    if any(every.get(lot, 0) != bits for lot, bits in some.items()):
        raise SystemExit("The two ways name different customers.")
    print(
        json.dumps({"load": ready - start, "many": walked - ready, "every": done - walked, "lots": len(some)})
    )


if __name__ == "__main__":
    main(sys.argv[1])
