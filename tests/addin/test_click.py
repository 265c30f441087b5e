"""What a click does, run in a VBA interpreter: mailbox first, else Python is started, and each refusal in words."""

import re

import pytest

from lotbook.doors.controls import CONTROLS
from lotbook.doors.helper import mailbox
from lotbook.doors.helper.clerk import BUSY
from tests.addin.excel import MAC_SETTINGS, WINDOWS_SETTINGS, Excel

IDS = [control.id for control in CONTROLS]
MARK = r"\d{8}-\d{6}-\d{6}"
WINDOWS_MAILBOX = r"C:\Users\kim\LOCALAPPDATA\Lotbook\mailbox"
MAC_MAILBOX = "/Users/kim/Library/Containers/com.microsoft.Excel/Data/lotbook/mailbox"
NEVER = -1


@pytest.mark.parametrize("control", IDS)
def test_each_button_leaves_its_request_where_the_helper_works(control):
    excel = Excel(fresh=True, taken_after=2)
    excel.click(control)
    part, text = excel.posted
    assert re.fullmatch(re.escape(WINDOWS_MAILBOX) + rf"\\{MARK}\.part", part)
    assert excel.renamed == (part, part.replace(".part", ".request"))
    assert mailbox.read_request(text.encode("ascii"), IDS) == mailbox.Request(control, "shop.xlsx", 131234)
    assert (excel.started, excel.messages) == ("", [])


@pytest.mark.parametrize("control", IDS)
def test_each_button_starts_python_where_no_helper_works(control):
    excel = Excel()
    excel.click(control)
    assert re.fullmatch(
        rf'"C:\\My Tools\\python\.exe" -E -P -X utf8 -m lotbook\.doors\.bridge {control} "--book=shop\.xlsx" '
        rf"--from_xl=1 --hwnd=131234 --log={MARK}\|0",
        excel.started,
    )
    assert (excel.posted[0], excel.messages) == ("", [])


@pytest.mark.parametrize("control", IDS)
def test_each_button_goes_through_the_script_on_a_mac(control):
    excel = Excel(mac=True)
    excel.click(control)
    script, handler, message = excel.started.split("|")
    assert (script, handler) == ("lotbook.applescript", "startLotbook")
    assert message.split("\n")[:3] == ["1", control, "shop.xlsx"]
    assert re.fullmatch(MARK, message.split("\n")[3])
    assert excel.messages == []


def test_a_helper_that_does_not_come_is_not_waited_for_longer_than_a_moment():
    excel = Excel(fresh=True, taken_after=NEVER)
    excel.click("recall")
    assert excel.deleted == excel.renamed[1]
    assert " recall " in excel.started


def test_a_helper_that_takes_the_request_in_the_last_moment_does_the_work_alone():
    excel = Excel(fresh=True, taken_after=NEVER, gone_at_last=True)
    excel.click("recall")
    assert (excel.started, excel.messages) == ("", [])


def test_a_helper_that_is_at_work_on_another_click_says_so():
    told = mailbox.write_answer(mailbox.Answer(mailbox.FAILED, BUSY)).decode("ascii")
    excel = Excel(fresh=True, taken_after=2, answer=told)
    excel.click("recall")
    assert (excel.started, excel.messages) == ("", [BUSY])
    assert excel.answer_read == excel.renamed[1].replace(".request", ".answer")


@pytest.mark.parametrize("answer", ["", "state=done\nmessage=2 runs.\n", "rubbish", "state=failed"])
def test_only_a_click_that_was_turned_away_is_told_of(answer):
    excel = Excel(fresh=True, taken_after=2, answer=answer)
    excel.click("recall")
    assert (excel.started, excel.messages) == ("", [])


def test_a_mailbox_that_cannot_be_written_does_not_stop_the_click():
    excel = Excel(fresh=True, save_error="Disk full")
    excel.click("recall")
    assert " recall " in excel.started
    assert excel.messages == []


def test_waiting_ends_when_the_clock_passes_midnight():
    excel = Excel(fresh=True, taken_after=NEVER, clock=86_399.5)
    excel.click("recall")
    assert " recall " in excel.started


