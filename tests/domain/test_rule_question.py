"""Questions about rules are read strictly: what is unknown, repeated or wrong is named."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import pytest

from directory.domain.question import Fault, ParameterError
from directory.domain.rule_question import RuleQuestion, read_day, read_rule_question
from directory.domain.vocabulary import Country, Profession

TODAY: Final = date(2026, 11, 24)
REGIONS: Final = ((Country.US, "CO"), (Country.US, "CA"), (Country.CA, "ON"))
EVERYTHING: Final = RuleQuestion(country=None, region=None, professions=frozenset(), as_of=None)


def read(
    given: Mapping[str, Sequence[str]],
) -> RuleQuestion | tuple[ParameterError, ...]:
    return read_rule_question(given, regions=REGIONS, latest=TODAY)


@pytest.mark.parametrize("given", [{}, {"country": [""], "region": [" "], "profession": []}])
def test_without_parameters_all_rules_are_meant(given: dict[str, list[str]]) -> None:
    assert read(given) == EVERYTHING


@pytest.mark.parametrize(("country", "region"), [("US", "CO"), ("us", "co"), (" us ", " Co ")])
def test_letters_of_places_may_be_small(country: str, region: str) -> None:
    asked = read({"country": [country], "region": [region]})
    assert isinstance(asked, RuleQuestion)
    assert (asked.country, asked.region) == (Country.US, "CO")


def test_a_region_stands_for_itself() -> None:
    asked = read({"region": ["ON"]})
    assert isinstance(asked, RuleQuestion)
    assert (asked.country, asked.region) == (None, "ON")


def test_professions_may_repeat() -> None:
    asked = read({"profession": ["physician", "naturopath", "physician"]})
    assert isinstance(asked, RuleQuestion)
    assert asked.professions == {Profession.PHYSICIAN, Profession.NATUROPATH}


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"country": ["MX"]}, ParameterError("country", Fault.NOT_ONE_OF, ("US", "CA"))),
        ({"country": ["US", "CA"]}, ParameterError("country", Fault.REPEATED)),
        ({"country": ["US", "US"]}, ParameterError("country", Fault.REPEATED)),
        ({"region": ["XX"]}, ParameterError("region", Fault.NOT_ONE_OF, ("CA", "CO", "ON"))),
        (
            {"country": ["CA"], "region": ["CO"]},
            ParameterError("region", Fault.NOT_ONE_OF, ("ON",)),
        ),
        (
            {"profession": ["Physician", "physician"]},
            ParameterError("profession", Fault.NOT_ONE_OF, tuple(map(str, Profession))),
        ),
        ({"as_of": ["24.11.2026"]}, ParameterError("as_of", Fault.NOT_A_DAY, ("2026-11-24",))),
        ({"as_of": ["2026-11"]}, ParameterError("as_of", Fault.NOT_A_DAY, ("2026-11-24",))),
        ({"as_of": ["2026-02-29"]}, ParameterError("as_of", Fault.NOT_A_DAY, ("2026-11-24",))),
        ({"as_of": ["20261124"]}, ParameterError("as_of", Fault.NOT_A_DAY, ("2026-11-24",))),
        ({"as_of": ["٢٠٢٦-11-24"]}, ParameterError("as_of", Fault.NOT_A_DAY, ("2026-11-24",))),
        (
            {"as_of": ["2026-11-25"]},
            ParameterError("as_of", Fault.IN_THE_FUTURE, ("2026-11-24",)),
        ),
        ({"as_of": ["2026-11-24"] * 2}, ParameterError("as_of", Fault.REPEATED)),
        (
            {"state": ["CO"]},
            ParameterError("state", Fault.UNKNOWN, ("country", "region", "profession", "as_of")),
        ),
    ],
    ids=str,
)
def test_a_fault_is_named_with_what_is_allowed(
    given: dict[str, list[str]], error: ParameterError
) -> None:
    assert read(given) == (error,)


def test_every_fault_is_told_once() -> None:
    errors = read(
        {"country": ["a"], "region": ["b"], "profession": ["c", "d"], "as_of": ["e"], "f": [""]}
    )
    assert isinstance(errors, tuple)
    assert [error.name for error in errors] == ["f", "country", "region", "profession", "as_of"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\0\x1bb\u202e", "a  b"), ("x" * 41, "x" * 40), ("\n", "?"), ("", "?")],
)
def test_an_unknown_name_is_said_back_harmlessly(name: str, shown: str) -> None:
    errors = read({name: ["1"]})
    assert isinstance(errors, tuple)
    assert [error.name for error in errors] == [shown]


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 23), date(1, 1, 1)])
def test_today_and_every_day_before_can_be_asked_about(day: date) -> None:
    asked = read({"as_of": [day.isoformat()]})
    assert isinstance(asked, RuleQuestion)
    assert asked.as_of == day


@pytest.mark.parametrize(
    ("country", "region", "professions", "wanted"),
    [
        (None, None, (), True),
        (Country.US, "CO", (Profession.PHYSICIAN, Profession.NATUROPATH), True),
        (Country.CA, None, (), False),
        (None, "CA", (), False),
        (None, None, (Profession.NATUROPATH,), False),
    ],
)
def test_a_question_wants_what_it_names(
    country: Country | None,
    region: str | None,
    professions: tuple[Profession, ...],
    *,
    wanted: bool,
) -> None:
    asked = RuleQuestion(
        country=country, region=region, professions=frozenset(professions), as_of=None
    )
    assert asked.wants(Country.US, "CO", profession=Profession.PHYSICIAN) is wanted


def test_a_day_alone_is_read_beside_anything() -> None:
    given = {"as_of": ["2026-11-20"], "utm_source": ["x"]}
    assert read_day(given, "as_of", latest=TODAY) == date(2026, 11, 20)
    assert read_day({"as_of": [""]}, "as_of", latest=TODAY) is None
    assert read_day({}, "as_of", latest=TODAY) is None
    assert read_day({"as_of": ["x"]}, "as_of", latest=TODAY) == (
        ParameterError("as_of", Fault.NOT_A_DAY, ("2026-11-24",)),
    )
