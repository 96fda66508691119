"""Letters in words: what each says, in whose language, and what can never get into one."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from directory import config
from directory.adapters.place_files import read_regions
from directory.config import LANGUAGES
from directory.domain.mailing import Letter, Unwritable
from directory.domain.verification import STEPS, Action
from directory.domain.vocabulary import LinkPurpose, MailState
from directory.letters.addresses import LINKS
from directory.letters.known import LETTERS, PARTS, samples
from directory.letters.writing import Writer
from directory.paths import TEMPLATES
from tests.servers import ROOT

BASE = "https://find.example"
TOKEN = "q_0-Z"  # noqa: S105
WORKFLOWS = ROOT / "directory" / "workflows"
MANY = 10
SHIPPED = {file.stem for file in (TEMPLATES / "mail").glob("*.txt")}


def writer_at(folder: Path, *, contact: str = "help@find.example") -> Writer:
    return Writer(base_url=BASE, contact=contact, regions=read_regions(), overrides=folder)


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return writer_at(tmp_path)


def letter(template: str, language: str = "en", **params: str) -> Letter:
    return Letter(
        template=template,
        language=language,
        params=params,
        to_address="ana@clinic.example",
        message_id="000000000001",
        queued_at=datetime(2026, 11, 24, 18, 5, tzinfo=UTC),
    )


def linked(purpose: LinkPurpose, language: str = "en", **params: str) -> Letter:
    return letter(purpose.value, language, purpose=purpose, token=TOKEN, **params)


# --- The texts ---


def test_every_letter_has_a_text_and_every_text_a_letter() -> None:
    assert {*LETTERS, *PARTS} == SHIPPED


def test_every_step_of_verification_has_its_letter() -> None:
    assert {
        f"credential_{action.value}" for _, action in STEPS if action is not Action.UNDO
    } <= set(LETTERS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", LETTERS)
def test_a_letter_is_plain_text_with_a_subject_and_our_name(
    writer: Writer, template: str, language: str
) -> None:
    for params in samples(template):
        said = writer.write(letter(template, language, **params))
        assert said.subject
        assert said.subject == " ".join(said.subject.split())
        assert f"\n\n{_own_name(writer, language)}\n" in said.body
        assert said.body.endswith("help@find.example\n")
        assert not re.search(r"<[a-z/]|\{|\}|%\(|\n\n\n|[^\n] +\n|(?<!\n)\n\n\n", said.body)
        assert not re.search(r"\bscript\b", said.body)


def _own_name(writer: Writer, language: str) -> str:
    # The last paragraph of any letter begins with it.
    body = writer.write(letter("no_account", language)).body
    return body.strip().split("\n\n")[-1].partition("\n")[0]


@pytest.mark.parametrize("template", LETTERS)
def test_paragraphs_stand_apart(writer: Writer, template: str) -> None:
    for params in samples(template):
        body = writer.write(letter(template, **params)).body
        for paragraph in body.split("\n\n")[:-1]:
            # What somebody wrote keeps its lines; what we write is one line a paragraph.
            assert "\n" not in paragraph or paragraph == params.get("words"), paragraph


@pytest.mark.parametrize("template", sorted(set(LETTERS) - {"rule_changed"}))
def test_a_letter_leads_to_nobody_but_us(writer: Writer, template: str) -> None:
    for params in samples(template):
        said = writer.write(letter(template, **params))
        links = re.findall(r"\S*://\S*", said.body)
        assert links
        assert all(link.startswith(f"{BASE}/") for link in links)


def test_a_way_back_says_nothing_about_what_an_account_may_do(writer: Writer) -> None:
    said = writer.write(linked(LinkPurpose.RECOVER))
    assert not re.search("review|administrat|part|role|practitioner’s", said.body.lower())


def test_a_proposal_names_nobody_and_no_part(writer: Writer) -> None:
    for params in samples("role_proposed"):
        said = writer.write(letter("role_proposed", **params))
        assert "reviewer" not in said.body
        assert "@find.example" in said.body
        assert said.body.count("@") == 1
        assert f"{BASE}/review/people\n" in said.body


def test_without_a_contact_none_is_promised(tmp_path: Path) -> None:
    silent = writer_at(tmp_path, contact="")
    for template in LETTERS:
        for params in samples(template):
            said = silent.write(letter(template, **params))
            assert "Questions" not in said.body
            assert "write to us" not in said.body.lower()


def letters_in(file: Path) -> Iterator[tuple[str, set[str]]]:
    """Find the letters that a module queues by name, and what it tells each."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        match given, getattr(node.func, "id", ""):
            case {"template": ast.Constant(value=str(name)), **told}, "tell" | "tell_holder":
                yield name, {str(param) for param in told}
            case {"template": ast.Constant(value=str(name)), "params": ast.Dict(keys=keys)}, _:
                yield name, {str(key.value) for key in keys if isinstance(key, ast.Constant)}


def test_whoever_queues_a_letter_tells_it_what_its_text_asks_for() -> None:
    queued = [each for file in sorted(WORKFLOWS.rglob("*.py")) for each in letters_in(file)]
    assert len(queued) >= MANY
    for name, told in queued:
        assert set(LETTERS[name]) == told, name


# --- Links ---


@pytest.mark.parametrize(("language", "prefix"), [("en", ""), ("es", "/es"), ("fr", "/fr")])
@pytest.mark.parametrize("purpose", LinkPurpose)
def test_a_link_leads_to_its_page_in_the_language(
    writer: Writer, purpose: LinkPurpose, language: str, prefix: str
) -> None:
    (sample,) = (params for params in list(samples(purpose.value))[:1])
    said = writer.write(letter(purpose.value, language, **{**sample, "token": TOKEN}))
    links = [line for line in said.body.splitlines() if "token=" in line]
    assert links == [f"{BASE}{prefix}{LINKS[purpose]}?token={TOKEN}"]


