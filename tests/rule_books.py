"""Rule books for tests: the real one, and one in which every profession may needle everywhere."""

from datetime import date
from typing import Final

from directory.adapters.place_files import read_regions
from directory.adapters.rule_files import read_program_book, read_rule_book
from directory.domain.listing import Book
from directory.domain.rules import Confidence, Rule, RuleBook, RuleOrigin, RuleStatus
from directory.domain.vocabulary import Country, Profession

REAL: Final = Book(read_rule_book(), read_program_book())


def permitted(country: Country, region: str, profession: Profession) -> Rule:
    """Make a rule that asks for nothing."""
    return Rule(
        country=country,
        region=region,
        profession=profession,
        version="2020-01-01",
        recorded_on=date(2020, 1, 1),
        origin=RuleOrigin.PUBLISHED,
        status=RuleStatus.PERMITTED,
        confidence=Confidence.HIGH,
        citation="Example Code 1",
        source_url="https://board.example/rule",
        as_of="2020",
    )


ANYWHERE: Final = Book(
    RuleBook(
        permitted(Country(region.country), region.code, profession)
        for region in read_regions().regions
        if region.code
        for profession in Profession
    ),
    read_program_book(),
)
