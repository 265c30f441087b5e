"""One helper for each user: the second start calls the first to the front and ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from lotbook.doors.helper.mailbox_folder import Mailbox, unusable

_LOCK = "attach.lock"
_CALL = "attach.show"


@contextmanager
def only_one(box: Mailbox) -> Iterator[bool]:
    """Whether this is the only helper of the mailbox; while the block runs, no other will be.

    The system lets go of the lock when the process ends, however it ends.

    Raises:
        ReadOnlyError: the file of the lock cannot be made.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(box.folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    except OSError as error:
        raise unusable(box.folder, error) from error
    try:
        yield True
    finally:
        lock.release()


def call(box: Mailbox) -> None:
    """Asks the helper that runs to show its window."""
    with suppress(OSError):
        (box.folder / _CALL).touch()


def was_called(box: Mailbox) -> bool:
    """Whether a second start asked this helper to show its window; asked once, answered once."""
    with suppress(OSError):
        (box.folder / _CALL).unlink()
        return True
    return False