def test_a_second_press_while_the_first_is_handed_over_does_nothing():
    excel = Excel(log_after=3, presses=2)
    excel.click("recall")
    assert excel.started.count("lotbook.doors.bridge") == 1


def test_after_a_click_the_next_one_works_again():
    excel = Excel()
    excel.click("recall")
    excel.click("check")
    assert " recall " in excel.started
    assert " check " in excel.started


def test_after_a_click_that_failed_the_next_one_works_again():
    excel = Excel(start_error="Permission denied")
    excel.click("recall")
    excel._app.run("Set_start_error", "")
    excel.click("check")
    assert " check " in excel.started


def test_what_nobody_thought_of_is_told_and_the_next_click_works():
    excel = Excel(read_error="Permission denied")
    excel.click("recall")
    [message] = excel.messages
    assert message.startswith("Lotbook could not start: Permission denied.")
    assert "lotbook doctor" in message
    excel._app.run("Set_read_error", "")
    excel.click("check")
    assert " check " in excel.started


def test_the_status_bar_is_excels_own_again_when_python_has_the_click():
    excel = Excel()
    excel.click("recall")
    assert excel.status == "False"


@pytest.mark.parametrize("mac", [False, True])
def test_without_settings_the_message_says_what_to_type(mac):
    excel = Excel(mac=mac, settings="")
    excel.click("recall")
    [message] = excel.messages
    assert "lotbook addin install" in message
    assert (
        "Containers/com.microsoft.Excel/Data/lotbook.conf" if mac else r".lotbook\lotbook.conf"
    ) in message
    assert excel.started == ""


@pytest.mark.parametrize(
    "path", ["python", "python.exe", r"tools\python.exe", "", '"C:\\x"', 'C:\\a" -c "x.exe']
)
def test_a_python_that_is_no_whole_path_is_not_started(path):
    excel = Excel(settings=WINDOWS_SETTINGS.replace("C:\\My Tools\\python.exe", path))
    excel.click("recall")
    assert excel.started == ""
    assert "lotbook addin install" in excel.messages[0]


def test_a_python_that_is_gone_is_named():
    excel = Excel(program=False)
    excel.click("recall")
    assert r"C:\My Tools\python.exe" in excel.messages[0]
    assert "lotbook addin install" in excel.messages[0]
    assert excel.started == ""


def test_a_python_that_gives_no_sign_is_told_with_its_log_and_what_it_says():
    excel = Excel(log="ModuleNotFoundError: No module named 'lotbook'\n")
    excel.click("recall")
    [message] = excel.messages
    assert "No module named 'lotbook'" in message
    assert re.search(rf"\\Lotbook\\logs\\{MARK}\.log", message)
    assert "lotbook doctor" in message
    assert excel.status == "False"


def test_where_it_forbids_starting_programs_the_message_names_the_helper():
    excel = Excel(start_error="Permission denied")
    excel.click("recall")
    [message] = excel.messages
    assert "Permission denied" in message
    assert "lotbook attach" in message
    assert "lotbook doctor" in message


@pytest.mark.parametrize(
    ("error", "told"),
    [("none", "no such script"), ("Lotbook's script does not know its Python.", "does not know its Python")],
)
def test_what_the_script_of_the_mac_answers_is_told(error, told):
    excel = Excel(mac=True, start_error=error)
    excel.click("recall")
    assert told in excel.messages[0]
    assert "lotbook doctor" in excel.messages[0]


def test_without_a_workbook_nothing_is_started():
    excel = Excel(book=None)
    excel.click("recall")
    assert (excel.started, excel.posted[0]) == ("", "")
    assert "No workbook is open" in excel.messages[0]


def test_in_protected_view_the_message_says_which_button_to_press():
    excel = Excel(book=None)
    excel.show_protected_view()
    excel.click("recall")
    assert "Enable Editing" in excel.messages[0]


def test_a_workbook_with_an_equals_sign_in_its_name_is_refused_by_name():
    excel = Excel(book="a=b.xlsx", fresh=True)
    excel.click("recall")
    assert (excel.started, excel.posted[0]) == ("", "")
    assert "a=b.xlsx" in excel.messages[0]
    assert "without =" in excel.messages[0]


