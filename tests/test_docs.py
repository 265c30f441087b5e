"""The docs: every link leads somewhere, every command is told of, the README's two lines are what CI runs."""

import re
from pathlib import Path

import pytest

from lotbook.cli import VERBS

ROOT = Path(__file__).parents[1]
SKIPPED = {".venv", "build", "dist", ".git"}
PAGES = [path for path in ROOT.rglob("*.md") if not SKIPPED & set(path.relative_to(ROOT).parts)]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    missing = [
        link for link in links if link.split("#")[0] and not (page.parent / link.split("#")[0]).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_a_page_names_exists(page):
    named = set(re.findall(r"(?:`|^ {4}|\n {4})lotbook ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named - set(VERBS) == set()


def test_the_readme_names_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"`lotbook {verb}" not in text and f"start.py {verb}" not in text] == []


def test_ci_runs_the_test_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "`python3 start.py test`" in readme
    assert "\npython3 start.py test" in ci


def test_every_finding_a_page_names_is_a_finding():
    from lotbook.artefacts.findings_page import findings_page

    codes = set(re.findall(r"^### ([a-z0-9-]+)$", findings_page(), re.MULTILINE))
    named = set()
    for page in PAGES:
        named |= set(re.findall(r"--override ([a-z0-9-]+)", page.read_text(encoding="utf-8")))
    assert named - codes == set()
