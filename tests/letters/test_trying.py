"""Texts of an operator's own: used where they are good, and refused at the start where not."""

from pathlib import Path

import pytest

from directory.config import LANGUAGES, SettingError
from directory.letters.known import LETTERS
from directory.letters.trying import check
from tests.letters.test_writing import letter, writer_at


def put(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def refusal(folder: Path) -> str:
    with pytest.raises(SettingError) as refused:
        check(writer_at(folder))
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_our_own_texts_all_do(tmp_path: Path) -> None:
    assert check(writer_at(tmp_path / "absent")) == len(LETTERS) * len(LANGUAGES)


@pytest.mark.parametrize("name", ["password_changed.txt", "en/password_changed.txt"])
def test_an_operators_text_stands_before_ours(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, "Subject: Changed\n\nOn {{ when }}.\n{% include 'signature.txt' %}\n")
    writer = writer_at(tmp_path)
    assert check(writer)
    said = writer.write(letter("password_changed"))
    assert said.subject == "Changed"
    assert said.body.startswith("On November 24, 2026")
    assert "Needling for Headache Directory" in said.body


def test_a_text_of_one_language_stands_before_one_of_all(tmp_path: Path) -> None:
    put(tmp_path, "password_changed.txt", "Subject: All\n\nText\n")
    put(tmp_path, "fr/password_changed.txt", "Subject: Français\n\nTexte\n")
    writer = writer_at(tmp_path)
    assert writer.write(letter("password_changed", "fr")).subject == "Français"
    assert writer.write(letter("password_changed", "es")).subject == "All"


def test_a_piece_can_be_replaced_as_well(tmp_path: Path) -> None:
    put(tmp_path, "signature.txt", "The Society, 1 Main St\n")
    assert writer_at(tmp_path).write(letter("no_account")).body.endswith("The Society, 1 Main St\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello\n\nYou\n", "line 1: its first line is no “Subject: …”"),
        ("Subject:  \n\nYou\n", "line 1: its first line"),
        ("Subject: Hello\nYou\n", "no blank line"),
        ("Subject: Hello\n\n \n", "no blank line"),
        ("", "its first line"),
        ("Subject: Hello\n\n{{ nmae }}\n", "line 3: 'nmae' is undefined"),
        ("Subject: Hello\n\n{% if %}\n", "line 3: "),
        ("Subject: Hello\n\n{{ 1 / 0 }}\n", "line 3: division by zero"),
        ("Subject: Hello\n\n{{ ''.__class__.__mro__ }}\n", "line 3: access to attribute"),
        ("Subject: Hello\n\n\n{% include 'none.txt' %}\n", "none.txt"),
    ],
)
def test_a_broken_text_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    file = put(tmp_path, "en/password_changed.txt", text)
    sentence = refusal(tmp_path)
    assert sentence.startswith(f"The text of letters {file} cannot be used (")
    assert said in sentence
    assert sentence.endswith("; mend it, or remove it to have ours.")


def test_a_broken_piece_is_named_and_not_the_letter_around_it(tmp_path: Path) -> None:
    file = put(tmp_path, "signature.txt", "We\n{{ adress }}\n")
    assert f"{file} cannot be used (line 2: 'adress' is undefined)" in refusal(tmp_path)


def test_a_text_that_fails_for_one_reason_alone_is_found(tmp_path: Path) -> None:
    put(
        tmp_path,
        "credential_refuse.txt",
        "Subject: No\n\n{% if reason == 'duplicate' %}{{ wrods }}{% endif %}Text\n",
    )
    assert "'wrods' is undefined" in refusal(tmp_path)


def test_a_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "password_changed.txt"
    file.write_bytes("Subject: Changé\n\nTexte\n".encode("latin-1"))
    assert "password_changed.txt" in refusal(tmp_path)


@pytest.mark.parametrize(
    "name", ["regster.txt", "de/register.txt", "en/more/register.txt", "es/none.txt"]
)
def test_a_text_that_belongs_to_no_letter_is_named(tmp_path: Path, name: str) -> None:
    file = put(tmp_path, name, "Subject: Hello\n\nYou\n")
    assert refusal(tmp_path).startswith(f"{file} belongs to no letter; ")


def test_other_files_beside_the_texts_do_not_matter(tmp_path: Path) -> None:
    put(tmp_path, "register.txt~", "draft")
    put(tmp_path, "README", "ours")
    assert check(writer_at(tmp_path))
