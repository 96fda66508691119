"""Handing letters to mail servers of every temper."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from directory.adapters.mail_messages import Sender, message_of
from directory.adapters.post_smtp import SmtpPost
from directory.domain.mail_servers import read_mail_server
from directory.domain.mailing import Answer, Letter, MailFault, Outcome, Written
from tests.mail_servers import (
    PASSWORD,
    USER,
    Certificate,
    Temper,
    mail_server,
    make_certificate,
    silent_server,
)
from tests.servers import free_port

SENDER = Sender(address="directory@find.example", host="find.example")
BODY = f"Bonjour Zoë – {'long ' * 300}end\n\nhttps://find.example/x?token=a-b_c\n.\nafter a dot\n"
WRITTEN = Written(subject="Écrire à quelqu’un 🙂", body=BODY)
SENT = Answer(Outcome.SENT)
PATIENCE_S = 0.3


def letter(to_address: str = "ana@clinic.example") -> Letter:
    return Letter(
        template="register",
        language="fr",
        params={},
        to_address=to_address,
        message_id="00000000002a",
        queued_at=datetime(2026, 11, 24, 18, 5, tzinfo=UTC),
    )


def send(url: str, *, timeout_s: float = 10, to_address: str = "ana@clinic.example") -> Answer:
    at = read_mail_server(url)
    assert at is not None
    return SmtpPost(at, SENDER, timeout_s=timeout_s).send(letter(to_address), WRITTEN)


def test_a_letter_arrives_as_it_was_written() -> None:
    with mail_server() as server:
        assert send(server.url) == SENT
        (message,) = server.messages()
    assert message["From"] == "directory@find.example"
    assert message["To"] == "ana@clinic.example"
    assert message["Subject"] == "Écrire à quelqu’un 🙂"
    assert message["Date"].datetime == datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
    assert message["Message-ID"] == "<00000000002a@find.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr"
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == BODY


def test_the_same_letter_is_the_same_each_time() -> None:
    with mail_server() as server:
        assert send(server.url) == send(server.url) == SENT
        first, second = server.taken
    assert first == second


@pytest.mark.parametrize(
    ("temper", "answer"),
    [
        (Temper.BUSY_SENDER, Answer(Outcome.LATER, MailFault.BUSY)),
        (Temper.BUSY_RECIPIENT, Answer(Outcome.LATER, MailFault.BUSY)),
        (Temper.BUSY_CONTENT, Answer(Outcome.LATER, MailFault.BUSY)),
        # That is a fault of ours, not of who is to have the letter.
        (Temper.NO_SENDER, Answer(Outcome.LATER, MailFault.SENDER_REFUSED)),
        (Temper.NO_RECIPIENT, Answer(Outcome.NEVER, MailFault.RECIPIENT_REFUSED)),
        (Temper.NO_CONTENT, Answer(Outcome.NEVER, MailFault.CONTENT_REFUSED)),
        (Temper.GOES_AT_RECIPIENT, Answer(Outcome.LATER, MailFault.UNREACHABLE)),
    ],
)
def test_what_was_not_taken_is_told_apart(temper: Temper, answer: Answer) -> None:
    with mail_server(temper) as server:
        assert send(server.url) == answer
        assert server.taken == []


@pytest.mark.parametrize("temper", [Temper.TAKES_AND_DIES, Temper.TAKES_AND_IS_SILENT])
def test_what_may_have_been_taken_is_unsure(temper: Temper) -> None:
    with mail_server(temper) as server:
        assert send(server.url, timeout_s=PATIENCE_S) == Answer(Outcome.UNSURE, MailFault.BROKE_OFF)
        assert len(server.taken) == 1


def test_a_server_that_is_down_took_nothing() -> None:
    assert send(f"smtp://127.0.0.1:{free_port()}?tls=off") == Answer(
        Outcome.LATER, MailFault.UNREACHABLE
    )


def test_a_name_that_no_server_can_have_took_nothing() -> None:
    assert send("smtp://mail..example") == Answer(Outcome.LATER, MailFault.UNREACHABLE)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_server_that_never_speaks_is_not_waited_for(scheme: str) -> None:
    with silent_server() as port:
        answer = send(f"{scheme}://127.0.0.1:{port}", timeout_s=PATIENCE_S)
    assert answer == Answer(Outcome.LATER, MailFault.UNREACHABLE)


def test_a_server_that_turns_clients_away_is_tried_later() -> None:
    with mail_server(commands=0) as server:
        assert send(server.url).outcome is Outcome.LATER
        assert server.taken == []


@pytest.mark.parametrize(
    "to_address",
    ["a@b.example\r\nBcc: c@d.example", "a b@c.example", "nobody", "", "zoë@b.example"],
)
def test_an_address_that_is_none_gets_nothing(to_address: str) -> None:
    with mail_server() as server:
        assert send(server.url, to_address=to_address) == Answer(
            Outcome.NEVER, MailFault.RECIPIENT_REFUSED
        )
        assert server.taken == []


def test_a_subject_of_two_lines_is_no_letter() -> None:
    two = Written(subject="Hello\nBcc: c@d.example", body="x\n")
    with pytest.raises(ValueError, match="linefeed"):
        message_of(letter(), two, sender=SENDER)


# --- Encryption and login ---


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path)


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """Give a certificate that this process trusts, as it trusts those of the machine."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    return certificate


