"""The doctor on Excel: is the add-in where Excel loads it, and does Excel or the firm's rules keep it from being loaded.

Sources: Microsoft, "Security policies and settings in Office" (VBAWarnings, RequireAddinSig, DisableAllAddins,
AllLocationsDisabled) and "Disabled items" (Resiliency), Office 16.0; "Attack surface reduction rules reference".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PureWindowsPath

from lotbook.doors.examination.question import (
    EXCEL,
    MACOS,
    WINDOWS,
    Case,
    Diagnosis,
    Examination,
    fine,
    not_here,
    stops,
    worth_a_look,
)
from lotbook.doors.installation.files import zone_of
from lotbook.doors.installation.status import ABSENT, CURRENT, GONE, IN_WORDS, OLDER
from lotbook.doors.places import ADDIN, System

_OFFICE = r"Software\Microsoft\Office\16.0\Excel"
_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel"
_PROGRAM = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_MAC_EXCEL = Path("Applications", "Microsoft Excel.app")
_BY_RULE = "Ask whoever looks after Office to trust the folder of the add-in, or use `lotbook attach`, which needs no macros."
_GUARD = r"Windows Defender Exploit Guard\ASR\Rules"
_NO_CHILDREN = (
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a"  # "Block all Office applications from creating child processes"
)
_ALL_MACROS_OFF = 4  # VBAWarnings: disable all without notification
_ONLY_SIGNED = 3


def _excel(case: Case) -> Diagnosis:
    if case.system is System.MACOS:
        places = [Path("/"), case.computer.home]
        return fine("found") if any((root / _MAC_EXCEL).exists() for root in places) else _no_excel()
    for root in ("HKCU", "HKLM"):
        if program := case.registry.values(f"{root}\\{_PROGRAM}").get(""):
            return fine(str(program))
    return _no_excel()


def _no_excel() -> Diagnosis:
    return worth_a_look("Excel was not found")


def _addin(case: Case) -> Diagnosis:
    part = next(each for each in case.status.parts if each.name == "add-in")
    said = f"{IN_WORDS[part.state]}: {part.path}"
    if part.state == CURRENT:
        return fine(f"{part.version}, {part.path}")
    if part.state == ABSENT:
        return worth_a_look(said, "Nobody installed it yet.", "Run `lotbook addin install`.")
    if part.state == GONE:
        return stops(
            said,
            "A virus scanner takes files away that it does not know, or somebody deleted it.",
            f"Have the file with SHA-256 {part.shipped_sha256} allowed, then run `lotbook addin install`.",
        )
    if part.state == OLDER:
        return stops(f"{said} ({part.version})", "Lotbook was updated, the add-in was not.")
    return stops(said)


def _script(case: Case) -> Diagnosis:
    part = next(each for each in case.status.parts if each.name == "script")
    if part.state == CURRENT:
        return fine(part.path)
    if part.state == ABSENT and not case.status.installed:
        return not_here("the buttons are not installed")
    return stops(f"{IN_WORDS[part.state]}: {part.path}")


def _mark(case: Case) -> Diagnosis:
    addin = case.places.addin
    if addin is None or not addin.exists():
        return not_here("there is no add-in")
    mark = zone_of(addin)
    return stops(f"Windows marked {addin} as coming from the internet") if mark.exists() else fine("no mark")


def _disabled(case: Case) -> Diagnosis:
    items = case.registry.values(rf"HKCU\{_OFFICE}\Resiliency\DisabledItems")
    names = [name for name, value in items.items() if ADDIN in _as_text(value)]
    return stops(f"Excel has put {ADDIN} on its list of disabled items") if names else fine("not on the list")


def _as_text(value: object) -> str:
    """Excel notes a disabled file as bytes: three numbers, then its path in UTF-16."""
    raw = value if isinstance(value, bytes) else str(value).encode("utf-16-le")
    return "".join(raw[start:].decode("utf-16-le", "replace") for start in (0, 1)).casefold()


def _rules(case: Case) -> Diagnosis:
    stopping = list(_that_stop(_security(case)))
    if stopping:
        return stops("; ".join(stopping))
    security = _security(case)
    if security.get("vbawarnings") in (_ALL_MACROS_OFF, _ONLY_SIGNED):
        return worth_a_look("macros are off; the add-in works because it lies in a folder that Excel trusts")
    return fine("none forbids the add-in")


def _security(case: Case) -> Mapping[str, object]:
    """The settings that count: those of the firm (policies) before the person's own, names in small letters."""
    found: dict[str, object] = {}
    for key in (
        rf"HKCU\{_OFFICE}\Security",
        rf"HKCU\{_OFFICE}\Security\Trusted Locations",
        rf"HKLM\{_POLICY}\Security",
        rf"HKLM\{_POLICY}\Security\Trusted Locations",
        rf"HKCU\{_POLICY}\Security",
        rf"HKCU\{_POLICY}\Security\Trusted Locations",
    ):
        found |= {name.casefold(): value for name, value in case.registry.values(key).items()}
    return found