def test_a_token_is_written_as_addresses_are(writer: Writer) -> None:
    said = writer.write(letter("register", purpose="register", token="a b&c=d"))  # noqa: S106
    (link,) = (line for line in said.body.splitlines() if "token=" in line)
    assert parse_qs(urlsplit(link).query) == {"token": ["a b&c=d"]}


@pytest.mark.parametrize(
    ("purpose", "lasting"),
    [
        (LinkPurpose.REGISTER, "24 hours"),
        (LinkPurpose.RECOVER, "30 minutes"),
        (LinkPurpose.CHANGE_ADDRESS, "24 hours"),
        (LinkPurpose.NEW_DEVICE, "10 minutes"),
        (LinkPurpose.JOIN_STAFF, "7 days"),
    ],
)
def test_a_letter_says_how_long_its_link_works(
    writer: Writer, purpose: LinkPurpose, lasting: str
) -> None:
    sample = next(samples(purpose.value))
    assert f"until {lasting} after" in writer.write(letter(purpose.value, **sample)).body


# --- Languages ---


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "November 24, 2026"),
        ("es", "24 de noviembre de 2026"),
        ("fr", "24 novembre 2026"),
        ("de", "November 24, 2026"),
    ],
)
def test_days_are_written_as_the_language_writes_them(
    writer: Writer, language: str, day: str
) -> None:
    body = writer.write(letter("password_changed", language)).body
    assert day in body
    assert "UTC" in body


@pytest.mark.parametrize(
    ("language", "country", "said"),
    [
        ("en", "US", "physical therapists in Pennsylvania"),
        ("en", "CA", "physiotherapists in Ontario"),
        ("es", "US", "Pensilvania"),
    ],
)
def test_people_and_places_are_named_as_the_reader_names_them(
    writer: Writer, language: str, country: str, said: str
) -> None:
    region = {"US": "PA", "CA": "ON"}[country]
    profession = "physical_therapist"
    wanted = letter(
        "rule_changed", language, country=country, region=region, profession=profession, version=""
    )
    assert said in writer.write(wanted).body


# --- What cannot get in ---


@pytest.mark.parametrize(
    "hostile",
    [
        "Firefox\nBcc: everybody@clinic.example",
        "Firefox\r\n\r\n<script>",
        "Firefox\x85X\x0bY\u2028Z\u202eW\x00",
    ],
)
def test_what_a_letter_is_told_stays_in_its_line(
    tmp_path: Path, writer: Writer, hostile: str
) -> None:
    usual = writer.write(letter("signed_in", device="Firefox")).body.count("\n")
    said = writer.write(letter("signed_in", device=hostile))
    assert said.body.count("\n") == usual
    assert len(said.body.splitlines()) == usual
    (tmp_path / "signed_in.txt").write_text("Subject: From {{ device }}\n\nHello\n")
    subject = writer_at(tmp_path).write(letter("signed_in", device=hostile)).subject
    assert len(subject.splitlines()) == 1
    assert subject.isprintable()


@pytest.mark.parametrize("stray", ["\u2028", "\x0b", "\x85", "\t", "  "])
def test_a_subject_is_one_line_whatever_its_text(tmp_path: Path, stray: str) -> None:
    text = f"Subject: Hello{stray}Bcc: there\n\nHello\n"
    (tmp_path / "no_account.txt").write_bytes(text.encode())
    assert writer_at(tmp_path).write(letter("no_account")).subject == "Hello Bcc: there"


def test_words_of_several_lines_keep_them(writer: Writer) -> None:
    words = "Line 1\r\n\r\nLine 2\u202e\x07\n"
    said = writer.write(letter("credential_query", kind="training", reason="", words=words))
    assert "\n\nLine 1\n\nLine 2\n\n" in said.body


def test_words_in_a_subject_are_no_letter(tmp_path: Path) -> None:
    (tmp_path / "credential_query.txt").write_text("Subject: {{ words }}\n\nHello\n")
    with pytest.raises(Unwritable):
        writer_at(tmp_path).write(
            letter("credential_query", kind="training", reason="", words="a\nBcc: b@c.example")
        )


def test_what_is_told_is_no_template(writer: Writer) -> None:
    said = writer.write(letter("signed_in", device="{{ 7 * 7 }}{% include 'link.txt' %}"))
    assert "{{ 7 * 7 }}" in said.body


@pytest.mark.parametrize(
    ("template", "params"),
    [
        ("no_such_letter", {}),
        ("../layouts/base", {}),
        ("register", {}),
        ("register", {"purpose": "register"}),
        ("register", {"purpose": "to_steal", "token": TOKEN}),
        ("method_added", {"method": "magic"}),
        ("role_granted", {"role": MailState.SENT.value}),
        ("role_granted", {"role": "owner"}),
        ("credential_refuse", {"kind": "licence", "reason": "whim", "words": "secret@a.example"}),
    ],
)
def test_what_cannot_be_said_is_said_without_repeating_it(
    writer: Writer, template: str, params: dict[str, str]
) -> None:
    with pytest.raises(Unwritable) as refused:
        writer.write(letter(template, **params))
    assert TOKEN not in str(refused.value)
    assert "@" not in str(refused.value)


def test_the_languages_are_those_of_the_settings() -> None:
    assert config.LANGUAGES[0] == "en"
