"""Excel as far as the add-in touches it, for pyOpenVBA's interpreter: the real modules, with the machine around them played.

``Files.bas`` is played here, because the interpreter refuses to touch a disk; LibreOffice runs the real one in
test_in_libreoffice.py. ``Shell``, ``Environ``, ``Timer``, ``DoEvents`` and ``AppleScriptTask`` are played under their own
names, so the lines that call them are the shipped ones.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyopenvba.apps.excel import ExcelApplication

VBA = Path(__file__).parents[2] / "addin" / "vba"
WINDOWS_SETTINGS = '"INTERPRETER_WIN","C:\\My Tools\\python.exe"\r\n"USE UDF SERVER","False"\r\n'
MAC_SETTINGS = '"INTERPRETER_MAC","/Users/kim/.venv/bin/python"\n'

_MACHINE = """\
Public Application As New FakeApplication
Public ActiveWorkbook As Object
Public Settings As String, LogText As String, AnswerText As String, AnswerPath As String, ShellWords As String, Posted As String, PostedAs As String, Deleted As String
Public AlivePath As String, StartError As String, SaveError As String, ReadError As String
Public PollsUntilTaken As Long, PollsUntilLog As Long, Polls As Long, LogPolls As Long, Fresh As Boolean
Public ProgramIsThere As Boolean, GoneAtLast As Boolean, Clock As Single, Presses As Long

Public Function Timer() As Single
    Clock = Clock + 0.1
    If Clock >= 86400 Then Clock = Clock - 86400
    Timer = Clock
End Function
Public Sub DoEvents()
    If Presses > 0 Then
        Presses = Presses - 1
        Press "check"
    End If
End Sub
Public Function Environ(ByVal name As String) As String
    Environ = IIf(name = "HOME", "/Users/kim", "C:\\Users\\kim\\" & name)
End Function
Public Function Shell(ByVal words As String, ByVal style As Long) As Double
    If StartError <> "" Then Err.Raise 5, , StartError
    ShellWords = ShellWords & words & "|" & style
End Function
Public Function AppleScriptTask(script As String, handler As String, message As String) As String
    If StartError = "none" Then Err.Raise 5, , "no such script"
    ShellWords = script & "|" & handler & "|" & message
    AppleScriptTask = IIf(StartError = "", "started", StartError)
End Function
Public Function FileThere(ByVal path As String) As Boolean
    If Right$(path, 8) = ".request" Then
        Polls = Polls + 1
        FileThere = PollsUntilTaken < 0 Or Polls <= PollsUntilTaken
    Else
        FileThere = ProgramIsThere
    End If
End Function
Public Function IsFresh(ByVal path As String, ByVal seconds As Long) As Boolean
    AlivePath = path
    IsFresh = Fresh
End Function
Public Function ReadText(ByVal path As String) As String
    If ReadError <> "" Then Err.Raise 70, , ReadError
    If Right$(path, 5) = ".conf" Then
        ReadText = Settings
    ElseIf Right$(path, 7) = ".answer" Then
        AnswerPath = path
        ReadText = AnswerText
    Else
        LogPolls = LogPolls + 1
        If LogPolls > PollsUntilLog Then ReadText = LogText
    End If
End Function
Public Sub SaveText(ByVal path As String, ByVal text As String)
    If SaveError <> "" Then Err.Raise 61, , SaveError
    Posted = path & vbLf & text
End Sub
Public Sub GiveName(ByVal path As String, ByVal target As String)
    PostedAs = path & "|" & target
End Sub
Public Function Withdrawn(ByVal path As String) As Boolean
    Deleted = path
    Withdrawn = PollsUntilTaken < 0 And Not GoneAtLast
End Function
"""
_DRIVER = """\
Public Sub Click(ByVal controlId As String)
    Dim control As New FakeControl
    control.ID = controlId
    LotbookOnAction control
End Sub
Public Sub OpenBook(ByVal name As String)
    Dim book As New FakeBook
    book.Name = name
    Set ActiveWorkbook = book
End Sub
Public Sub ShowProtected()
    Application.ProtectedViewWindows.Count = 1
End Sub
Public Function Status() As String
    Status = CStr(Application.StatusBar)
