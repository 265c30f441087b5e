"""What `recalls` may be told: which recall, and the step to note."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from decimal import Decimal, InvalidOperation

from lotbook.commands.shell.days import day_given
from lotbook.errors import UsageError


def amount_given(text: str, option: str) -> Decimal | None:
    """A quantity as typed, None where none was.

    Raises:
        UsageError: it is none.
    """
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise UsageError(f"{option} {text} is no quantity.", next_step="Write a number, e.g. 12.")
    return amount


def day_or_today(text: str) -> date:
    """A day as typed, today where none was.

    Raises:
        UsageError: it is none, could be two, or lies ahead.
    """
    today = date.today()  # noqa: DTZ011 - the shop's own calendar day
    day = day_given(text, "--on") or today
    if day > today:
        raise UsageError(
            f"--on {text} lies ahead.", next_step="Write the day on which the customer answered."
        )
    return day


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the workbook, the recall and the step to note."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument(
        "recall", nargs="?", default="", metavar="RCL-001", help="one recall (default: list all)"
    )
    steps = parser.add_argument_group("note a step of that recall")
    steps.add_argument(
        "--sent",
        action="append",
        default=[],
        metavar="CUSTOMER",
        help="its notice was sent; `all` for every one",
    )
    steps.add_argument("--answered", default="", metavar="CUSTOMER", help="this customer answered")
    steps.add_argument(
        "--held", default="", metavar="NUMBER", help="how many are held there (with --answered)"
    )
    steps.add_argument(
        "--returned", default="", metavar="NUMBER", help="how many came back (with --answered)"
    )
    steps.add_argument(
        "--on", default="", metavar="DAY", help="when, e.g. 2024-05-03 (with --answered; default: today)"
    )
    steps.add_argument(
        "--release", action="store_true", help="everything it held is as before; needs --reason"
    )
    steps.add_argument("--close", action="store_true", help="it is over: files its closing report")
    parser.add_argument(
        "--export",
        default="",
        metavar="DIR",
        help="write its status as CSV and .xlsx, as a regulator asks for it",
    )
    parser.add_argument(
        "--report",
        default="",
        metavar="DIR",
        help="write its status report as Word and PDF; closing writes the closing report by itself",
    )
    parser.add_argument("--signer", default="", metavar="NAME", help="who signs (default: as in Settings)")
    steps.add_argument("--reason", default="", help="why it is released, or closed before all answered")
