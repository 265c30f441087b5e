"""Puts Lotbook's extension into a fresh profile of LibreOffice, with LibreOffice's own program for that."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lotbook.hosts.calc.unolink import program_folder

_NOBODY = 65534  # unopkg refuses to run as root


def install(extension: Path, profile: Path) -> None:
    """Puts an extension into a profile that is not there yet."""
    folder = program_folder()
    assert folder is not None
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    # not below a folder that only root may enter
    scratch = Path(tempfile.mkdtemp(prefix="lotbook-extension-"))
    copy = scratch / extension.name
    shutil.copy(extension, copy)
    fresh = scratch / "profile"
    command = [str(folder / "unopkg"), "add", "-f", f"-env:UserInstallation={fresh.as_uri()}", str(copy)]
    nobody: Mapping[str, int | list[int]] = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
    if as_root:
        _open_to_nobody(scratch)
    subprocess.run(
        command,
        env={**os.environ, "HOME": str(scratch)},
        capture_output=True,
        timeout=120,
        check=True,
        **(nobody if as_root else {}),
    )
    shutil.copytree(fresh, profile)
    (profile / ".lock").unlink(missing_ok=True)
    shutil.rmtree(scratch)


def _open_to_nobody(folder: Path) -> None:
    for path in (folder, *folder.iterdir()):
        path.chmod(0o777 if path.is_dir() else 0o644)