def test_letters_travel_encrypted(trusted: Certificate) -> None:
    with mail_server(upgrade=trusted.context()) as server:
        assert send(f"smtp://127.0.0.1:{server.port}") == SENT
        assert server.encrypted == [True]


def test_letters_travel_encrypted_from_the_first_byte(trusted: Certificate) -> None:
    with mail_server(encrypted=trusted.context()) as server:
        assert send(f"smtps://127.0.0.1:{server.port}") == SENT
        assert server.recipients == ["ana@clinic.example"]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_server_that_cannot_prove_its_name_gets_nothing(
    certificate: Certificate, scheme: str
) -> None:
    context = certificate.context()
    upgrade, encrypted = (context, None) if scheme == "smtp" else (None, context)
    with mail_server(upgrade=upgrade, encrypted=encrypted) as server:
        assert send(f"{scheme}://127.0.0.1:{server.port}") == Answer(
            Outcome.LATER, MailFault.NOT_ENCRYPTED
        )
        assert server.taken == []


def test_a_server_that_does_not_encrypt_gets_nothing() -> None:
    with mail_server() as server:
        assert send(f"smtp://127.0.0.1:{server.port}") == Answer(
            Outcome.LATER, MailFault.NOT_ENCRYPTED
        )
        assert server.taken == []


def test_the_password_of_the_address_is_given(trusted: Certificate) -> None:
    login = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}"
    with mail_server(upgrade=trusted.context(), login=True) as server:
        assert send(f"smtp://{login}@127.0.0.1:{server.port}") == SENT


@pytest.mark.parametrize("login", ["", "post%40find.example:wrong@", "post:%C3%AB@"])
def test_a_wrong_password_or_none_is_ours_to_mend(trusted: Certificate, login: str) -> None:
    with mail_server(upgrade=trusted.context(), login=True) as server:
        answer = send(f"smtp://{login}127.0.0.1:{server.port}")
        assert answer.outcome is Outcome.LATER
        assert answer.fault is (MailFault.LOGIN_REFUSED if login else MailFault.SENDER_REFUSED)
        assert server.taken == []


def test_a_server_without_logins_is_ours_to_mend() -> None:
    with mail_server() as server:
        answer = send(f"smtp://user:word@127.0.0.1:{server.port}?tls=off")
    assert answer == Answer(Outcome.LATER, MailFault.LOGIN_REFUSED)
