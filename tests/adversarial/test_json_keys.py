"""Every command's JSON has exactly the keys that the reference documents, on the demo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lotbook.cli import command, main
from lotbook.commands import VERBS

ONLY_WHEN_VERIFIED = {"whole", "problems", "remarks", "head"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's folder and what each command answered on it, one after the other."""
    return tmp_path_factory.mktemp("keys") / "demo"


def said(capsys, *words):
    main([*map(str, words), "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert "error" not in answer, answer
    return set(answer)


def test_every_command_answers_with_its_documented_keys(demo, capsys, tmp_path):
    book = demo / "demo.xlsx"
    register = tmp_path / "suppliers.csv"
    register.write_text("Supplier;Contact\nNew Mill;Ann\n", encoding="utf-8")
    made = said(capsys, "demo", demo)
    package = next(path.parent for path in Path(demo).glob("packages/*/*/manifest.json"))
    asked = {
        "new": ("new", tmp_path / "new.xlsx"),
        "check": ("check", book),
        "certs": ("certs", book, "--chase", "--dry-run"),
        "recall": ("recall", book, "--lot", "ACR-0923-01"),
        "drill": ("drill", book, "--lot", "ACR-0923-01", "--dry-run"),
        "recalls": ("recalls", book),
        "origin": ("origin", book, "SHP-0168"),
        "comply": ("comply", book, "--order", "ORD-0629"),
        "find": ("find", book, "61T-40882"),
        "ready": ("ready", book, "ORD-0629"),
        "issue": ("issue", book, "ORD-0629", "--dry-run"),
        "verify": ("verify", package),
        "assign": ("assign", book),
        "import": ("import", book, "Suppliers", register, "--dry-run"),
        "void": ("void", book, "COC-0001", "--reason", "test", "--dry-run"),
        "log": ("log", book, "--verify"),
        "templates": ("templates", "check"),
        "mail": ("mail", book, "COC-0001", "--dry-run"),
        "cut": ("cut", book, "ACR-0923-01", "--quantity", "0.1", "--dry-run"),
        "scan": ("scan", book, "--dry-run"),
        "specify": ("specify", book),
        "hold": ("hold", book, "--lot", "ACR-0923-01", "--dry-run"),
        "remember": ("remember", book, "Smith & Sons <UK>", "no revision on the slip"),
        "labels": ("labels", book, "MFG-0056"),
        "backup": ("backup", book, tmp_path / "safe"),
        "undo": ("undo", book, "--dry-run"),
    }
    found = {verb: said(capsys, *words) for verb, words in asked.items()} | {"demo": made}
    assert found.keys() == VERBS.keys()
    for verb, keys in found.items():
        assert keys == set(command(verb).json_keys), verb
    assert said(capsys, "log", book) == set(command("log").json_keys) - ONLY_WHEN_VERIFIED
