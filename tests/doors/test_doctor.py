"""Doctor: a healthy computer is told healthy, and each thing that can be wrong is found, named and given a remedy."""

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lotbook import __version__
from lotbook.cli import main
from lotbook.doors import configuration
from lotbook.doors.doctor import COMMAND, EXAMINATIONS
from lotbook.doors.examination.question import Case, Examination, Ran, State, examine, fine, run_program
from lotbook.doors.examination.report import report, without_names
from lotbook.doors.installation.plan import excel_steps
from lotbook.doors.installation.receipt import Installed, Receipt, write_receipt
from lotbook.doors.places import interpreter_key, places
from lotbook.hosts.file.book import data_folder_of
from tests.doors.computers import linux, macos, package, windows

DEMO = Path(__file__).parents[2] / "workbook" / "demo.xlsx"
BY_ID = {each.id: each for each in EXAMINATIONS}
OFFICE = r"HKCU\Software\Microsoft\Office\16.0\Excel"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel"
PREFERENCES = r"HKCU\Software\Microsoft\Office\16.0\Outlook\Preferences"
GUARD = r"HKLM\Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
EXCEL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
WELL = {"lotbook": __version__, "xlwings": "0.37.8", "python": "3.12.1"}


class Registry(dict):
    """The registry as a table: key -> values."""

    def values(self, key):
        return self.get(key, {})


class Programs(dict):
    """What programs answer that this computer cannot run, by the name of the program or the start of its last word."""

    def __call__(self, command, seconds, environment=None):
        for key, answer in self.items():
            if Path(command[0]).name == key or command[-1].startswith(key):
                return answer
        return run_program(command, seconds, environment)


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    addin = package(tmp_path / "shipped", "lotbook.xlam", __version__)
    package(tmp_path / "shipped", "lotbook.oxt", __version__)
    monkeypatch.setattr(
        "lotbook.doors.installation.status.shipped", lambda *parts: addin.with_name(parts[-1])
    )
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return addin


@pytest.fixture
def shop(tmp_path):
    """The demo workbook in a folder of its own."""
    folder = tmp_path / "shop"
    folder.mkdir()
    return Path(shutil.copy(DEMO, folder / "demo.xlsx"))


@pytest.fixture
def case(request, tmp_path, shipped, shop):
    """A healthy computer of the kind asked for, with the buttons installed; nothing of it is looked at yet."""
    kind = request.param
    computer = {"windows": windows, "macos": macos, "linux": linux}[kind](tmp_path)
    programs = Programs(
        {
            "application": Ran(0, "true", 0.1),
            "tell": Ran(0, "Microsoft Excel", 0.1),
        }
    )
    if kind == "linux":
        extension_in(computer, __version__)
        where = places(computer)
        write_receipt(where.receipt, Receipt(extension=Installed("", "", __version__)))
        configuration.write(
            where.configuration, {"INTERPRETER_LINUX": sys.executable, "LOTBOOK_VERSION": __version__}
        )
    else:
        for step in excel_steps(computer, Path(sys.executable), addin=shipped):
            step.do()
        programs["\nimport json, sys"] = Ran(0, json.dumps(WELL), 0.4)
    (computer.home / "Applications" / "Microsoft Excel.app").mkdir(parents=True)
    places(computer).mailbox.mkdir(parents=True, mode=0o700)
    return Case(computer, Registry({EXCEL: {"": r"C:\Office\EXCEL.EXE"}}), shop, None, programs)


def extension_in(computer, version):
    """An extension as LibreOffice unpacks it and lists it."""
    cache = places(computer).office_profile / "user" / "uno_packages" / "cache"
    folder = cache / "uno_packages" / "lu1.tmp_" / "lotbook.oxt"
    folder.mkdir(parents=True)
    (folder / "description.xml").write_text(f'<description><version value="{version}"/></description>')
    (cache / "uno_packages.pmap").write_bytes(
        b"Pmp1\xfforg.lotbook.calc\nlu1.tmp\xfflotbook.oxt\xffapplication/x\xff0\n\n"
    )
    return folder


SYSTEMS = pytest.mark.parametrize("case", ["windows", "macos", "linux"], indirect=True)


