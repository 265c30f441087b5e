"""Classic Outlook opens drafts and never sends; a slow or failing one is told. A stand-in takes Outlook's own place."""

from __future__ import annotations

import json
import os
import time

import pytest

from lotbook.errors import MailError
from lotbook.mail import outlook
from lotbook.mail.compose import Draft
from tests.mail.outlook import stand_in

CLASSIC = {r"HKCR\Outlook.Application\CurVer": {"": "Outlook.Application.16"}}
NEW = {r"HKCU\Software\Microsoft\Office\16.0\Outlook\Preferences": {"UseNewOutlook": 1}}


@pytest.mark.parametrize(
    ("registry", "version", "opens"),
    [
        ({}, "", False),
        (CLASSIC, "16.0", True),
        (NEW, "", False),  # the new one has no automation
        (CLASSIC | NEW, "16.0", False),  # both are there, and the new one is used
        ({r"HKCR\Outlook.Application\CurVer": {"": "broken"}}, "", False),
    ],
)
def test_only_classic_outlook_that_is_used_opens_drafts(registry, version, opens):
    found = outlook.installed(lambda key: registry.get(key, {}))
    assert (found.version, found.opens_drafts) == (version, opens)


@pytest.mark.skipif(os.name == "nt", reason="other systems")
def test_other_systems_have_none():
    assert not outlook.available({"SESSIONNAME": "Console"})


@pytest.fixture
def on_path(tmp_path, monkeypatch):
    def put(first: str = "pass"):
        folder, told = stand_in(tmp_path, first)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))
        return told

    return put


def drafts(folder) -> list[Draft]:
    file = folder / "Zeugnis ü.pdf"
    file.write_bytes(b"%PDF")
    return [
        Draft(("a@x.example", "b@x.example"), "Müller – 1 of 2", "Grüße\n你好\n", (file,)),
        Draft((), "2 of 2", ""),
    ]


def test_each_email_is_shown_with_its_words_and_files(tmp_path, on_path):
    told = on_path()
    outlook.open_drafts(drafts(tmp_path))
    shown = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
    file = str((tmp_path / "Zeugnis ü.pdf").resolve())
    assert shown == [
        [1, "a@x.example; b@x.example", "Müller – 1 of 2", "Grüße\n你好\n", [file]],
        [1, "", "2 of 2", "", []],
    ]


def test_an_outlook_that_waits_for_somebody_is_not_waited_for(tmp_path, on_path):
    on_path("time.sleep(30)")
    begun = time.perf_counter()
    with pytest.raises(MailError, match="did not answer"):
        outlook.open_drafts(drafts(tmp_path), seconds=1.5)
    assert time.perf_counter() - begun < 15


def test_what_outlook_says_is_told(tmp_path, on_path):
    on_path("raise OSError('Server execution failed')")
    with pytest.raises(MailError) as caught:
        outlook.open_drafts(drafts(tmp_path))
    assert "Server execution failed" in caught.value.cause