End Function
"""
_CLASSES = {
    "FakeControl": "Public ID As String\n",
    "FakeBook": "Public Name As String\n",
    "FakeWindows": "Public Count As Long\n",
    "FakeApplication": (
        "Public StatusBar As Variant\nPublic ProtectedViewWindows As New FakeWindows\n"
        "Public Property Get Hwnd() As Long\n    Hwnd = 131234\nEnd Property\n"
        'Public Property Get Path() As String\n    Path = "C:\\Office16"\nEnd Property\n'
        'Public Property Get Name() As String\n    Name = "Microsoft Excel"\nEnd Property\n'
    ),
}
# what `arranged` may say: name -> (the variable of the machine, its type)
_ARRANGED = {
    "settings": ("Settings", "String"),
    "log": ("LogText", "String"),
    "answer": ("AnswerText", "String"),
    "start_error": ("StartError", "String"),
    "save_error": ("SaveError", "String"),
    "read_error": ("ReadError", "String"),
    "taken_after": ("PollsUntilTaken", "Long"),
    "log_after": ("PollsUntilLog", "Long"),
    "fresh": ("Fresh", "Boolean"),
    "program": ("ProgramIsThere", "Boolean"),
    "gone_at_last": ("GoneAtLast", "Boolean"),
    "clock": ("Clock", "Single"),
    "presses": ("Presses", "Long"),
}


class Excel:
    """One Excel with the add-in in it. ``arranged`` says what the machine does; see ``_ARRANGED``."""

    def __init__(self, *, mac: bool = False, book: str | None = "shop.xlsx", **arranged: Any) -> None:
        self._app = ExcelApplication()
        self._app.add_workbook()
        for name in ("Ribbon", "Bridge", "Words", "Host"):
            text = (VBA / f"{name}.bas").read_text(encoding="ascii")
            self._app.add_module(
                text.replace("Option Explicit", f"Option Explicit\n#Const Mac = {mac}", 1), name=name
            )
        setters = "".join(
            f"Public Sub Set_{key}(ByVal given As {kind})\n    {variable} = given\nEnd Sub\n"
            for key, (variable, kind) in _ARRANGED.items()
        )
        told = "".join(
            f"Public Function Get_{name}() As String\n    Get_{name} = {name}\nEnd Function\n"
            for name in ("ShellWords", "Posted", "PostedAs", "Deleted", "AlivePath", "AnswerPath")
        )
        self._app.add_module(_MACHINE, name="Machine")
        self._app.add_module(_DRIVER + setters + told, name="Driver")
        for name, text in _CLASSES.items():
            self._app.add_module(text, name=name, kind="class")
        usual = {
            "settings": MAC_SETTINGS if mac else WINDOWS_SETTINGS,
            "log": "lotbook started\n",
            "program": True,
            "clock": 40_000.0,
        }
        for key, value in {**usual, **arranged}.items():
            self._app.run(f"Set_{key}", value)
        if book is not None:
            self._app.run("OpenBook", book)

    def click(self, control: str) -> None:
        """Presses the button of this id."""
        self._app.run("Click", control)

    def show_protected_view(self) -> None:
        self._app.run("ShowProtected")

    def _told(self, name: str) -> str:
        return str(self._app.run(f"Get_{name}"))

    @property
    def started(self) -> str:
        """The words given to Shell and its window style, or script, handler and message of AppleScriptTask."""
        return self._told("ShellWords")

    @property
    def posted(self) -> tuple[str, str]:
        """Path and text of the request that was written."""
        path, _, text = self._told("Posted").partition("\n")
        return path, text

    @property
    def answer_read(self) -> str:
        """The path of the answer that was looked into."""
        return self._told("AnswerPath")

    @property
    def renamed(self) -> tuple[str, ...]:
        return tuple(filter(None, self._told("PostedAs").split("|")))

    @property
    def deleted(self) -> str:
        return self._told("Deleted")

    @property
    def asked_whether_alive(self) -> str:
        return self._told("AlivePath")

    @property
    def messages(self) -> list[str]:
        """What message boxes said."""
        return [dialog[1] for dialog in self._app.dialogs]

    @property
    def status(self) -> str:
        return str(self._app.run("Status"))

    def call(self, function: str, *values: Any) -> Any:
        """The answer of one of the add-in's own functions."""
        return self._app.run(function, *values)
