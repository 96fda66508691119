import json
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, Final

import pytest

from directory.domain import log_entries
from directory.domain.log_entries import DecisionAct, Entry, Hidden, SubjectKind, hidden, readable
from directory.domain.vocabulary import ActorKind, CredentialState

SALT: Final = bytes(range(32))
AT: Final = "2026-11-24T18:00:00Z"
REFUSED: Final = Entry(
    act=DecisionAct.REFUSED,
    actor_kind=ActorKind.REVIEWER,
    actor_id=7,
    practitioner_id=42,
    subject_kind=SubjectKind.LICENCE,
    subject_id=4201,
    from_state=CredentialState.SUBMITTED,
    to_state=CredentialState.REFUSED,
    reason="not_on_register",
    words="Ada, “4201” is not on the register – please send us the number on your card.",
    rule="us-co:physical_therapist@3",
    details={"version": 3, "note": "Björn", "again": True, "before": None},
)
BARE: Final = Entry(act=DecisionAct.RULES_APPLIED, actor_kind=ActorKind.SYSTEM)


def line(entry: Entry, *, seq: int = 5, salt: bytes = SALT) -> str:
    concealed = hidden(readable(entry), seq=seq, salt=salt)
    return log_entries.leaf(entry, concealed, seq=seq, at=AT)


def salted(*value: object) -> str:
    text = json.dumps(value, separators=(",", ":"))
    return sha256(SALT + text.encode()).hexdigest()


def test_a_line_is_canonical_json_of_codes_and_salted_hashes() -> None:
    subject = salted("subject", 5, 42, "licence", 4201)
    actor = salted("actor", 5, "reviewer", 7)
    details = '{"again":true,"before":null,"note":"Bj\\u00f6rn","version":3}'
    words = salted("words", 5, REFUSED.words, details)
    assert line(REFUSED) == (
        f'{{"act":"refused","actor":"{actor}","at":"2026-11-24T18:00:00Z","format":1,'
        '"from":"submitted","reason":"not_on_register","rule":"us-co:physical_therapist@3",'
        f'"seq":5,"subject":"{subject}","to":"refused","words":"{words}"}}'
    )


def test_what_an_entry_does_not_say_is_null() -> None:
    subject = salted("subject", 5, None, None, None)
    actor = salted("actor", 5, "system", None)
    assert json.loads(line(BARE)) == {
        "act": "rules_applied",
        "actor": actor,
        "at": AT,
        "format": 1,
        "from": None,
        "reason": None,
        "rule": None,
        "seq": 5,
        "subject": subject,
        "to": None,
        "words": None,
    }


def test_a_line_names_nobody_and_quotes_nothing() -> None:
    written = line(REFUSED)
    for private in ("Ada", "42", "4201", "reviewer", "licence", "register –", "Bj", "version"):
        assert f'"{private}' not in written
        assert f":{private}" not in written
    assert written.isascii()
    assert "\n" not in written


@pytest.mark.parametrize(
    "other",
    [
        {"practitioner_id": 43},
        {"subject_kind": SubjectKind.TRAINING},
        {"subject_id": 4202},
        {"actor_kind": ActorKind.ADMINISTRATOR},
        {"actor_id": 8},
        {"words": "Other words."},
        {"details": {"version": 4}},
        {"practitioner_id": None},
        {"subject_id": None},
        {"actor_id": None},
        {"words": None},
        {"details": {}},
    ],
    ids=str,
)
def test_whatever_is_private_is_hashed(other: dict[str, Any]) -> None:
    values = {name: getattr(REFUSED, name) for name in Entry.__dataclass_fields__}
    changed = Entry(**{**values, **other})
    assert line(changed) != line(REFUSED)


def test_the_same_said_twice_about_one_person_does_not_look_alike() -> None:
    first, second = (hidden(readable(REFUSED), seq=seq, salt=SALT) for seq in (5, 6))
    assert not set(first) & set(second)


def test_nothing_can_be_guessed_without_the_salt() -> None:
    told = hidden(readable(REFUSED), seq=5, salt=SALT)
    assert not set(told) & set(hidden(readable(REFUSED), seq=5, salt=bytes(32)))
    assert isinstance(told, Hidden)


@pytest.mark.parametrize("said", [{"words": "Hello."}, {"details": {"version": 1}}])
def test_words_or_details_alone_are_hashed_too(said: dict[str, Any]) -> None:
    entry = Entry(act=DecisionAct.QUERIED, actor_kind=ActorKind.REVIEWER, **said)
    assert hidden(readable(entry), seq=5, salt=SALT).words is not None


@pytest.mark.parametrize("field", ["from_state", "to_state", "reason"])
@pytest.mark.parametrize(
    "sentence", ["", "Not on the register", "Ada", "ünknown", "a-b", "x" * 65, "a\n"]
)
def test_a_sentence_is_no_code(field: str, sentence: str) -> None:
    values: dict[str, Any] = {field: sentence}
    with pytest.raises(ValueError, match="belong in words"):
        Entry(act=DecisionAct.REFUSED, actor_kind=ActorKind.REVIEWER, **values)


@pytest.mark.parametrize("rule", ["", "the rule of Colorado", "Québec", "x" * 129, "a\n"])
def test_a_sentence_is_no_rule(rule: str) -> None:
    with pytest.raises(ValueError, match="rule's id"):
        Entry(act=DecisionAct.VERIFIED, actor_kind=ActorKind.REVIEWER, rule=rule)


def test_codes_may_be_as_long_as_codes_are() -> None:
    entry = Entry(
        act=DecisionAct.VERIFIED,
        actor_kind=ActorKind.REVIEWER,
        from_state="x",
        reason="a_1" + "x" * 61,
        rule="US-CO/pt.1:2@3+4_" + "x" * 111,
    )
    assert len(entry.reason or "") == 64
    assert len(entry.rule or "") == 128


def test_every_act_and_kind_of_subject_is_a_code() -> None:
    for word in (*DecisionAct, *SubjectKind):
        assert log_entries._CODE.fullmatch(word)  # noqa: SLF001


def test_instants_are_written_in_utc_to_the_second() -> None:
    denver = timezone(timedelta(hours=-7))
    assert log_entries.written(datetime(2026, 11, 24, 17, 59, 59, 999_999, denver)) == (
        "2026-11-25T00:59:59Z"
    )


def test_the_readable_side_is_everything_private() -> None:
    assert readable(BARE)._asdict() == {
        "practitioner_id": None,
        "subject_kind": None,
        "subject_id": None,
        "actor_kind": "system",
        "actor_id": None,
        "words": None,
        "details": None,
    }
