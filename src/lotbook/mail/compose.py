"""Composes an e-mail from a text template: subject, body, files; as a draft that every mail program opens to be sent.

A template is plain text: its first line is ``Subject: ...``, an empty line follows, then the body. Fields are those of
the Word template beside it, such as ``{{ customer.name }}``; lists are not repeated here, the paper enclosed has them.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from email.errors import HeaderParseError, MessageDefect
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import NamedTuple

from lotbook.errors import MissingFileError, TemplateError

_FIELD = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_SPLIT = re.compile(r"[;,\n]")
_BLANK = re.compile(r"\s+")


class Draft(NamedTuple):
    """One e-mail that waits for a person.

    Attributes:
        to: addresses; empty when nobody's is known, so that a person must fill it in.
        subject: one line.
        body: plain text.
        files: what is attached, in this order, under the names they have.
    """

    to: tuple[str, ...]
    subject: str
    body: str
    files: tuple[Path, ...] = ()


def compose(
    template: str, context: Mapping[str, object], *, to: Sequence[str], files: Sequence[Path] = (), name: str
) -> Draft:
    """Fills a text template.

    Args:
        template: the text with its fields.
        context: field -> finished text, or a mapping of such.
        to: addresses.
        files: what to attach.
        name: what the template is called, for messages.

    Raises:
        TemplateError: the template has no subject, or names a field that does not exist.
    """
    head, _, body = template.replace("\r\n", "\n").partition("\n\n")
    label, colon, subject = head.partition(":")
    if label.strip().lower() != "subject" or not colon or "\n" in head.strip():
        raise TemplateError(
            f"The mail text {name} does not begin with its subject.",
            next_step="Write `Subject: ...` on the first line, then an empty line, then the text.",
        )
    return Draft(
        tuple(to),
        _BLANK.sub(" ", _fill(subject, context, name)).strip(),
        _fill(body, context, name),
        tuple(files),
    )


def _fill(text: str, context: Mapping[str, object], name: str) -> str:
    known = dict(_flat(context))

    def value(match: re.Match[str]) -> str:
        field = match[1]
        if field not in known:
            near = get_close_matches(field, known, 1, 0.6)
            raise TemplateError(
                f"The mail text {name} uses the unknown field {field}.",
                next_step=f"Did you mean {near[0]}?"
                if near
                else "Look at the fields in the folder templates.",
            )
        return known[field]

    return _FIELD.sub(value, text)


def _flat(context: Mapping[str, object], within: str = "") -> Iterator[tuple[str, str]]:
    """Every single field by its full name; lists stay with the paper."""
    for name, value in context.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{within}{name}.")
        elif isinstance(value, str):
            yield f"{within}{name}", value


def addresses(cell: str | None) -> tuple[str, ...]:
    """The e-mail addresses of a cell, several parted by comma, semicolon or line; what is none is left out.

    >>> addresses("ann@example.com; not an address, bob@example.com")
    ('ann@example.com', 'bob@example.com')
    """
    return tuple(each for part in _SPLIT.split(cell or "") if (each := part.strip()) and _is_address(each))


def no_addresses(cell: str | None) -> tuple[str, ...]:
    """What stands in a cell of addresses and is none.

    >>> no_addresses("ann@example.com; bob@, ")
    ('bob@',)
    """
    return tuple(
        each for part in _SPLIT.split(cell or "") if (each := part.strip()) and not _is_address(each)
    )


def _is_address(text: str) -> bool:
    try:
        address = Address(addr_spec=text)
    except (HeaderParseError, MessageDefect, ValueError, IndexError):
        return False
    # Servers take other letters only where every one on the way understands them, which nobody can know beforehand.
    return bool(address.username) and "." in address.domain and text.isascii() and not _BLANK.search(text)


def as_eml(draft: Draft, *, sender: str = "") -> bytes:
    """The draft as an .eml file, which mail programs open as a message that was not sent yet.

    Raises:
        MissingFileError: an attachment cannot be read.
    """
    message = message_of(draft, sender=sender)
    message["X-Unsent"] = "1"  # Outlook then opens it for sending instead of for reading
    return bytes(message)


def message_of(draft: Draft, *, sender: str = "") -> EmailMessage:
    """The draft as a message.

    Raises:
        MissingFileError: an attachment cannot be read.
    """
    message = EmailMessage(policy=SMTP.clone(max_line_length=120))
    if sender:
        message["From"] = sender
    message["To"] = ", ".join(draft.to)
    message["Subject"] = draft.subject
    message.set_content(draft.body, charset="utf-8")
    for file in draft.files:
        main, _, sub = (mimetypes.guess_type(file.name)[0] or "application/octet-stream").partition("/")
        try:
            content = file.read_bytes()
        except OSError as error:
            raise MissingFileError(
                f"{file.name} cannot be attached.",
                cause=error.strerror or "",
                next_step="Look whether it is there.",
            ) from error
        message.add_attachment(content, maintype=main, subtype=sub, filename=file.name)
    return message
