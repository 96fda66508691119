"""Letters as files."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.adapters.mail_messages import Sender
from directory.adapters.post_files import FilePost, KeptLetter, kept_letters
from directory.domain import ids
from directory.domain.mailing import Answer, Letter, MailFault, Outcome, Written

SENDER = Sender(address="directory@find.example", host="find.example")
AT = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
BODY = f"Zoë,\n\n{'long ' * 300}\n\nhttps://find.example/x?token=a-b_c\n"
SENT = Answer(Outcome.SENT)


def letter(number: int, to_address: str = "ana@clinic.example") -> Letter:
    return Letter(
        template="register",
        language="en",
        params={},
        to_address=to_address,
        message_id=ids.encode(number),
        queued_at=AT,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "mail-out"


@pytest.fixture
def post(folder: Path) -> FilePost:
    return FilePost(folder, SENDER)


def test_a_letter_is_a_file_for_this_user_alone(post: FilePost, folder: Path) -> None:
    assert post.send(letter(7), Written(subject="Hello", body=BODY)) == SENT
    (file,) = folder.iterdir()
    assert file.name == "000000000007.eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert b"Message-ID: <000000000007@find.example>\r\n" in file.read_bytes()


def test_letters_are_read_back_the_last_one_first(post: FilePost, folder: Path) -> None:
    for number in (3, 1, 2):
        subject = f"Nº {number}"
        assert post.send(letter(number), Written(subject=subject, body=BODY)) == SENT
    kept = kept_letters(folder, limit=2)
    assert kept[0] == KeptLetter(
        id="000000000002", to_address="ana@clinic.example", subject="Nº 2", at=AT, body=BODY
    )
    assert [each.id for each in kept] == ["000000000002", "000000000001"]
    assert len(kept_letters(folder, limit=10)) == 3


def test_the_same_letter_again_is_one_file(post: FilePost, folder: Path) -> None:
    for _ in range(2):
        assert post.send(letter(1), Written(subject="Hello", body=BODY)) == SENT
    assert len(list(folder.iterdir())) == 1


def test_where_no_letter_was_written_there_is_none(folder: Path) -> None:
    assert kept_letters(folder, limit=5) == ()


def test_a_folder_that_cannot_be_written_is_tried_later(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("in the way")
    answer = FilePost(folder, SENDER).send(letter(1), Written(subject="Hello", body=BODY))
    assert answer == Answer(Outcome.LATER, MailFault.UNREACHABLE)


def test_a_letter_that_cannot_be_put_down_leaves_nothing(post: FilePost, folder: Path) -> None:
    (folder / "000000000001.eml").mkdir(parents=True)
    assert post.send(letter(1), Written(subject="Hello", body=BODY)).outcome is Outcome.LATER
    assert [file.name for file in folder.iterdir()] == ["000000000001.eml"]


@pytest.mark.parametrize("address", ["a@b.example\nBcc: c@d.example", "nobody"])
def test_an_address_that_is_none_gets_nothing(post: FilePost, folder: Path, address: str) -> None:
    answer = post.send(letter(1, address), Written(subject="Hello", body=BODY))
    assert answer == Answer(Outcome.NEVER, MailFault.RECIPIENT_REFUSED)
    assert not folder.exists()


def test_letters_written_at_once_are_all_there(post: FilePost, folder: Path) -> None:
    written = Written(subject="Hello", body=BODY)
    with ThreadPoolExecutor(8) as postmen:
        answers = list(postmen.map(lambda n: post.send(letter(n), written), range(40)))
    assert set(answers) == {SENT}
    assert len(kept_letters(folder, limit=100)) == 40
