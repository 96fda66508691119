"""Every fault of an entry has a sentence that says what to do."""

import ast
import inspect
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directory.domain import accounts, entry
from directory.domain.entry import dates, duplicates, evidence, hours, npi, text, websites
from directory.domain.entry.faults import Fault, FaultCode, Weight, error, warning
from directory.domain.vocabulary import Country
from directory.sentences import entered_credentials, entered_listings, entered_secrets
from directory.web.entry_sentences import MISSING, SENTENCES, sentence
from tests.web.spoken import english, speaking_app

pytestmark = pytest.mark.usefixtures("english")

__all__ = ["english", "speaking_app"]

ROOMS = (entered_credentials, entered_listings, entered_secrets)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
PARAMS = {name: name for module in ROOMS for name in PLACEHOLDER.findall(inspect.getsource(module))}
SCOLDING = re.compile(r"\b(invalid|please|sorry|should|error|illegal)\b", re.IGNORECASE)


def say(code: FaultCode, *, field: str = "x", country: Country | None = None) -> str:
    return sentence(Fault(code, field, Weight.ERROR, tuple(PARAMS.items())), country)


def test_every_code_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == set(FaultCode)


def test_no_two_codes_say_the_same() -> None:
    assert len({say(code) for code in FaultCode}) == len(FaultCode)


@pytest.mark.parametrize("code", FaultCode)
def test_a_sentence_says_what_to_do_and_scolds_nobody(code: FaultCode) -> None:
    said = say(code)
    assert said[0].isupper() or said[0] == "“" or said.startswith(("region", "zip"))
    assert not SCOLDING.search(said)
    assert not said.endswith(".")
    assert "%" not in said


@pytest.mark.parametrize("field", MISSING)
def test_an_empty_field_is_asked_for_by_name(field: str) -> None:
    said = say(FaultCode.TEXT_MISSING, field=field)
    assert said != say(FaultCode.TEXT_MISSING)
    assert not SCOLDING.search(said)
    assert "%" not in said


def test_the_noun_is_spelled_as_the_country_does() -> None:
    code = FaultCode.LICENCE_ADDED_ALREADY
    assert say(code, country=Country.US) == "You have added this license already"
    assert say(code, country=Country.CA) == "You have added this licence already"
    assert sentence(error(code, "number", country=Country.CA)) == (
        "You have added this licence already"
    )
    assert sentence(error(code, "number", country="XX")) == "You have added this license already"
    assert sentence(error(code, "number")) == "You have added this license already"


def test_sentences_of_the_design_are_said_in_its_words() -> None:
    assert say(FaultCode.TEXT_MISSING, field="number") == (
        "Enter the license number as it is on your license"
    )
    assert say(FaultCode.HOURS_RANGE) == "Training hours must be between 1 and 2,000"
    assert say(FaultCode.LICENCE_ON_ANOTHER_LISTING) == (
        "This license number is on another listing. If it is yours, claim that listing"
    )
    assert say(FaultCode.EVIDENCE_KIND) == "The selected file must be a PDF, JPG, PNG or HEIC"
    assert say(FaultCode.EVIDENCE_TOO_BIG) == "The selected file must be smaller than 10MB"


def test_days_are_written_with_the_month_in_letters() -> None:
    fault = warning(FaultCode.END_PAST, "expires", day="2026-11-24", today="2026-11-24")
    assert sentence(fault) == (
        "This ended on 24 November 2026. You can save it, and send it after you renew"
    )
    assert "soon" in sentence(warning(FaultCode.END_PAST, "expires", day="soon"))


def test_a_region_is_named_in_words() -> None:
    fault = error(FaultCode.LICENCE_NUMBER_UNUSUAL, "number", example="P1234", region="NC")
    assert sentence(fault).startswith("Numbers in North Carolina usually look like P1234")


def test_each_fault_that_is_made_brings_what_its_sentence_needs() -> None:
    today = date(2026, 11, 24)
    late = date(2040, 1, 1)
    made = [
        *text.read_line("a" * 9, "f", longest=2).faults,
        *text.read_whole("99", "f", low=1, high=2).faults,
        *text.check_order(2, 1, field="f"),
        *npi.read_npi("12").faults,
        *dates.check_period(late, today, today=today, submitting=True),
        *dates.check_period(None, late, today=today, submitting=True),
        *hours.check_hours(hours.Hours(total=5, in_person=6)),
        *hours.check_hours(hours.Hours(total=5)),
        *websites.read_website("localhost").faults,
        *duplicates.check_person_known(duplicates.Known(npi=duplicates.Holder.ANOTHER)),
        *evidence.check_file(evidence.FileFacts(name="", size=0, first_bytes=b"")),
    ]
    for fault in made:
        assert "%" not in sentence(fault)
    assert len(made) == 13


def made_in(function: ast.FunctionDef) -> Iterator[tuple[str, set[str]]]:
    """Give each fault that a function makes by name, and the parameters that it hands over."""
    named: dict[str, set[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, set()).update(codes_in(node.value))
    for node in ast.walk(function):
        match node:
            case ast.Call(
                func=ast.Name(id="error" | "warning" | "flag" | "weigh"), args=[code, *_]
            ):
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                known = named.get(code.id, set()) if isinstance(code, ast.Name) else codes_in(code)
                yield from ((each, given) for each in known)


def codes_in(node: ast.AST) -> set[str]:
    return {
        each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute)
        and isinstance(each.value, ast.Name)
        and each.value.id == "FaultCode"
    }


def test_every_place_that_makes_a_fault_hands_over_what_its_sentence_says() -> None:
    needs = {
        key.attr: set(PLACEHOLDER.findall(ast.unparse(value)))
        for module in ROOMS
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Attribute)
    }
    assert set(needs) == {code.name for code in FaultCode}
    made = [
        pair
        for wing in (entry, accounts)
        for file in Path(wing.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
        for pair in made_in(node)
    ]
    assert len({code for code, _ in made}) > 75
    short = [code for code, given in made if needs[code] - {"licence", "Licence"} - given]
    assert short == []
