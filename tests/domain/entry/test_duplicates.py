import pytest

from directory.domain.entry.duplicates import (
    Holder,
    Known,
    check_file_known,
    check_licence_known,
    check_number_known,
    check_person_known,
)
from directory.domain.entry.faults import FaultCode
from tests.domain.entry.said import fields, flags, said, stops, warns

ELSEWHERE = FaultCode.CERTIFICATION_NUMBER_ELSEWHERE


def test_an_npi_on_another_listing_is_refused_with_the_offer_to_claim() -> None:
    assert said(check_person_known(Known(npi=Holder.ANOTHER))) == stops(
        FaultCode.NPI_ON_ANOTHER_LISTING
    )
    assert check_person_known(Known(npi=Holder.SELF)) == ()


def test_telephone_and_name_of_another_listing_warn_with_the_offer_to_claim() -> None:
    assert said(check_person_known(Known(phone_and_name=Holder.ANOTHER))) == warns(
        FaultCode.PHONE_AND_NAME_ELSEWHERE
    )
    assert check_person_known(Known(phone_and_name=Holder.SELF)) == ()


def test_a_namesake_is_flagged() -> None:
    assert said(check_person_known(Known(same_name=True))) == flags(FaultCode.NAME_ELSEWHERE)


def test_a_stranger_is_nobodys_duplicate() -> None:
    assert check_person_known(Known()) == ()


def test_each_likeness_stands_at_its_field() -> None:
    everywhere = Known(npi=Holder.ANOTHER, phone_and_name=Holder.ANOTHER, same_name=True)
    assert fields(check_person_known(everywhere)) == ["npi", "phone", "family_name"]


@pytest.mark.parametrize(
    ("holder", "renews", "code"),
    [
        (Holder.NOBODY, False, None),
        (Holder.NOBODY, True, None),
        (Holder.SELF, False, FaultCode.LICENCE_ADDED_ALREADY),
        (Holder.SELF, True, None),
        (Holder.ANOTHER, False, FaultCode.LICENCE_ON_ANOTHER_LISTING),
        (Holder.ANOTHER, True, FaultCode.LICENCE_ON_ANOTHER_LISTING),
    ],
)
def test_a_licence_number_is_one_persons_and_stands_once(
    holder: Holder,
    renews: bool,  # noqa: FBT001  (a parameter of pytest's)
    code: FaultCode | None,
) -> None:
    assert said(check_licence_known(holder, renews=renews)) == (stops(code) if code else [])


def test_the_number_of_another_paper_elsewhere_is_flagged() -> None:
    assert said(check_number_known(Holder.ANOTHER, ELSEWHERE)) == flags(ELSEWHERE)
    assert check_number_known(Holder.SELF, ELSEWHERE) == ()
    assert check_number_known(Holder.NOBODY, ELSEWHERE) == ()


def test_the_same_file_is_said_here_and_flagged_elsewhere() -> None:
    assert check_file_known([]) == check_file_known([Holder.NOBODY]) == ()
    assert said(check_file_known([Holder.SELF])) == warns(FaultCode.EVIDENCE_ADDED_ALREADY)
    assert said(check_file_known([Holder.ANOTHER])) == flags(FaultCode.EVIDENCE_ELSEWHERE)
    assert said(check_file_known([Holder.ANOTHER, Holder.SELF])) == [
        *warns(FaultCode.EVIDENCE_ADDED_ALREADY),
        *flags(FaultCode.EVIDENCE_ELSEWHERE),
    ]
