"""Only what a server accepted counts as sent."""

from __future__ import annotations

import email
import socket
from email.policy import default
from pathlib import Path
from threading import Thread

import pytest

from lotbook.errors import MailError
from lotbook.mail import configuration
from lotbook.mail.compose import Draft
from lotbook.mail.configuration import Smtp
from lotbook.mail.send import send
from tests.mail.server import SECRET, USER, Box, running


def server(port: int, user: str = "") -> Smtp:
    return Smtp("127.0.0.1", port, "none", user, "Office <office@shop.example>")


def draft(tmp_path: Path, *to: str, size: int = 20_000) -> Draft:
    file = tmp_path / "COC-0001-A.pdf"
    file.write_bytes(bytes(range(256)) * (size // 256))
    return Draft(to or ("ann@example.com",), "Ünïcode", "Hello\n.\nafter a lonely dot", (file,))


def test_a_message_arrives_byte_for_byte(tmp_path):
    box, made = Box(), draft(tmp_path, "ann@example.com", "bob@example.com")
    with running(box) as port:
        accepted = send(made, server(port))
    (envelope,) = box.messages
    message = email.message_from_bytes(envelope.original_content, policy=default)
    assert envelope.rcpt_tos == ["ann@example.com", "bob@example.com"] == list(accepted.to)
    assert (envelope.mail_from, message["Subject"]) == ("office@shop.example", "Ünïcode")
    assert (message["Message-ID"], message["X-Unsent"]) == (accepted.message_id, None)
    (paper,) = message.iter_attachments()
    assert paper.get_content() == made.files[0].read_bytes()
    assert message.get_body().get_content().splitlines() == made.body.splitlines()


@pytest.mark.parametrize(
    ("fault", "told"),
    [("refuse", "refuses a receiver"), ("large", "too large"), ("drop", "ended in the middle")],
)
def test_what_the_server_does_not_take_is_not_sent_and_the_cause_is_told(tmp_path, fault, told):
    box = Box(fault)
    with running(box) as port, pytest.raises(MailError, match=told) as caught:
        send(draft(tmp_path, "ann@example.com", "gone@example.com"), server(port))
    assert box.messages == []
    assert caught.value.next_step


def test_one_refused_receiver_keeps_the_message_from_all(tmp_path):
    box = Box("refuse")
    with running(box) as port, pytest.raises(MailError, match="receiver") as caught:
        send(draft(tmp_path, "ann@example.com", "gone@example.com"), server(port))
    assert "gone@example.com: 5.1.1 No such user here" in caught.value.cause
    assert box.messages == []


def test_a_message_larger_than_the_server_says_is_not_even_begun(tmp_path):
    box = Box()
    with running(box, size=10_000) as port, pytest.raises(MailError, match="too large"):
        send(draft(tmp_path), server(port))
    assert box.messages == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_wrong_password_is_told_as_that(tmp_path):
    box = Box()
    with running(box, login=True) as port:
        with pytest.raises(MailError, match="password"):
            send(draft(tmp_path), server(port, USER), "wrong")
        send(draft(tmp_path), server(port, USER), SECRET)
    assert len(box.messages) == 1


def test_a_server_that_is_not_there_or_says_nothing_is_not_waited_for(tmp_path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(MailError, match="does not answer"):
        send(draft(tmp_path), server(port))
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(MailError):
            send(draft(tmp_path), server(silent.getsockname()[1]), timeout=0.3)


def test_a_server_that_only_greets_is_not_waited_for(tmp_path):
    with socket.socket() as greeting:
        greeting.bind(("127.0.0.1", 0))
        greeting.listen()
        greeter = Thread(
            target=lambda: opened.append(greeting.accept()[0]) or opened[0].sendall(b"220 hello\r\n")
        )
        opened: list[socket.socket] = []
        greeter.start()
        with pytest.raises(MailError, match="ended in the middle"):
            send(draft(tmp_path), server(greeting.getsockname()[1]), timeout=0.3)
        greeter.join()
        opened[0].close()


def test_a_server_may_think_about_a_whole_message_but_not_for_ever(tmp_path):
    box = Box("slow")
    with running(box) as port:
        with pytest.raises(MailError, match="ended in the middle") as caught:
            send(draft(tmp_path), server(port), timeout=0.1)
        with pytest.raises(MailError, match="too late for anybody"):
            send(draft(tmp_path), server(port), timeout=1.0)
    assert "does not count as sent" in caught.value.next_step
    assert box.messages == []


def test_what_was_taken_is_taken_whatever_the_server_says_to_goodbye(tmp_path):
    box = Box("rude")
    with running(box) as port:
        assert send(draft(tmp_path), server(port)).to == ("ann@example.com",)
    assert len(box.messages) == 1


def test_a_server_without_what_was_asked_for_is_told_as_that(tmp_path):
    with running(Box()) as port, pytest.raises(MailError, match="does not offer"):
        send(draft(tmp_path), server(port)._replace(security="starttls"))


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(tmp_path):
    box = Box()
    with running(box) as port, pytest.raises(MailError):
        send(draft(tmp_path), server(port)._replace(security="starttls"))
    assert box.messages == []


def test_without_a_receiver_nothing_is_tried(tmp_path):
    with pytest.raises(MailError, match="no receiver"):
        send(draft(tmp_path)._replace(to=()), server(1))


GOOD = 'host = "smtp.shop.example"\nuser = "office"\nsender = "Office <office@shop.example>"\n'


def test_a_configuration_says_where_to(tmp_path):
    file = tmp_path / "mail.toml"
    assert configuration.smtp(file) is None
    file.write_text(GOOD, encoding="utf-8")
    assert configuration.smtp(file) == Smtp(
        "smtp.shop.example", 587, "starttls", "office", "Office <office@shop.example>"
    )
    file.write_text(GOOD + 'security = "tls"\n', encoding="utf-8")
    assert configuration.smtp(file).port == 465


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + 'password = "x"\n', "never stands in this file"),
        (GOOD + "prot = 25\n", "prot is not known"),
        (GOOD + 'port = "25"\n', "port has the wrong form"),
        (GOOD + 'security = "none"\n', "in the clear"),
        (GOOD + 'security = "ssl"\n', "starttls, tls or none"),
        ('host = "x"\n', "needed"),
        ("host = \n", "cannot be used"),
    ],
)
def test_a_wrong_configuration_is_told_with_its_fault(tmp_path, text, told):
    file = tmp_path / "mail.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MailError, match=told):
        configuration.smtp(file)


def test_the_file_lies_where_each_system_keeps_such_files(tmp_path):
    assert configuration.place({"APPDATA": str(tmp_path)}, "win32") == tmp_path / "Lotbook" / "mail.toml"
    assert configuration.place({}, "darwin").parts[-4:] == (
        "Library",
        "Application Support",
        "Lotbook",
        "mail.toml",
    )
    assert (
        configuration.place({"XDG_CONFIG_HOME": str(tmp_path)}, "linux") == tmp_path / "lotbook" / "mail.toml"
    )


def test_a_password_comes_from_the_variable_or_is_asked_for_by_name(monkeypatch):
    assert configuration.password("office", {configuration.PASSWORD: "s"}) == "s"
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with pytest.raises(MailError, match="office"):
        configuration.password("office", {})