@SYSTEMS
def test_on_a_healthy_computer_nothing_stops_and_no_remedy_is_asked_for(case):
    found = {each.id: examine(each, case) for each in EXAMINATIONS}
    needing = {
        name: told.said for name, told in found.items() if told.state not in (State.FINE, State.NOT_HERE)
    }
    for name in ("password-store", "fonts", "pdf", "libreoffice", "libreoffice-bridge"):
        needing.pop(name, None)  # they look at the computer that the tests run on
    assert needing == {}


# Each way of breaking something: it is handed the healthy case.


def put(case, **settings):
    configuration.write(
        case.places.configuration, {key.replace("_of_", " "): value for key, value in settings.items()}
    )


def python(case, path):
    put(case, **{interpreter_key(case.system): str(path)})


def answers(case, program, code, said, seconds=0.1):
    case.run[program] = Ran(code, said, seconds)


def registry(case, key, **values):
    case.registry[key] = values


def outlook(case, asked_by):
    registry(case, r"HKCR\Outlook.Application\CurVer", **{"": "Outlook.Application.16"})
    case.run.patch.setattr("importlib.util.find_spec", lambda name: asked_by)


def named(case, name):
    case.workbook = Path(shutil.move(case.workbook, case.workbook.with_name(name)))


def sheet(case, name):
    import openpyxl

    book = openpyxl.Workbook()
    book.create_sheet(name)
    book.save(case.workbook)


def attaching(case):
    (case.places.mailbox / "attach.alive").write_text("pid 77\n")


def click_log(case, text):
    case.places.logs.mkdir(parents=True)
    (case.places.logs / "20260514-093001-000001.log").write_text(
        "lotbook started\nOSError: of an earlier click\n"
    )
    (case.places.logs / "20260514-093001-482913.log").write_text(text)
    (case.places.logs / "attach.log").write_text("2026-05-14 INFO recall on shop.xlsx: done\n")


def no_bridge(case):
    case.run.patch.setattr("lotbook.hosts.calc.unolink._candidates", lambda: iter(()))


def no_program(case):
    case.run.patch.setattr("lotbook.documents.pdf.soffice.program", lambda: None)


def a_snap(case):
    case.run.patch.setattr("lotbook.documents.pdf.soffice.program", lambda: Path("/snap/bin/libreoffice"))


def no_engine(case):
    case.run.patch.setattr("lotbook.documents.pdf.making.engines", tuple)


def full_disk(case):
    case.run.patch.setattr(
        "shutil.disk_usage", lambda folder: shutil._ntuple_diskusage(10**12, 10**12, 5_000_000)
    )


def no_store(case):
    keyring = pytest.importorskip("keyring")
    case.run.patch.setattr(keyring, "get_keyring", importlib.import_module("keyring.backends.fail").Keyring)