def _that_stop(security: Mapping[str, object]) -> Iterator[str]:
    if security.get("disablealladdins") == 1:
        yield "all add-ins are forbidden (DisableAllAddins)"
    if security.get("requireaddinsig") == 1:
        yield "only signed add-ins are allowed (RequireAddinSig)"
    untrusted = security.get("alllocationsdisabled") == 1
    if untrusted and security.get("vbawarnings") in (_ALL_MACROS_OFF, _ONLY_SIGNED):
        yield "macros are off (VBAWarnings), and no folder is trusted (AllLocationsDisabled)"


def _startup(case: Case) -> Diagnosis:
    folder = case.places.startup
    assert folder is not None
    if PureWindowsPath(folder).drive.startswith("\\\\"):
        return worth_a_look(f"the folder of add-ins lies on the network: {folder}")
    return fine(str(folder)) if folder.is_dir() else not_here(f"{folder} is not there yet")


def _may_start(case: Case) -> Diagnosis:
    for root in (r"HKLM\Software\Policies\Microsoft", r"HKLM\Software\Microsoft"):
        rules = case.registry.values(rf"{root}\Windows Defender\{_GUARD}")
        if any(name.casefold() == _NO_CHILDREN and str(value) == "1" for name, value in rules.items()):
            return stops("a rule of Windows Defender forbids Office to start programs")
    return fine("no rule of Windows Defender forbids it")


EXAMINATIONS = (
    Examination(
        "excel",
        "Excel",
        "There is no Excel.",
        "It is not installed, or comes from the Microsoft Store in a place of its own.",
        "Nothing, if you work in LibreOffice or on the command line. Otherwise install Microsoft 365 or Excel 2019 or later.",
        EXCEL,
        _excel,
    ),
    Examination(
        "add-in",
        "Add-in for Excel",
        "The tab Lotbook is missing.",
        "The add-in is not in the folder whose add-ins Excel loads, or is not the one that this Lotbook carries.",
        "Close Excel, run `lotbook addin install`, start Excel.",
        EXCEL,
        _addin,
    ),
    Examination(
        "script",
        "Script for Excel",
        "A click says `Excel could not use Lotbook's script`, or that the script does not know its Python.",
        "Excel on a Mac starts Python by a script in a folder of its own; it is missing there, or names another Python.",
        "Run `lotbook addin install`.",
        MACOS,
        _script,
    ),
    Examination(
        "internet-mark",
        "Mark of the internet",
        "The tab is missing, or Excel says that it blocked macros.",
        "Somebody copied the add-in from a mail or a web page; Windows marks such files and Excel blocks their macros.",
        "Run `lotbook addin install`; it puts an unmarked file in its place.",
        WINDOWS,
        _mark,
    ),
    Examination(
        "disabled-items",
        "Disabled items",
        "The tab was there and is gone.",
        "Excel was ended by force while the add-in was loading, and now leaves it out.",
        "In Excel: File > Options > Add-ins > Manage: Disabled Items > Go; enable lotbook.xlam; start Excel anew.",
        WINDOWS,
        _disabled,
    ),
    Examination(
        "macro-rules",
        "Rules for macros",
        "The tab is missing, or Excel says that macros are disabled by your administrator.",
        "A rule of your firm forbids add-ins or macros.",
        _BY_RULE,
        WINDOWS,
        _rules,
    ),
    Examination(
        "startup-folder",
        "Folder of add-ins",
        "The tab comes and goes, or Excel starts slowly.",
        "Your folder of add-ins lies on a network drive, which Excel does not trust by itself.",
        "In Excel: File > Options > Trust Center > Trusted Locations; allow network locations and add this folder.",
        WINDOWS,
        _startup,
    ),
    Examination(
        "starting-programs",
        "Starting programs",
        "A click says `Python was not started`, or nothing happens.",
        "A rule of your firm, or a virus scanner, forbids Excel to start programs.",
        "Start `lotbook attach` and leave it running: the buttons then need to start nothing.",
        WINDOWS,
        _may_start,
    ),
)
