"""A click starts a process: no command imports what it does not need, so none waits for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from lotbook.cli import VERBS

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "workbook" / "demo.xlsx"
_DOCUMENTS = {"docxtpl", "docx", "jinja2", "lxml", "pikepdf", "pypdfium2", "reportlab", "PIL"}
HEAVY = frozenset({"pandas", "numpy", "openpyxl", "filelock", *_DOCUMENTS})
RUN = """
import sys
from lotbook.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
print(code, *sys.modules, file=sys.stderr)
"""

# What is typed behind `lotbook`, its exit code, and what heavy modules it may import.
BUDGETS = [
    (["assign", "demo.xlsx", "--dry-run"], 0, set()),
    (["assign", "demo.xlsx"], 0, {"filelock"}),
    (["check", "demo.xlsx", "--dry-run"], 1, set()),
    (["check", "demo.xlsx"], 1, {"filelock"}),
    (["certs", "demo.xlsx", "--dry-run"], 1, {"pypdfium2"}),
    (["recall", "demo.xlsx", "--lot", "ACR-0923-01", "--dry-run", "--json"], 0, set()),
    # It draws the chain; reportlab gives the typeface where the machine has none of its own.
    (["recall", "demo.xlsx", "--lot", "ACR-0923-01", "--no-write"], 0, set()),
    (["recall", "demo.xlsx", "--lot", "ACR-0923-01"], 0, {"filelock", "PIL", "reportlab"}),
    (["origin", "demo.xlsx", "SHP-0001"], 0, set()),
    (["find", "demo.xlsx", "ACR"], 0, set()),
    (["comply", "demo.xlsx", "--lot", "ACR-0923-01", "--as-of", "2023-06-01"], 0, set()),
    (["ready", "demo.xlsx", "ORD-0001"], 1, {"pypdfium2", "pikepdf"}),  # it reads certificates, it makes no papers
    (["import", "demo.xlsx", "Receiving", "receiving.csv", "--dry-run"], 0, set()),
    (["log", "demo.xlsx"], 0, set()),
    (["undo", "demo.xlsx", "--dry-run"], 0, set()),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo workbook after one command, so that there is something to log and to undo."""
    where = tmp_path_factory.mktemp("shop")
    shutil.copy(DEMO, where / "demo.xlsx")
    shutil.copy(DEMO.parent / "demo" / "receiving.csv", where)
    imported(["assign", "demo.xlsx"], where)
    return where


def imported(words: list[str], folder: Path) -> tuple[int, frozenset[str]]:
    """The exit code of a command and every module that was loaded when it ended."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    return int(code), frozenset(modules)


@pytest.mark.parametrize(("words", "code", "needed"), BUDGETS, ids=[" ".join(each[0]) for each in BUDGETS])
def test_a_command_imports_only_what_it_needs(
    folder: Path, words: list[str], code: int, needed: set[str]
) -> None:
    ended, modules = imported(words, folder)
    assert ended == code
    assert modules & HEAVY <= needed


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_that_is_only_named_imports_nothing_heavy_and_no_other_verb(verb: str) -> None:
    script = f"import sys; from lotbook.cli import command; command({verb!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    modules = frozenset(done.stdout.split())
    assert not modules & HEAVY
    others = {module for name, module in VERBS.items() if name != verb}
    assert verb == "demo" or not modules & others  # the demo carries the others out


def test_what_reads_word_files_is_kept_out_of_every_room_but_the_templates():
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (kept,) = [each for each in said["contracts"] if "docxtpl" in each["name"]]
    package = ROOT / "src" / "lotbook"
    there = {
        ".".join((*folder.relative_to(ROOT / "src").parts, path.stem))
        for folder in (package, package / "documents")
        for path in folder.iterdir()
        if path.stem[0] != "_" and (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    free = {"lotbook.documents", "lotbook.documents.template", "lotbook.artefacts"}
    assert there - set(kept["source_modules"]) == free