PATH16 = b"\x01\x00\x00\x00\x22\x00\x00\x00\x10\x00\x00\x00" + r"C:\x\XLSTART\Lotbook.xlam".encode(
    "utf-16-le"
)
STOPS, LOOK = State.STOPS, State.WORTH_A_LOOK
FAULTS = [
    # system, examination, what is broken, state, words of the answer
    ("windows", "excel", lambda c: c.registry.clear(), LOOK, "not found"),
    ("windows", "add-in", lambda c: c.places.addin.unlink(), STOPS, "is gone"),
    ("windows", "add-in", lambda c: c.places.addin.write_bytes(b"PK changed"), STOPS, "not the file"),
    ("macos", "add-in", lambda c: c.places.addin.unlink(), STOPS, "is gone"),
    ("macos", "script", lambda c: (c.places.scripts / "lotbook.applescript").unlink(), STOPS, "is gone"),
    ("windows", "internet-mark", lambda c: c.places.addin.with_name("lotbook.xlam:Zone.Identifier").touch(), STOPS, "internet"),
    ("windows", "disabled-items", lambda c: registry(c, OFFICE + r"\Resiliency\DisabledItems", A1B2=PATH16), STOPS, "disabled items"),
    ("windows", "disabled-items", lambda c: registry(c, OFFICE + r"\Resiliency\DisabledItems", A1B2=b"\x01" + PATH16), STOPS, "disabled items"),
    ("windows", "macro-rules", lambda c: registry(c, POLICY + r"\Security", RequireAddinSig=1), STOPS, "only signed"),
    ("windows", "macro-rules", lambda c: registry(c, POLICY + r"\Security", DisableAllAddins=1), STOPS, "forbidden"),
    ("windows", "macro-rules", lambda c: registry(c, OFFICE + r"\Security", VBAWarnings=4), LOOK, "macros are off"),
    ("windows", "macro-rules", lambda c: (registry(c, OFFICE + r"\Security", vbawarnings=3), registry(c, POLICY + r"\Security\Trusted Locations", AllLocationsDisabled=1)), STOPS, "no folder is trusted"),
    ("windows", "startup-folder", lambda c: setattr(c, "places", c.places._replace(startup=Path(r"\\server\anna\XLSTART"))), LOOK, "network"),
    ("windows", "starting-programs", lambda c: registry(c, GUARD, **{"D4F940AB-401B-4EFC-AADC-AD5F3C50688A": "1"}), STOPS, "forbids Office"),
    ("macos", "script", lambda c: python(c, "/usr/bin/true"), STOPS, "not the file"),
    ("macos", "automation", lambda c: answers(c, "tell", 1, "execution error: Not authorized (-1743)"), STOPS, "-1743"),
    ("macos", "automation", lambda c: answers(c, "tell", 1, "AppleEvent timed out. (-1712)"), LOOK, "-1712"),
    ("macos", "shell-profile", lambda c: (c.computer.home / ".bash_profile").write_text("echo Welcome\n"), LOOK, "prints 'Welcome'"),
    ("macos", "shell-profile", lambda c: (c.computer.home / ".bash_profile").write_text("no_such_program_here\n"), LOOK, "ends with an error"),
    ("linux", "libreoffice", a_snap, LOOK, "closed package"),
    ("linux", "libreoffice", no_program, LOOK, "not found"),
    pytest.param("linux", "libreoffice-bridge", no_bridge, STOPS, "no Python bridge", marks=pytest.mark.libreoffice),
    ("linux", "extension", lambda c: shutil.rmtree(c.places.office_profile), STOPS, "is gone"),
    ("linux", "extension", lambda c: (shutil.rmtree(c.places.office_profile), extension_in(c.computer, "0.0.1")), STOPS, "older"),
    ("linux", "python-named", lambda c: python(c, "/gone/python"), STOPS, "/gone/python is gone"),
    ("linux", "python-named", lambda c: python(c, "python"), STOPS, "no whole path"),
    ("linux", "python-named", lambda c: python(c, c.computer.home), STOPS, "a folder"),
    ("linux", "python-named", lambda c: c.places.configuration.unlink(), STOPS, "is missing"),
    ("linux", "python-named", lambda c: c.places.configuration.write_text('"SHOW CONSOLE","True"\n'), STOPS, "names no Python"),
    ("linux", "python-starts", lambda c: python(c, "/bin/false"), STOPS, "exit code 1"),
    ("linux", "python-starts", lambda c: python(c, "/bin/echo"), STOPS, "something else"),
    ("windows", "python-starts", lambda c: answers(c, "\nimport json, sys", 1, "Traceback\nModuleNotFoundError: No module named 'win32com'"), STOPS, "No module named 'win32com'"),
    ("windows", "python-starts", lambda c: answers(c, "\nimport json, sys", 0, json.dumps(WELL), 4.2), LOOK, "4.2 s"),
    ("windows", "python-place", lambda c: python(c, r"C:\Users\anna\AppData\Local\Microsoft\WindowsApps\python.exe"), STOPS, "Microsoft Store"),
    ("windows", "python-place", lambda c: (python(c, r"H:\lotbook\python.exe"), registry(c, r"HKCU\Network\H", RemotePath=r"\\server\anna")), LOOK, "network drive"),
    ("linux", "python-place", lambda c: python(c, "/home/anna/.cache/uv/archive-v0/x/bin/python"), LOOK, "swept away"),
    ("linux", "configuration", lambda c: c.places.configuration.write_text("interpreter_linux,x\n"), STOPS, "must be written INTERPRETER_LINUX"),
    ("linux", "configuration", lambda c: c.places.configuration.write_text("[lotbook]\n"), STOPS, "line 1 is no setting"),
    ("linux", "configuration", lambda c: put(c, PYTHONPATH="/home/anna/macros"), LOOK, "PYTHONPATH is '/home/anna/macros'"),
    ("linux", "configuration", lambda c: put(c, MYTHING="1"), LOOK, "MYTHING means nothing"),
    ("linux", "versions", lambda c: put(c, LOTBOOK_VERSION="0.0.1"), STOPS, "the configuration is 0.0.1"),
    ("windows", "versions", lambda c: answers(c, "\nimport json, sys", 0, json.dumps(WELL | {"lotbook": "9.0"})), STOPS, "the Python of the buttons is 9.0"),
    ("linux", "mailbox", lambda c: c.places.mailbox.chmod(0o777), STOPS, "others may use"),
    ("linux", "mailbox", lambda c: (c.places.mailbox.rmdir(), c.places.mailbox.touch()), STOPS, "no folder of yours"),
    ("linux", "helper", attaching, State.FINE, "process 77"),
    ("linux", "last-click", lambda c: click_log(c, "lotbook started\nTraceback ...\nKeyError: 'Smith & Sons'\n"), LOOK, "(KeyError)"),
    ("linux", "last-click", lambda c: click_log(c, "lotbook started\nThe workbook is busy.\n"), LOOK, "(in words)"),
    ("linux", "last-click", lambda c: click_log(c, "lotbook started\n"), State.FINE, "nothing went wrong"),
    ("linux", "pdf", no_engine, STOPS, "neither Word nor LibreOffice"),
    ("linux", "fonts", lambda c: answers(c, "fc-list", 0, "DejaVu Sans"), LOOK, "neither Calibri nor Carlito"),
    ("linux", "disk-space", full_disk, STOPS, "0.0 GB free"),
    ("linux", "temporary-folder", lambda c: c.computer.environment.update(TMPDIR="/not/there"), STOPS, "/not/there"),
    ("windows", "temporary-folder", lambda c: c.computer.environment.update(TEMP="Z:/not/there"), STOPS, "not/there"),
    ("windows", "outlook", lambda c: outlook(c, None), LOOK, "no pywin32 that could ask it"),
    ("windows", "outlook", lambda c: outlook(c, object()), State.FINE, "not tried that on a real Outlook"),
    ("windows", "outlook", lambda c: (outlook(c, None), registry(c, PREFERENCES, UseNewOutlook=1)), State.NOT_HERE, "the new Outlook is used"),
    ("linux", "password-store", no_store, LOOK, "no password store"),
    ("linux", "workbook", lambda c: c.workbook.write_bytes(b"not a workbook"), STOPS, "demo.xlsx"),
    ("linux", "workbook-name", lambda c: named(c, "a=b.xlsx"), STOPS, "holds ="),
    ("linux", "workbook-sheets", lambda c: sheet(c, "Lotbook.conf"), STOPS, "Lotbook.conf"),
    ("linux", "workbook-sheets", lambda c: sheet(c, "macros.PY"), STOPS, "program text"),
    ("linux", "workbook-beside", lambda c: c.workbook.with_name("lotbook.conf").touch(), LOOK, "lies beside"),
    ("linux", "workbook-folder", lambda c: c.workbook.with_name("demo-LAPTOP-7.xlsx").touch(), LOOK, "demo-LAPTOP-7.xlsx"),
    ("linux", "workbook-open", lambda c: c.workbook.with_name("~$demo.xlsx").write_bytes(b"\x04Anna"), LOOK, "open in Excel (Anna)"),
    ("linux", "journal", lambda c: journal(c, b"{}\n"), STOPS, "journal.jsonl"),
]  # fmt: skip
PLAIN = [getattr(fault, "values", fault) for fault in FAULTS]


