"""A real SMTP server on loopback that takes messages, or fails in a way that a test names."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, SECRET = "office", "right"


class Box:
    """What arrived, and how the server is to fail.

    ``refuse`` a receiver, ``large``, ``drop`` while data comes, ``slow`` to answer to it, ``rude`` when one says goodbye.
    """

    def __init__(self, fault: str = "", after: int = 0) -> None:
        self.fault, self.after = fault, after
        self.messages: list[Envelope] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.fault == "refuse" and address.startswith("gone"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if len(self.messages) >= self.after:
            if self.fault == "large":
                return "552 5.3.4 Message too big"
            if self.fault == "drop":
                assert server.transport is not None
                server.transport.abort()
                await asyncio.sleep(0.05)
                return "451 dropped"
            if self.fault == "slow":
                await asyncio.sleep(1.5)
                return "451 too late for anybody"
        self.messages.append(envelope)
        return "250 taken"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return "421 4.3.2 going down" if self.fault == "rude" else "221 bye"


def _authenticator(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    return AuthResult(success=(data.login, data.password) == (USER.encode(), SECRET.encode()), handled=False)


@contextmanager
def running(box: Box, *, login: bool = False, size: int = 33_554_432) -> Iterator[int]:
    """The server's port."""
    more = (
        {"authenticator": _authenticator, "auth_require_tls": False, "auth_required": True} if login else {}
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, data_size_limit=size, **more)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
