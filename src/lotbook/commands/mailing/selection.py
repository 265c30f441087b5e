"""E-mail package at a click: what is asked where something stands against it."""

from __future__ import annotations

from collections.abc import Collection

from lotbook.commands.issuing.certified_since import CHANGED_SINCE
from lotbook.commands.shell.command import Outcome
from lotbook.commands.shell.selection import Ask, Clicked, Refusal, Run

_TOLD = 8  # findings that a question of the ribbon shows


def again(words: tuple[str, ...], outcome: Outcome) -> Clicked | None:
    """Asks at a click who answers for what was changed, then whether another customer's address is right."""
    findings = outcome.json.get("findings")
    if not isinstance(findings, list) or not findings:
        return None
    changed = [each for each in findings if each["code"] == CHANGED_SINCE.code]
    shown = changed or findings
    told = [f"- {each['message']}" for each in shown[:_TOLD]]
    told += [f"- and {len(shown) - _TOLD} more"] if len(shown) > _TOLD else []
    title = f"E-mail {outcome.json['certificate']}"
    if changed:
        text = "To mail it all the same, write who answers for it and why, as NAME: reason."
        return Ask(title, "\n".join([*told, "", text]), "", lambda given: _with(words, given))
    to = outcome.json.get("to")
    right = {str(each).casefold() for each in to} if isinstance(to, list) else set()
    text = "If it is right all the same, write the address once more."
    return Ask(title, "\n".join([*told, "", text]), "", lambda given: _elsewhere(words, given, right))


def _with(words: tuple[str, ...], given: str) -> Clicked:
    if not given.strip():
        return Refusal("Nobody answered for it, so nothing was prepared.")
    return Run(((f"--accept-warnings={given.strip()}", *words),))


def _elsewhere(words: tuple[str, ...], given: str, right: Collection[str]) -> Clicked:
    if given.strip().casefold() not in right:
        return Refusal("The address was not confirmed, so nothing was prepared.")
    return Run((("--elsewhere", *words),))
