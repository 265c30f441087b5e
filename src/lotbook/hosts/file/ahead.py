"""Unpacks the large parts of a workbook on another processor core while what is there already is being read.

Unpacking needs no Python, so it does not wait for the reading and the reading does not wait for it. Whoever comes for
a part before its turn unpacks it on the spot, as if there were no helper.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from threading import Event, Lock, Thread

from lotbook.hosts.file.container import Container, Part

HELPER = "unpacking"  # the name of its thread
LARGE = 1 << 20  # bytes unpacked; what is smaller is unpacked sooner than handed over
_TURN = 0.0005  # seconds; the helper needs Python for moments only and must not wait long for them


def read_ahead(container: Container, names: Iterable[str]) -> None:
    """Starts to unpack these parts in this order, as far as they are large; the container hands them out."""
    large = [part for part in map(container.part, names) if part and part.size >= LARGE]
    if len(large) > 1 and (os.cpu_count() or 1) > 1:
        container.ahead = Ahead(container, large)


class Ahead:
    """The parts that are, or will be, unpacked by the helper.

    Args:
        container: the workbook file.
        parts: what to unpack, in this order.
    """

    def __init__(self, container: Container, parts: Iterable[Part]) -> None:
        self._container = container
        self._lock = Lock()
        self._waiting = {part.name: part for part in parts}
        self._begun: dict[str, Event] = {}
        self._done: dict[str, bytes | Exception] = {}
        Thread(target=self._run, name=HELPER, daemon=True).start()

    def take(self, part: Part) -> bytes | None:
        """The content of a part, once; None when the helper has not begun with it and will not any more.

        Raises:
            LotbookError: what unpacking it raised.
        """
        with self._lock:
            self._waiting.pop(part.name, None)
            begun = self._begun.pop(part.name, None)
        if begun is None:
            return None
        begun.wait()
        found = self._done.pop(part.name)
        if isinstance(found, Exception):
            raise found
        return found

    def _run(self) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        try:
            self._unpack()
        finally:
            sys.setswitchinterval(usual)

    def _unpack(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    return
                part = self._waiting.pop(next(iter(self._waiting)))
                ready = self._begun[part.name] = Event()
            try:
                self._done[part.name] = self._container.unpacked(part)
            except Exception as error:  # noqa: BLE001 - it is raised where the part is asked for
                self._done[part.name] = error
            ready.set()