@pytest.mark.parametrize(
    "control", ["", "re call", "Recall", "recall;", "x'); import os", "recall & calc", "a" * 41, "réc"]
)
def test_what_is_no_id_goes_nowhere(control):
    excel = Excel(fresh=True)
    excel.click(control)
    assert (excel.started, excel.posted[0]) == ("", "")
    assert "not one of Lotbook's" in excel.messages[0]


@pytest.mark.parametrize(
    "name",
    [
        "Ünïcode 中한.xlsx",
        'a"b & c|d>e%PATH%^.xlsx',
        "it's (2) [x].xlsx",
        "back\\slash.xlsx",
        "tab\tline\n.xlsx",
    ],
)
def test_any_name_of_a_workbook_travels_as_plain_letters_and_arrives_as_it_was(name):
    excel = Excel(book=name, fresh=True, taken_after=1)
    excel.click("check")
    value = excel.posted[1].split("workbook=")[1].split("\n")[0]
    assert re.fullmatch(r"[A-Za-z0-9 ._()\\-]+", value)
    assert mailbox.unescaped(value) == name


def test_a_name_cannot_leave_its_quotation_marks_in_the_words_that_start_python():
    excel = Excel(book='x" & calc.exe & ".xlsx')
    excel.click("check")
    assert '"--book=x\\u0022 \\u0026 calc.exe \\u0026 \\u0022.xlsx"' in excel.started
    assert excel.started.count('"') == 4


def test_the_way_of_xlwings_runs_the_same_click():
    excel = Excel(settings=WINDOWS_SETTINGS + '"LOTBOOK_DOOR","runpython"\r\n', book="Büro 1.xlsx")
    excel.click("recall")
    assert excel.started == (
        '"C:\\My Tools\\python.exe" -E -P -X utf8 -B -c "import lotbook.doors.ribbon as r; r.click(\'recall\')" '
        '"--wb=Büro 1.xlsx" --from_xl=1 "--app=C:\\Office16\\Microsoft Excel" --hwnd=131234|0'
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"KEY","value"\n', "value"),
        ('"KEY","value"', "value"),
        ('"KEY","first"\r\n"KEY","second"\r\n', "first"),
        ('"OTHER","x"\n"KEY","C:\\a, b\\c"\n', "C:\\a, b\\c"),
        ('"KEYS","x"\n', ""),
        ('"key","x"\n', ""),
        ('"KEY",""\n', ""),
        ('"KEY","cut off\n', ""),
        ("KEY,value\n", ""),
        ("", ""),
    ],
)
def test_a_setting_is_read_from_its_line(text, value):
    assert Excel().call("SettingIn", text, "KEY") == value


def test_the_mailbox_of_the_settings_counts_before_the_usual_place():
    for settings, mac, usual in (
        (WINDOWS_SETTINGS, False, WINDOWS_MAILBOX),
        (MAC_SETTINGS, True, MAC_MAILBOX),
    ):
        told = Excel(mac=mac, settings=settings + '"LOTBOOK_MAILBOX","D:\\post"\n')
        told.click("check")
        plain = Excel(mac=mac, settings=settings)
        plain.click("check")
        assert told.asked_whether_alive.startswith("D:\\post")
        assert plain.asked_whether_alive.startswith(usual)


def test_no_line_of_the_add_in_looks_into_a_workbook():
    """A sheet lotbook.conf or a file beside the workbook cannot redirect the interpreter: nothing reads them."""
    from tests.addin.excel import VBA

    code = "\n".join(path.read_text(encoding="ascii") for path in VBA.glob("*.bas"))
    for word in (
        "Sheets",
        "Worksheets",
        "Range(",
        "Cells",
        "FullName",
        "ThisWorkbook",
        "CurDir",
        ".Path,",
        "Names(",
    ):
        assert word not in code
    assert set(re.findall(r"ActiveWorkbook\.(\w+)", code)) == {"Name"}
