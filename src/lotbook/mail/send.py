"""Sends a draft by SMTP. Only what the server accepted counts as sent; everything else is told with its cause."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from typing import NamedTuple

from lotbook.errors import MailError
from lotbook.mail.compose import Draft, message_of
from lotbook.mail.configuration import Smtp

TIMEOUT = 30.0  # seconds; a server that is silent for longer is not waited for
_PATIENCE = (
    6  # times as long may a server think about a whole message: it looks for viruses before it answers
)
_GOODBYE = 2.0  # seconds
_TOO_LARGE = 552  # RFC 5321 4.2.3: exceeded storage allocation; also what servers say of too large a message


class Accepted(NamedTuple):
    """What the server took: from whom, to whom, and the message's own number."""

    sender: str
    to: tuple[str, ...]
    message_id: str


def send(draft: Draft, server: Smtp, password: str = "", *, timeout: float = TIMEOUT) -> Accepted:
    """Hands one message to the server.

    Args:
        draft: with at least one receiver.
        server: where to.
        password: of ``server.user``; not asked for without a user.
        timeout: seconds for each answer.

    Raises:
        MailError: it was not accepted for every receiver; then nothing counts as sent.
    """
    if not draft.to:
        raise MailError(
            "The message has no receiver.", next_step="Fill E-mail in the customer's row, or name --to."
        )
    message = _finished(draft, server.sender)
    sender = parseaddr(server.sender)[1]
    try:
        session = _connected(server, timeout)
        try:
            if server.user:
                session.login(server.user, password)
            _hand_over(session, sender, draft.to, message)
        finally:
            _hang_up(session)
    except smtplib.SMTPException as error:
        raise _refused(error, server, draft.to) from error
    except ssl.SSLError as error:
        raise MailError(
            f"{server.host} could not prove who it is.",
            cause=f"{error.reason or error}.",
            next_step="Ask whoever runs your mail.",
        ) from error
    except OSError as error:
        raise MailError(
            f"{server.host} does not answer on port {server.port}.",
            cause=f"{error}.",
            next_step="Look at the network, and at host and port in mail.toml. Nothing was sent.",
        ) from error
    return Accepted(sender, draft.to, str(message["Message-ID"]))


def _finished(draft: Draft, sender: str) -> EmailMessage:
    message = message_of(draft, sender=sender)
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2])
    return message


def _connected(server: Smtp, timeout: float) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host, server.port, timeout=timeout, context=ssl.create_default_context()
        )
    session = smtplib.SMTP(server.host, server.port, timeout=timeout)
    if server.security == "starttls":
        try:
            session.starttls(context=ssl.create_default_context())
        except BaseException:
            session.close()
            raise
    return session


def _hang_up(session: smtplib.SMTP) -> None:
    """Ends the connection; what the server says to that, or does not say, changes nothing of what it took before."""
    if session.sock:
        session.sock.settimeout(_GOODBYE)
    with suppress(smtplib.SMTPException, OSError):
        session.quit()
    session.close()


def _hand_over(session: smtplib.SMTP, sender: str, to: Iterable[str], message: EmailMessage) -> None:
    """All receivers or none: the message goes only when the server takes every one of them."""
    content = message.as_bytes()
    session.ehlo_or_helo_if_needed()
    limit = session.esmtp_features.get("size", "")
    if limit.isdecimal() and 0 < int(limit) < len(content):
        raise smtplib.SMTPResponseException(_TOO_LARGE, f"it takes {int(limit) / 1e6:.1f} MB".encode())
    code, answer = session.mail(sender, [f"size={len(content)}"] if "size" in session.esmtp_features else [])
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, answer, sender)
    refused: dict[str, tuple[int, bytes]] = {}
    for receiver in to:
        code, answer = session.rcpt(receiver)
        if code not in (250, 251):
            refused[receiver] = (code, answer)
    if refused:
        session.rset()
        raise smtplib.SMTPRecipientsRefused(refused)
    if session.sock and (seconds := session.sock.gettimeout()):
        session.sock.settimeout(seconds * _PATIENCE)
    code, answer = session.data(content)
    if code != 250:
        raise smtplib.SMTPDataError(code, answer)


def _refused(error: smtplib.SMTPException, server: Smtp, to: Iterable[str]) -> MailError:
    """The server's own answer in words that say what to do."""
    nothing = "Nothing was sent."
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailError(
            f"{server.host} does not accept the user {server.user} with this password.",
            next_step=f"Store the right password, see docs/how-to/mail-a-package.md. {nothing}",
        )
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = "; ".join(f"{who}: {_text(answer)}" for who, (_, answer) in error.recipients.items())
        return MailError(
            f"{server.host} refuses a receiver.",
            cause=f"{said}.",
            next_step=f"Correct E-mail in the customer's row. {nothing}",
        )
    if isinstance(error, smtplib.SMTPResponseException):
        large = error.smtp_code == _TOO_LARGE
        return MailError(
            f"{server.host} refuses the message{' as too large' if large else ''}.",
            cause=f"{error.smtp_code} {_text(error.smtp_error)}.",
            next_step=f"{'Set a smaller Mail limit (MB) in the customer row; it is then split. ' if large else ''}{nothing}",
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return MailError(
            f"{server.host} does not offer what mail.toml asks for.",
            cause=f"{_text(str(error))}.",
            next_step=f"Look at security, port and user there. {nothing}",
        )
    return MailError(
        f"The connection to {server.host} ended in the middle.",
        cause=f"{error}.",
        next_step=f"It is not known to have been taken for {', '.join(to)}, so it does not count as sent. Try again.",
    )


def _text(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split()).rstrip(".")
