"""Sets Lotbook up in a folder of its own and runs it: `python3 start.py demo` or `python3 start.py test`.

Needs Python 3.11 or newer and nothing else. It makes the folder `.venv` beside this file, installs Lotbook and what
it needs there, and leaves the system's own Python alone. Run again, it only does what is missing.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = HERE / "requirements-dev.lock"
USAGE = """\
python3 start.py demo [FOLDER]   sets up, then runs the whole story once and leaves the files to open
python3 start.py test [OPTIONS]  sets up, then runs the tests
python3 start.py <command> ...   sets up, then runs any other lotbook command: new, import, assign, check, recall,
                                 issue and all the others of README.md; each tells more with --help
"""


def main(words: list[str]) -> int:
    """Sets up what the first word needs, then runs it."""
    if sys.version_info < (3, 11):
        print(f"Lotbook needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    if not words or words[0] in {"-h", "--help"}:
        print(USAGE, end="")
        return 0 if words else 2
    testing = words[0] == "test"
    try:
        _set_up(testing=testing)
    except subprocess.CalledProcessError as error:
        print(f"Setting up failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        print("The lines above say why. A network connection is needed the first time.", file=sys.stderr)
        return 1
    arguments = ["-m", "pytest", *words[1:]] if testing else ["-m", "lotbook", *words]
    code = subprocess.run([PYTHON, *arguments], check=False, cwd=HERE if testing else None).returncode
    if words[0] == "demo" and code == 0:
        print(f"\nWhere it says lotbook, write: {Path(sys.executable).stem} {Path(sys.argv[0])}")
    return code


def _set_up(*, testing: bool) -> None:
    """Makes the folder and installs, unless the same was installed before."""
    wanted = _fingerprint(testing=testing)
    mark = VENV / ("ready-test" if testing else "ready")
    if PYTHON.exists() and mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    print("Setting up Lotbook in .venv (once; a minute or two)...", file=sys.stderr)
    if not PYTHON.exists():
        _make_venv()
    if testing:
        _pip("install", "--require-hashes", "-r", str(LOCK))
        _pip("install", "--no-deps", "-e", str(HERE))
    else:
        _pip("install", "-e", f"{HERE}[builtin-pdf]")
    mark.write_text(wanted, encoding="utf-8")


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401  (Debian and Ubuntu ship Python without it)
        import venv
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        print(
            f"This Python lacks venv. Install it first: sudo apt install python{version}-venv",
            file=sys.stderr,
        )
        raise SystemExit(2) from None
    venv.create(VENV, with_pip=True)


def _pip(*words: str) -> None:
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([PYTHON, "-m", "pip", *words, *quiet], check=True)


def _fingerprint(*, testing: bool) -> str:
    """What the installation depends on, so that a changed requirement is installed at the next start."""
    files = [HERE / "pyproject.toml", *([LOCK] if testing else [])]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
