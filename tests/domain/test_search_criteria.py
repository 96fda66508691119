import pytest

from directory.domain.search import Criteria, kilometres, page_count
from directory.domain.vocabulary import ChecksFilter, NewPatientsFilter, Sort, Unit


def test_a_plain_search_asks_for_all_checks_and_nobody_who_is_full() -> None:
    plain = Criteria(lat=0, lon=0, within_km=None)
    assert (plain.checks, plain.new_patients) == (
        ChecksFilter.ALL,
        NewPatientsFilter.YES_OR_NOT_KNOWN,
    )
    assert (plain.sort, plain.page, plain.offset) == (Sort.DISTANCE, 1, 0)


@pytest.mark.parametrize(("page", "offset"), [(1, 0), (2, 20), (50, 980)])
def test_pages_are_twenty_people_long(page: int, offset: int) -> None:
    assert Criteria(lat=0, lon=0, within_km=None, page=page).offset == offset


@pytest.mark.parametrize(
    ("total", "pages"),
    [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (999, 50), (1_000, 50), (1_001, 50), (10**9, 50)],
)
def test_how_many_pages_there_are(total: int, pages: int) -> None:
    assert page_count(total) == pages


def test_a_mile_is_exact() -> None:
    assert kilometres(25, Unit.MILES) == pytest.approx(40.2336, abs=1e-12)
    assert kilometres(25, Unit.KILOMETRES) == 25
