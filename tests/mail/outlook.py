"""A stand-in for Outlook's automation: a folder to put on Python's path, whose messages can be shown and never sent."""

from __future__ import annotations

from pathlib import Path

_CLIENT = """
import json, os, time

class Attachments(list):
    def Add(self, file, kind):
        assert kind == 1 and os.path.isfile(file)
        self.append(file)

class Message:
    def __init__(self):
        self.Attachments = Attachments()

    def Display(self):
        with open({told!r}, "a", encoding="utf-8") as out:
            out.write(json.dumps([self.BodyFormat, self.To, self.Subject, self.Body, list(self.Attachments)]) + "\\n")

class Application:
    def CreateItem(self, kind):
        assert kind == 0
        return Message()

def Dispatch(name):
    assert name == "Outlook.Application"
    {first}
    return Application()
"""


def stand_in(folder: Path, first: str = "pass") -> tuple[Path, Path]:
    """The folder for the path, and the file that tells a line of JSON for each message shown; ``first`` runs before."""
    package, told = folder / "stand_in" / "win32com", folder / "shown.txt"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "client.py").write_text(_CLIENT.format(told=str(told), first=first), encoding="utf-8")
    return package.parent, told