def journal(case, content):
    folder = data_folder_of(case.workbook)
    folder.mkdir()
    (folder / "journal.jsonl").write_bytes(content)


@pytest.mark.parametrize(
    ("case", "name", "broken", "state", "words"),
    FAULTS,
    indirect=["case"],
    ids=[f"{each[0]}-{each[1]}-{each[4]}" for each in PLAIN],
)
def test_what_is_broken_is_found_and_a_remedy_is_named(case, name, broken, state, words, monkeypatch):
    case.run.patch = monkeypatch
    broken(case)
    found = examine(BY_ID[name], case)
    assert (found.state, words in found.said) == (state, True), found
    if state not in (State.FINE, State.NOT_HERE):
        assert found.why
        assert found.remedy


@pytest.mark.parametrize("case", ["linux"], indirect=True)
def test_what_a_log_says_of_a_customer_is_not_told(case):
    click_log(case, "lotbook started\nKeyError: 'Smith & Sons'\n")
    assert "Smith" not in examine(BY_ID["last-click"], case).said


@pytest.mark.parametrize("case", ["windows"], indirect=True)
def test_a_first_start_may_be_slow_when_the_second_is_not(case):
    seconds = iter([6.0, 0.4])
    case.run = lambda *given: Ran(0, json.dumps(WELL), next(seconds))
    found = examine(BY_ID["python-starts"], case)
    assert (found.state, "0.4 s" in found.said) == (State.FINE, True)


