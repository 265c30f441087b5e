"""The engine speaks plainly: what it lacks is refused by name, what LibreOffice throws is told in words.

LibreOffice's own exceptions must not leave the engine: Python cannot pass them through a ``with`` block, because they
take no traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from inspect import iscoroutinefunction
from types import FunctionType
from typing import Any, Never, TypeVar

from lotbook.errors import SpreadsheetError
from lotbook.hosts.calc.unolink import uno
from lotbook.hosts.calc.xl import base_classes

T = TypeVar("T")
_OURS = "lotbook.hosts.calc."
_UNWRITTEN = "NotImplementedError"
_MISSING = "NoSuchElementException"
_GONE = ("DisposedException", "NoConnectException")


class CalcError(RuntimeError):
    """LibreOffice refused a call; the message is its own."""


def honest(kind: type[T]) -> type[T]:
    """Gives each member that xlwings asks for and this class lacks an answer that names it; puts errors into words."""
    asked = asked_of(kind)
    for name in wanted(asked):
        if getattr(kind, name) is getattr(asked, name):
            refuse = _refusal(f"{asked.__name__}.{name}")
            setattr(
                kind, name, property(refuse, refuse) if isinstance(vars(asked)[name], property) else refuse
            )
    ours = [each for each in reversed(kind.__mro__) if each.__module__.startswith(_OURS)]
    for name, member in {name: member for each in ours for name, member in vars(each).items()}.items():
        if (plain := _plain(member)) is not None:
            _put(kind, name, plain)
    return kind


def _put(kind: type, name: str, member: object) -> None:
    setattr(kind, name, member)
    if isinstance(member, cached_property):
        member.__set_name__(kind, name)


def _plain(member: object) -> object | None:
    """The same member, its errors in words; None for what cannot throw."""
    if isinstance(member, property):
        get, put = (in_words(each) if each else None for each in (member.fget, member.fset))
        return property(get, put, doc=member.__doc__)
    if isinstance(member, cached_property):
        return cached_property(in_words(member.func))
    return in_words(member) if isinstance(member, FunctionType) and member.__name__ != "refuse" else None


def in_words(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; what LibreOffice throws in it is told in words."""

    @wraps(function)
    def plain(*given: object, **named: object) -> object:
        try:
            return function(*given, **named)
        except Exception as error:
            told = told_of(error)
            if told is None:
                raise
        raise told

    return plain


def told_of(error: Exception) -> Exception | None:
    """What LibreOffice threw as an error of ours; None for every other error."""
    if not isinstance(error, uno().getClass("com.sun.star.uno.Exception")):
        return None
    name = type(error).__name__.rpartition(".")[2]
    if name in _GONE:
        return SpreadsheetError(
            "The workbook was closed, or LibreOffice ended.",
            next_step="Open the workbook again, then try once more.",
        )
    if name == _MISSING:
        return SpreadsheetError(
            "A sheet, a table or a name is not there any more.",
            cause="It was renamed or deleted, or its workbook was closed.",
            next_step="Look at the workbook, then try again.",
        )
    return CalcError(f"LibreOffice refused: {name} {getattr(error, 'Message', '')}".strip())


def left_out(kind: type) -> tuple[str, ...]:
    """The members a class answers with a refusal."""
    return tuple(name for name in wanted(asked_of(kind)) if _is_refusal(getattr(kind, name)))


def asked_of(kind: type) -> type:
    """The class of xlwings that says what is asked of this one."""
    return next(each for each in kind.__mro__ if each.__module__ == base_classes.__name__)


def wanted(asked: type) -> Iterator[str]:
    """The members xlwings leaves to the engine; what only its browser edition has is left out."""
    for name, member in vars(asked).items():
        function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if name.startswith("_") or iscoroutinefunction(function) or not isinstance(function, FunctionType):
            continue
        if _UNWRITTEN in function.__code__.co_names:
            yield name


def _refusal(member: str) -> Callable[..., Never]:
    def refuse(*_: object, **__: object) -> Never:
        raise NotImplementedError(f"{member} is not there in LibreOffice.")

    return refuse


def _is_refusal(member: object) -> bool:
    function = member.fget if isinstance(member, property) else member
    return getattr(function, "__name__", "") == "refuse"
