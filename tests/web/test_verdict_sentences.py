"""Every reason of a verdict is said twice: what it means for a patient, what its owner can do."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from directory.domain.notes import Note, NoteCode, note, read, written
from directory.domain.rules import Rule, RuleOrigin
from directory.domain.vocabulary import Country, Profession
from directory.web.verdict_sentences import Judged, for_owner, for_patient
from tests.rule_books import permitted
from tests.web.stage import stage

RULE: Final = replace(
    permitted(Country.US, "CA", Profession.PHYSICAL_THERAPIST),
    recorded_on=date(2026, 11, 20),
    as_of="2026-01",
)
CALIFORNIA: Final = Judged(
    country=Country.US, region="California", profession=Profession.PHYSICAL_THERAPIST, rule=RULE
)
ONTARIO: Final = replace(CALIFORNIA, country=Country.CA, region="Ontario")
PARAMS: Final[dict[str, dict[str, object]]] = {
    "licence_": {"profession": Profession.PHYSICAL_THERAPIST},
    "rule_prohibits": {"profession": Profession.PHYSICAL_THERAPIST},
    "rule_waits": {"profession": Profession.PHYSICAL_THERAPIST},
    "rule_not_established": {"profession": Profession.PHYSICAL_THERAPIST},
    "rule_by_finding": {"day": date(2026, 10, 1)},
    "rule_body_limit": {"limit": "upper_limb"},
    "rule_years": {"years": 2},
    "authorization_none": {"kind": "registration"},
    "training_hours": {"needed": 54.0, "have": 20.5},
    "training_in_person": {"needed": 40.0, "have": 0},
    "training_sessions": {"needed": 200, "have": 1},
    "training_exam": {"exam": "written"},
    "training_complete_by": {"day": date(2028, 2, 29)},
    "training_before_rule": {"after": date(2018, 12, 4)},
    "training_by_authorization": {"kind": "roster"},
    "accreditation_by_authorization": {"kind": "sub_register"},
}
NEVER_SAID: Final = re.compile(
    r"\b(invalid|please|sorry|should|oops|error|cannot)\b", re.IGNORECASE
)
LONGEST: Final = 200


@pytest.fixture(autouse=True)
def _in_a_request() -> Iterator[None]:
    with stage():
        yield


def example(code: NoteCode) -> Note:
    """Make a note as the rules do, through the column that it is kept in."""
    params = next((p for begins, p in PARAMS.items() if code.startswith(begins)), {})
    (kept,) = read(written((note(code, **params),)))
    return kept


@pytest.mark.parametrize("judged", [CALIFORNIA, ONTARIO], ids=["US", "CA"])
@pytest.mark.parametrize("say", [for_patient, for_owner])
@pytest.mark.parametrize("code", NoteCode)
def test_every_reason_is_said_in_whole_calm_sentences(
    code: NoteCode, say: Callable[[Note, Judged], str], judged: Judged
) -> None:
    said = say(example(code), judged)
    assert said[0].isupper()
    assert said.endswith(".")
    assert len(said) <= LONGEST
    assert not NEVER_SAID.search(said), said
    assert not re.search(r"%|\(\)|  |None|_|\.\.", said), said
    spelling = "icense" if judged.country is Country.US else "icence"
    assert not re.search(r"\b[Ll]icen[cs]es?\b", said) or spelling in said, said


@pytest.mark.parametrize("say", [for_patient, for_owner])
def test_a_region_has_its_article_in_a_sentence(say: Callable[[Note, Judged], str]) -> None:
    said = say(example(NoteCode.LICENCE_NONE), replace(CALIFORNIA, region="District of Columbia"))
    assert " license for the District of Columbia " in said


@pytest.mark.parametrize("say", [for_patient, for_owner])
def test_no_two_reasons_are_told_apart_by_their_code_alone(
    say: Callable[[Note, Judged], str],
) -> None:
    alike = {NoteCode.RULE_PROHIBITS, NoteCode.RULE_BODY_LIMIT} if say is for_owner else set()
    said = [say(example(code), CALIFORNIA) for code in NoteCode if code not in alike]
    assert len(set(said)) == len(said)


def test_patients_and_owners_are_told_different_things() -> None:
    for code in NoteCode:
        assert for_patient(example(code), CALIFORNIA) != for_owner(example(code), CALIFORNIA)


@pytest.mark.parametrize(
    ("code", "judged", "said"),
    [
        (
            NoteCode.RULE_PROHIBITS,
            CALIFORNIA,
            (
                "In California, physical therapists may not do dry needling (rule seen January"
                " 2026). We only list professions that may."
            ),
        ),
        (
            NoteCode.RULE_NOT_ESTABLISHED,
            replace(ONTARIO, rule=None),
            (
                "We have not checked whether physiotherapists may do dry needling in Ontario."
                " A reviewer looks before we list anyone."
            ),
        ),
        (
            NoteCode.RULE_NOT_ESTABLISHED,
            CALIFORNIA,
            (
                "In California, it is not settled whether physical therapists may do dry needling"
                " (seen January 2026). A reviewer looks before we list anyone."
            ),
        ),
        (
            NoteCode.TRAINING_HOURS_SHORT,
            CALIFORNIA,
            (
                "The rule in California asks for 54 hours of needling training. We have proof of"
                " 20.5 hours."
            ),
        ),
        (
            NoteCode.TRAINING_SESSIONS_SHORT,
            CALIFORNIA,
            (
                "The rule in California asks for 200 supervised sessions. We have proof of"
                " 1 supervised session."
            ),
        ),
        (
            NoteCode.AUTHORIZATION_NONE,
            CALIFORNIA,
            (
                "In California, needling takes a registration from the regulator. We have none on"
                " record."
            ),
        ),
        (
            NoteCode.TRAINING_COMPLETE_BY,
            CALIFORNIA,
            (
                "The training is enough to begin with in California. The rest has to follow by"
                " 29 Feb 2028."
            ),
        ),
        (
            NoteCode.TRAINING_HEAD_NECK_NOT_STATED,
            CALIFORNIA,
            "The certificate does not say head and neck were taught. Ask.",
        ),
        (NoteCode.LICENCE_NONE, ONTARIO, "We have no licence for Ontario on record."),
        (
            NoteCode.RULE_BODY_LIMIT,
            replace(CALIFORNIA, profession=None),
            (
                "In California, they may needle from the hand to the shoulder only, so not for"
                " headache (rule seen January 2026)."
            ),
        ),
    ],
)
def test_patients_are_told_what_it_means(code: NoteCode, judged: Judged, said: str) -> None:
    assert for_patient(example(code), judged) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            NoteCode.TRAINING_HOURS_SHORT,
            "Add certificates for more training: 54 hours asked for, 20.5 hours on record.",
        ),
        (NoteCode.TRAINING_EXAM_MISSING, "Add proof that you passed a written examination."),
        (
            NoteCode.RULE_BY_FINDING,
            "You need to do nothing. The finding holds for 12 months, then we look again.",
        ),
        (
            NoteCode.TRAINING_BEFORE_RULE,
            (
                "You need to do nothing. What is asked of people trained after 4 Dec 2018 does not"
                " bind you."
            ),
        ),
        (
            NoteCode.ACCREDITATION_BY_AUTHORIZATION,
            (
                "Keep up what the regulator gave you: a place on its sub-register. It stands for a"
                " certification here."
            ),
        ),
    ],
)
def test_owners_are_told_what_to_do(code: NoteCode, said: str) -> None:
    assert for_owner(example(code), CALIFORNIA) == said


@pytest.mark.parametrize(
    ("rule", "fresh"),
    [
        (replace(RULE, as_of="2026-01-05"), "rule seen 5 Jan 2026"),
        (replace(RULE, as_of="2026"), "rule seen 2026"),
        (replace(RULE, as_of="2014-01-23"), "rule from a source of 23 Jan 2014"),
        (replace(RULE, as_of="2014-01-23", origin=RuleOrigin.FINDING), "rule seen 23 Jan 2014"),
        (replace(RULE, as_of="undated mirror"), "rule recorded 20 Nov 2026"),
        (replace(RULE, as_of="2012-04-24 (listed 2026-01)"), "rule recorded 20 Nov 2026"),
    ],
)
def test_a_rule_is_as_fresh_as_its_source(rule: Rule, fresh: str) -> None:
    said = for_patient(example(NoteCode.RULE_PROHIBITS), replace(CALIFORNIA, rule=rule))
    assert f"({fresh})" in said
