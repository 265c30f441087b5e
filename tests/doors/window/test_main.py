"""The helper's window: real mouse clicks and real keys on its real buttons reach the workbook that is chosen."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

import pytest

if "CI" not in os.environ:
    pytest.importorskip("tkinter", reason="this Python has no tkinter")

import tkinter as tk

from lotbook.doors.controls import CONTROLS, GROUPS
from lotbook.doors.helper.click import Clicks
from lotbook.doors.helper.mailbox import DONE, FAILED, Answer
from lotbook.doors.helper.mailbox_folder import Mailbox
from lotbook.doors.helper.news import (
    Asked,
    Called,
    Ended,
    Job,
    OpenBook,
    Progressed,
    Question,
    Refused,
    Reply,
)
from lotbook.doors.helper.spreadsheet import Calc
from lotbook.doors.helper.whole import Helper
from lotbook.doors.window.buttons import LETTERS
from tests.doors.screen import hand, in_front
from tests.doors.test_attach import Shelf

pytestmark = pytest.mark.usefixtures("display")
DEMO = Path(__file__).parents[3] / "workbook" / "demo.xlsx"
SHOP, OTHER = OpenBook("shop.xlsx", 0), OpenBook("other.xlsx", 0)


class Desk:
    """A window over a helper with two open workbooks; what is clicked is written down."""

    def __init__(self, folder, spreadsheet=None, carry_out=None):
        from lotbook.doors.window.main import Window

        self.clicked, self.answer, self.go_on = [], Answer(DONE, "2 runs."), Event()
        self.go_on.set()
        here = spreadsheet or Shelf(SHOP, OTHER)
        self.helper = Helper(Mailbox(folder / "mailbox"), here, folder / "logs", carry_out or self._carry_out)
        self.helper.__enter__()
        self.window = Window(self.helper)
        self.window.root.geometry("+50+50")

    def _carry_out(self, book, job, tell):
        self.clicked.append((job.control, job.book.name))
        tell(Progressed("Reading the workbook"))
        self.go_on.wait(10)
        return self.answer

    def until(self, holds, seconds=30):
        """Lets the window live until something holds."""
        limit = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < limit, (self.said, self.clicked)
            self.live()
        self.live()

    def live(self):
        for news in self.window._all_news():
            self.window.show(news)
        self.window.root.update()
        time.sleep(0.01)

    def middle(self, widget):
        return (
            widget.winfo_rootx() + widget.winfo_width() // 2,
            widget.winfo_rooty() + widget.winfo_height() // 2,
        )

    def mouse(self, widget):
        self.live()
        hand("mousemove", *self.middle(widget), "click", 1)

    def keys(self, *keys):
        for key in keys:
            hand("key", key)
            for _ in range(10):
                self.live()

    @property
    def said(self):
        return (self.window.now["text"], self.window.answer["text"])


@contextmanager
def desk_of(*given):
    gc.collect()  # a window of the test before must go in the thread that it came in
    made = Desk(*given)
    made.until(lambda: made.window.chooser.current() == 0)
    made.window._come_to_the_front()
    made.until(lambda: made.window.root.focus_displayof() is not None)
    try:
        yield made
    finally:
        made.go_on.set()
        with suppress(tk.TclError):  # a test closed it
            made.window.root.destroy()
        made.helper.__exit__(None, None, None)


@pytest.fixture
def desk(tmp_path):
    with desk_of(tmp_path) as made:
        yield made


def test_a_mouse_click_on_a_button_is_carried_out_on_the_workbook_shown(desk):
    desk.mouse(desk.window.buttons.by_id["recall"])
    desk.until(lambda: "done in" in desk.said[0])
    assert desk.clicked == [("recall", "shop.xlsx")]
    assert desk.said[1] == "2 runs."


@pytest.mark.libreoffice
def test_a_mouse_click_on_recall_fills_the_sheet_of_a_live_calc(tmp_path, spreadsheet):
    shutil.copy(DEMO, tmp_path / "live.xlsx")
    book = spreadsheet.books.open(str(tmp_path / "live.xlsx"))
    try:
        sheet = book.sheets["Receiving"]
        sheet.activate()
        sheet.range("A14").select()
        lot = sheet.range("A14").value
        with desk_of(tmp_path, Calc(pipe=spreadsheet.impl.office.pipe), Clicks().carry_out) as desk:
            names = list(desk.window.chooser["values"])
            desk.window.chooser.current(names.index("live.xlsx"))
            desk.mouse(desk.window.buttons.by_id["recall"])
            desk.until(lambda: "done in" in desk.said[0], 60)
            assert lot in desk.said[1]
        assert any(lot in str(cell) for row in book.sheets["Recall"].range("A1:F30").value for cell in row)
        assert book.sheets.active.name == "Recall"
    finally:
        book.close()


def test_the_workbook_is_chosen_with_the_keyboard(desk):
    desk.window.chooser.focus_set()
    desk.keys("Down", "Down", "Return")
    desk.until(lambda: desk.window.chooser.current() == 1)
    desk.keys("alt+c")
    desk.until(lambda: desk.clicked)
    assert desk.clicked == [("check", "other.xlsx")]


def test_every_button_is_reached_with_tab_and_pressed_with_the_space_bar_and_the_return_key(desk):
    stops, widget = set(), desk.window.chooser
    for _ in range(len(CONTROLS) + 3):
        widget = widget.tk_focusNext()
        stops.add(str(widget))
    assert {str(button) for button in desk.window.buttons.by_id.values()} <= stops
    for key in ("space", "Return"):
        desk.window.buttons.by_id["assign"].focus_set()
        desk.keys(key)
        desk.until(lambda: "done in" in desk.said[0])
        desk.window.now.configure(text="")
    assert desk.clicked == [("assign", "shop.xlsx")] * 2


def test_alt_and_the_underlined_letter_press_each_button(desk):
    for control in CONTROLS:
        desk.keys(f"alt+{LETTERS[control.id].lower()}")
        desk.until(lambda: "done in" in desk.said[0])
        desk.window.now.configure(text="")
    assert [name for name, _ in desk.clicked] == [control.id for control in CONTROLS]


def test_each_button_has_a_letter_of_its_own_and_the_ribbons_where_that_is_one():
    assert len(set(LETTERS.values())) == len(CONTROLS)
    single = {each.id: each.button.keytip for each in CONTROLS if len(each.button.keytip) == 1}
    assert single.items() <= LETTERS.items()


def test_every_button_of_the_ribbon_stands_in_its_group_with_its_letter_underlined(desk):
    rows = {}
    for control in CONTROLS:
        button = desk.window.buttons.by_id[control.id]
        assert button["text"][button["underline"]].upper() == LETTERS[control.id]
        rows.setdefault(control.button.group, []).append(int(button.grid_info()["row"]))
    assert list(rows) == [group for group in GROUPS if group in rows]
    ends = [max(found) for found in rows.values()]
    assert ends == sorted(ends)
    assert all(
        min(rows[after]) > max(rows[before]) for before, after in zip(rows, list(rows)[1:], strict=False)
    )


def test_while_a_click_is_at_work_the_buttons_wait_and_the_window_says_so(desk):
    desk.go_on.clear()
    desk.mouse(desk.window.buttons.by_id["recall"])
    desk.until(lambda: desk.said[0] == "Reading the workbook")
    assert all(button.instate(["disabled"]) for button in desk.window.buttons.by_id.values())
    desk.keys("alt+c")
    desk.until(lambda: True)
    desk.go_on.set()
    desk.until(lambda: "done in" in desk.said[0])
    assert desk.clicked == [("recall", "shop.xlsx")]
    assert not any(button.instate(["disabled"]) for button in desk.window.buttons.by_id.values())


def test_a_failed_click_is_told_in_its_own_colour_and_words(desk):
    from lotbook.doors.window.style import VERMILLION

    desk.window.show(Ended(Job("recall", SHOP), Answer(FAILED, "Select a lot first."), 0.5))
    assert desk.said == ("Recall: not done", "Select a lot first.")
    assert str(desk.window.answer["foreground"]) == VERMILLION
    desk.window.show(Refused("A request was refused."))
    assert desk.said[1] == "A request was refused."


def test_without_a_workbook_no_button_can_be_pressed_and_the_window_says_why(desk):
    desk.helper.worker._spreadsheet.open = []
    desk.helper.worker.look()
    desk.until(lambda: "No Lotbook workbook" in desk.window._chosen.get())
    desk.mouse(desk.window.buttons.by_id["recall"])
    desk.keys("alt+c")
    desk.until(lambda: True)
    assert desk.clicked == []


def test_a_workbook_that_was_chosen_stays_chosen_when_another_one_is_opened(desk):
    desk.window.chooser.current(1)
    desk.helper.worker._spreadsheet.open.insert(0, OpenBook("new.xlsx", 0))
    desk.helper.worker.look()
    desk.until(lambda: len(desk.window.chooser["values"]) == 3)
    assert desk.window.chooser.get() == "other.xlsx"


def test_a_long_answer_does_not_widen_the_window(desk):
    wide = desk.window.root.winfo_width()
    desk.window.show(Ended(Job("recall", SHOP), Answer(DONE, "Harbor & Pine " * 40), 0.5))
    desk.until(lambda: desk.window.answer.winfo_height() > 60)
    assert desk.window.root.winfo_width() == wide


def test_a_button_says_what_it_does_under_the_mouse(desk):
    hand("mousemove", *desk.middle(desk.window.buttons.by_id["undo"]))
    shown = {control.id: control.button.supertip for control in CONTROLS}["undo"]

    def texts():
        boxes = [
            each
            for each in desk.window.buttons.by_id["undo"].winfo_children()
            if each.winfo_class() == "Toplevel"
        ]
        return [
            label["text"]
            for box in boxes
            for inner in box.winfo_children()
            for label in inner.winfo_children()
        ]

    desk.until(lambda: shown in texts())
    hand("mousemove", 1, 1)
    desk.until(lambda: not texts())


def test_always_on_top_stays_over_other_windows(desk):
    desk.mouse(desk.window.stay)
    desk.until(lambda: desk.window.root.attributes("-topmost") == 1)


def test_a_second_start_brings_the_window_back(desk):
    desk.window.root.iconify()
    desk.until(lambda: desk.window.root.state() == "iconic")
    desk.window.show(Called())
    desk.until(lambda: desk.window.root.state() == "normal")


def test_closing_the_window_ends_the_helper(desk):
    Thread(target=lambda: (time.sleep(0.5), hand("key", "alt+F4"))).start()
    stopping = Event()
    assert desk.window.run(stopping) == 0
    assert stopping.is_set()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("A", "C", "R", "Return"), Reply("OK", "ACR")),
        (("Return",), Reply("OK", "ORD-0001")),
        (("X", "Escape"), Reply("Cancel", "X")),
        (("Tab", "Tab", "space"), Reply("Cancel", "ORD-0001")),
    ],
)
def test_a_question_is_answered_with_the_keyboard_alone(desk, keys, expected):
    reply = SimpleQueue()

    def type_it():
        in_front("Issue COC")
        for key in keys:
            hand("key", key)

    Thread(target=type_it).start()
    question = Question("Issue COC", "Which order?", "ORD-0001", ("OK", "Cancel"))
    desk.window.show(Asked(question, reply))
    assert reply.get_nowait() == expected


def test_a_request_to_end_closes_an_open_question(desk):
    reply, stopping = SimpleQueue(), Event()
    desk.helper.news.put(Asked(Question("Issue COC", "Which order?", "", ("OK", "Cancel")), reply))
    Thread(target=lambda: (time.sleep(0.7), stopping.set())).start()
    desk.window.run(stopping)
    assert reply.get_nowait().button == "Cancel"


def test_without_a_screen_it_says_so_and_takes_clicks_from_the_ribbon():
    script = (
        "import os, types; os.environ.pop('DISPLAY', None); from lotbook.doors import attach; "
        "print(attach._window(types.SimpleNamespace()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None"
    assert done.stderr.startswith("There is no window: ")


@pytest.mark.parametrize(("opens", "told"), [(True, True), (False, False)])
def test_without_a_window_a_libreoffice_of_the_helpers_own_has_no_buttons_and_that_is_said(opens, told):
    script = (
        "import contextlib, os, queue, sys; sys.modules['tkinter'] = None; from lotbook.doors import attach\n"
        "from lotbook.doors.helper.news import Ended\n"
        "class Helper(contextlib.nullcontext):\n    news = queue.SimpleQueue()\n"
        "attach.Event.is_set = lambda _: True\n"
        f"attach._help(Helper(), show=True, once=True, opens={opens})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "lacks the toolkit tkinter" in done.stderr
    assert ("has no buttons of Lotbook" in done.stderr) == told
