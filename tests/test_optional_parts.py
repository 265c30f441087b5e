"""What a person is told to type reaches the Python that runs Lotbook, whatever else is on the computer."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from lotbook import optional_parts
from lotbook.documents.package import signature
from lotbook.errors import MailError, PackageError
from lotbook.mail import configuration

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("part", sorted(optional_parts.PARTS))
def test_a_part_is_what_pyproject_says_it_is(part):
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [each.partition(";")[0] for each in said["optional-dependencies"][part]]
    assert list(optional_parts.PARTS[part]) == wanted


def test_the_line_installs_into_the_python_that_runs_lotbook_in_any_folder(tmp_path):
    line = optional_parts.install("sign")
    known = line.replace("-m pip install", "-m pip --version #") if sys.platform != "win32" else ""
    assert line.startswith(f"{optional_parts.python()} -m pip install ")
    if known:
        said = subprocess.run(known, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert str(Path(sys.prefix)) in said.stdout


def test_a_folder_with_a_space_stands_in_quotes(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/Users/Ann Miller/.venv/bin/python")
    assert optional_parts.install("keyring") == (
        '"/Users/Ann Miller/.venv/bin/python" -m pip install "keyring>=25"'
    )


def test_where_nothing_signs_the_message_names_that_python(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers", None)
    with pytest.raises(PackageError) as error:
        signature.signer_of(b"", "")
    assert optional_parts.install("sign") in (error.value.next_step or "")


@pytest.mark.parametrize(("installed", "begins"), [(True, "-m keyring set"), (False, "-m pip install")])
def test_an_unknown_password_is_stored_by_that_python_too(monkeypatch, installed, begins):
    monkeypatch.setattr(optional_parts, "has_keyring", lambda: installed)
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(MailError) as error:
        configuration.password("office@example.com", {})
    told = error.value.next_step or ""
    assert told.startswith(f"Store it once: {optional_parts.python()} {begins}")
    assert "-m keyring set lotbook-smtp office@example.com; or set LOTBOOK_SMTP_PASSWORD." in told
