"""A workbook of an older layout: brought to the present one before a command writes, with a backup beside it."""

from __future__ import annotations

from pathlib import Path

from lotbook.commands.shell.session import current
from lotbook.errors import ReadOnlyError
from lotbook.hosts.host import Host
from lotbook.tables.book import SCHEMA_VERSION
from lotbook.tables.update import plan_update


def bring_up_to_date(book: Host) -> None:
    """Runs the steps from the workbook's layout to the present one, as one change that Undo takes back.

    Raises:
        ReadOnlyError: no backup can be made, so nothing was changed.
        UnsafeEditError: something stands where a new column must go; nothing was changed.
    """
    version = book.schema_version
    if version >= SCHEMA_VERSION:
        return
    plan = plan_update(book, version)
    if not (plan.columns or plan.appends):
        book.write(plan, who=current().who)  # another program dropped the number of the layout, nothing else
        return
    backup, new = _backup(book, version)
    try:
        book.write(plan._replace(details={**plan.details, "backup": backup.name}), who=current().who)
    except BaseException:
        if new:
            backup.unlink(missing_ok=True)
        raise
    current().notices.append(f"{book.path.name}: {plan.summary} As it was before: {backup.name}.")


def tell_older(book: Host) -> None:
    """Says that a workbook which is only read is of an older layout."""
    version = book.schema_version
    if version >= SCHEMA_VERSION:
        return
    plan = plan_update(book, version)
    if plan.columns or plan.appends:
        current().notices.append(
            f"{book.path.name} has the layout {version} of an earlier Lotbook. The next command that writes will "
            f"bring it to layout {SCHEMA_VERSION} and keep a copy of it as it is."
        )


def _backup(book: Host, version: int) -> tuple[Path, bool]:
    """A copy of the workbook beside it, and whether it was made now; an older copy is never overwritten."""
    path = book.path
    data = book.saved_content()
    number = 1
    while True:
        ending = f"-{number}" if number > 1 else ""
        backup = path.with_name(f"{path.stem}-layout-{version}{ending}{path.suffix}")
        try:
            with backup.open("xb") as file:
                file.write(data)
        except FileExistsError:
            if backup.is_file() and backup.read_bytes() == data:
                return backup, False
            number += 1
            continue
        except OSError as error:
            raise ReadOnlyError(f"No backup {backup.name} can be made.", cause=str(error)) from error
        return backup, True