@pytest.mark.parametrize("case", ["linux"], indirect=True)
def test_an_extension_that_is_listed_and_whose_files_are_gone_is_not_installed(case):
    shutil.rmtree(next(case.places.office_profile.rglob("lotbook.oxt")))
    assert examine(BY_ID["extension"], case).state is State.STOPS


def test_every_examination_is_proved_by_a_fault():
    assert BY_ID.keys() - {fault[1] for fault in PLAIN} == set()


@SYSTEMS
def test_looking_changes_nothing(case, tmp_path):
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for each in EXAMINATIONS:
        examine(each, case)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("case", ["linux"], indirect=True)
def test_an_examination_that_breaks_is_an_answer_and_not_the_end(case):
    def breaks(case):
        raise ZeroDivisionError("strange computer")

    strange = Examination("x", "X", "s", "because", "do this", frozenset(["linux"]), breaks)
    found = examine(strange, case)
    assert (found.state, found.why, found.remedy) == (State.WORTH_A_LOOK, "because", "do this")
    assert "strange computer" in found.said


def test_without_the_buttons_nothing_stops_and_the_way_to_them_is_named(tmp_path, shipped):
    for computer in (windows(tmp_path / "w"), macos(tmp_path / "m"), linux(tmp_path / "l")):
        case = Case(computer, Registry({EXCEL: {"": "x"}}))
        found = [examine(each, case) for each in EXAMINATIONS if not each.of_workbook and each.id != "pdf"]
        assert [each.said for each in found if each.state is State.STOPS] == []
        assert any("lotbook addin install" in each.remedy for each in found)


def test_every_examination_tells_what_is_seen_why_and_what_to_do():
    for each in EXAMINATIONS:
        for text in (each.symptom, each.why, each.remedy):
            assert text.endswith("."), each.id
            assert text[0].isupper() or text[0] == "`", each.id
    assert len(BY_ID) == len(EXAMINATIONS)


# The command


