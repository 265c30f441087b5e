"""The xlwings engine "calc": registers itself, and turns values on their way into and out of cells."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from lotbook.hosts.calc import office as offices
from lotbook.hosts.calc.celltypes import CellError, as_serial
from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.xl import base_classes, xw

if TYPE_CHECKING:
    import xlwings

    from lotbook.hosts.calc.app import App
    from lotbook.hosts.calc.office import Office

NAME = "calc"


class Engine:
    """What xlwings asks of an engine: its applications, and how values pass."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: object, options: object) -> object:
        """A value as a cell takes it: text, a float, a bool, or a date's serial number; empty text for nothing."""
        if value is None:
            return ""
        if isinstance(value, (bool, str)):
            return value
        if isinstance(value, dt.date):
            return "" if value != value else as_serial(value)  # noqa: PLR0124 - pandas' missing date is not itself
        if isinstance(value, (int, float)):
            return float(value) if value == value else ""  # noqa: PLR0124 - a missing number is not itself
        return _foreign(value)

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[object]],
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,
    ) -> list[list[object]]:
        """Values as they were read, in the types the caller asked for."""

        def cleaned(value: object) -> object:
            if value is None or value == "":
                return empty_as
            if isinstance(value, CellError):
                return value.text if err_to_str else None
            if isinstance(value, dt.datetime):
                return value if datetime_builder is dt.datetime else _rebuilt(value, datetime_builder)
            if number_builder is not None and type(value) is float:
                return number_builder(value)
            return value

        plain = {str, bool}  # most cells are of these and stay as they are; asking their class is quicker
        plain |= {float} if number_builder is None else set()
        plain |= {dt.datetime} if datetime_builder is dt.datetime else set()
        return [
            [
                empty_as if value == "" else value if value.__class__ in plain else cleaned(value)
                for value in row
            ]
            for row in data
        ]


def _foreign(value: object) -> object:
    """Numbers and dates of other libraries (numpy has its own), by what they can do; else their text."""
    item = getattr(value, "item", None)
    if callable(item):
        plain = item()
        return Engine.prepare_xl_data_element(plain, None) if plain is not value else str(value)
    try:
        return float(value) if not isinstance(value, bytes) else str(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)


def _rebuilt(value: dt.datetime, build: Callable[..., object]) -> object:
    return build(
        month=value.month,
        day=value.day,
        year=value.year,
        hour=value.hour,
        minute=value.minute,
        second=value.second,
        microsecond=value.microsecond,
        tzinfo=None,
    )


@honest
class Apps(base_classes.Apps):
    """The LibreOffices this process talks to; the first is the active one."""

    def __init__(self) -> None:
        self._known: dict[int, App] = {}

    @property
    def impl(self) -> Apps:
        """Itself; xlwings asks every part for its implementation."""
        return self

    def take(self, app: App) -> None:
        """Puts an application first."""
        rest = {pid: known for pid, known in self._known.items() if known is not app}
        self._known = {app.pid: app, **rest}

    def forget(self, app: App) -> None:
        """Drops one that has ended."""
        self._known = {pid: known for pid, known in self._known.items() if known is not app}

    def keys(self) -> list[int]:
        """The processes' numbers."""
        return [app.pid for app in self]

    def add(
        self,
        spec: str | None = None,
        add_book: bool | None = None,
        xl: object = None,
        visible: bool | None = None,
    ) -> App:
        """Starts a LibreOffice."""
        app = _joined(offices.start(headless=not visible))
        if add_book:
            app.books.add()
        return app

    @staticmethod
    def cleanup() -> None:
        """Nothing: an office started here ends with ``quit``."""

    def __iter__(self) -> Iterator[App]:
        pipe = os.environ.get(offices.PIPE_VARIABLE)
        if not self._known and pipe:
            _joined(offices.attach(pipe))
        return iter(list(self._known.values()))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __getitem__(self, pid: int) -> App:
        return self._known[pid]


_ENGINE = Engine()


def register() -> xlwings.Engine:
    """Adds the engine to xlwings and makes it the active one; more than once is once."""
    if NAME not in xw.engines.engines_by_name:
        xw.engines.add(xw.Engine(impl=_ENGINE))
    found: xlwings.Engine = xw.engines[NAME]
    found.activate()
    return found


def join(office: Office) -> xlwings.App:
    """Xlwings' application over an office that was started or attached to; it becomes the active one."""
    register()
    app: xlwings.App = xw.App(impl=_joined(office))
    return app


def start(*, headless: bool = True) -> xlwings.App:
    """Starts a LibreOffice of its own and gives xlwings' application over it.

    Raises:
        SpreadsheetError: LibreOffice is missing, of another Python, or did not come up in time.
    """
    return join(offices.start(headless=headless))


def attach(pipe: str) -> xlwings.App:
    """Reaches the LibreOffice that listens on this pipe and gives xlwings' application over it.

    Raises:
        SpreadsheetError: nobody listens there.
    """
    return join(offices.attach(pipe))


def _joined(office: Office) -> App:
    from lotbook.hosts.calc.app import App

    app = App(office, _ENGINE)
    _ENGINE.apps.take(app)
    return app
