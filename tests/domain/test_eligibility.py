from datetime import date

import pytest

from directory.domain.eligibility import stands_in_the_way
from directory.domain.entry.faults import FaultCode, Weight
from directory.domain.vocabulary import Country, Profession
from tests.rule_books import REAL

DAY = date(2026, 11, 24)


def barred(profession: Profession, country: Country, region: str) -> list[FaultCode]:
    found = stands_in_the_way(
        profession,
        country=country,
        region=region,
        day=DAY,
        rules=REAL.rules,
        programs=REAL.programs,
    )
    assert all(fault.weight is Weight.ERROR for fault in found)
    return [fault.code for fault in found]


@pytest.mark.parametrize(
    ("profession", "country", "region", "codes"),
    [
        (Profession.PHYSICAL_THERAPIST, Country.US, "CO", []),
        (Profession.PHYSICAL_THERAPIST, Country.US, "MD", []),
        (Profession.PHYSICAL_THERAPIST, Country.US, "CA", [FaultCode.RULE_REFUSES]),
        (Profession.OCCUPATIONAL_THERAPIST, Country.US, "TN", [FaultCode.RULE_BODY_LIMIT]),
        # Nobody has found out: a reviewer does, and nobody is sent away for it.
        (Profession.MASSAGE_THERAPIST, Country.US, "WY", []),
    ],
)
def test_only_a_rule_that_speaks_against_it_stands_in_the_way(
    profession: Profession, country: Country, region: str, codes: list[FaultCode]
) -> None:
    assert barred(profession, country, region) == codes