@pytest.fixture
def here(tmp_path, monkeypatch):
    """This computer, with a home of its own."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


def test_the_command_tells_a_line_each_and_a_summary(here, shop, capsys):
    main(["doctor", str(shop)])
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("✓ Workbook: a workbook of Lotbook") for line in lines)
    assert {line[0] for line in lines[:-2] if not line.startswith("    ")} <= set("✓!✗")
    assert lines[-1].endswith(".")


def test_something_that_stops_makes_the_exit_code_1(here, shop, capsys):
    assert main(["doctor", str(shop.rename(shop.with_name("a=b.xlsx")))]) == 1
    out = capsys.readouterr().out
    assert "✗ Name of the workbook: the name a=b.xlsx holds =" in out
    assert "thing stops Lotbook from working (✗)" in out or "things stop" in out


def test_the_json_answer_has_the_documented_keys(here, shop, capsys):
    main(["doctor", str(shop), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told.keys() == COMMAND.json_keys.keys()
    assert [each["id"] for each in told["examined"]] == list(BY_ID)
    assert {each["state"] for each in told["examined"]} <= {str(state) for state in State}


def test_a_workbook_that_is_not_there_is_said_once(here, capsys):
    assert main(["doctor", "nowhere.xlsx"]) == 11
    assert "There is no file nowhere.xlsx." in capsys.readouterr().err


def test_the_report_names_nobody_and_holds_no_secret(here, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("lotbook.doors.examination.report._user", lambda: "annamueller")
    secret = tmp_path / "annamueller" / "Smith & Sons"
    secret.mkdir(parents=True)
    shop = Path(shutil.copy(DEMO, secret / "Smith order 4711.xlsx"))
    configuration.write(
        here / ".config/lotbook/lotbook.conf",
        {"INTERPRETER_LINUX": f"{here}/bin/python", "LICENSE_KEY": "abc-secret", "MY PASSWORD": "hunter2"},
    )
    out = tmp_path / "report.txt"
    main(["doctor", str(shop), "--report", str(out)])
    text = out.read_text(encoding="utf-8")
    for word in ("Smith", "4711", "annamueller", "abc-secret", "hunter2", str(here)):
        assert word not in text
    assert "INTERPRETER_LINUX = ~/bin/python" in text
    assert "Lotbook " + __version__ in text
    assert str(out) in capsys.readouterr().out


def test_a_report_without_a_name_goes_into_the_present_folder(here, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    main(["doctor", "--report"])
    assert [path.suffix for path in tmp_path.glob("lotbook-doctor-*")] == [".txt"]


@pytest.mark.parametrize("case", ["linux"], indirect=True)
def test_a_workbook_called_lotbook_does_not_blot_out_the_report(case):
    case.workbook = case.workbook.with_name("lotbook.xlsx")
    assert without_names("lotbook.conf and the word lotbook", case) == "lotbook.conf and the word lotbook"


@pytest.mark.parametrize("case", ["linux"], indirect=True)
def test_every_examination_stands_in_the_report(case):
    text = report(case, [(each, fine("well")) for each in EXAMINATIONS])
    assert [each.id for each in EXAMINATIONS if f"[fine] {each.id}: well" not in text] == []


def test_the_environment_of_python_is_not_handed_to_the_buttons_python(tmp_path, shipped):
    computer = linux(tmp_path)
    configuration.write(places(computer).configuration, {"INTERPRETER_LINUX": sys.executable})
    poisoned = computer._replace(
        environment={**os.environ, "PYTHONPATH": str(tmp_path), "HOME": str(computer.home)}
    )
    (tmp_path / "lotbook.py").write_text("raise SystemExit(3)")
    assert examine(BY_ID["python-starts"], Case(poisoned, Registry())).state is State.FINE


def test_a_person_without_a_home_folder_is_told_so_in_words(monkeypatch, capsys):
    def none():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)
    assert main(["doctor"]) == 17
    assert "names no home folder for you" in capsys.readouterr().err


def test_a_home_that_is_no_folder_stops_what_needs_one_and_breaks_nothing(tmp_path, monkeypatch, capsys):
    (tmp_path / "home").write_text("a file")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    main(["doctor", "--json"])
    examined = json.loads(capsys.readouterr().out)["examined"]
    assert [each["id"] for each in examined if "could not be looked at" in each["said"]] == []
    assert next(each["state"] for each in examined if each["id"] == "mailbox") == "stops"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps the folder that a program is in")
def test_a_present_folder_that_is_gone_is_told_when_the_report_needs_it(here, tmp_path, monkeypatch, capsys):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert main(["doctor", "--report"]) == 17
    assert "The folder you are in is not there any more" in capsys.readouterr().err


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
        {"PATH": "/nowhere"},
        {"XDG_STATE_HOME": "/dev/null/x", "TMPDIR": "/nowhere"},
        {"LOTBOOK_SOFFICE": __file__},
    ],
)
def test_in_odd_surroundings_it_says_what_is_wrong_and_never_breaks(surroundings, tmp_path):
    (tmp_path / "xlwings").mkdir()
    (tmp_path / "xlwings" / "__init__.py").write_text("raise SystemExit('a foreign xlwings')")
    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": path, **surroundings}
    words = [sys.executable, "-m", "lotbook", "doctor", "--json"]
    done = subprocess.run(words, env=environment, capture_output=True, timeout=100, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == b""
    examined = json.loads(done.stdout.decode())["examined"]
    assert [each for each in examined if "could not be looked at" in each["said"]] == []
