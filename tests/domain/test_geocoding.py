import pytest

from directory.domain.geocoding import Refinement, judge_refinement
from directory.domain.places import Place, PlaceKind


def point(lat: float, *, radius_km: float | None = None, region: str = "CO") -> Place:
    return Place(
        id=0,
        kind=PlaceKind.POINT,
        code="",
        name="",
        region=region,
        country="US",
        county="",
        lat=lat,
        lon=-105.0,
        population=None,
        radius_km=radius_km,
        time_zone="America/Denver",
        postal_kind="",
    )


KM = 1 / 111.195


@pytest.mark.parametrize(
    ("radius_km", "away_km", "verdict"),
    [
        (None, 14.9, Refinement.ACCEPTED),
        (None, 15.1, Refinement.TOO_FAR),
        (2.0, 14.9, Refinement.ACCEPTED),
        (2.0, 15.1, Refinement.TOO_FAR),
        (10.0, 29.9, Refinement.ACCEPTED),
        (10.0, 30.1, Refinement.TOO_FAR),
    ],
)
def test_a_finer_point_must_lie_within_reach(
    *, radius_km: float | None, away_km: float, verdict: Refinement
) -> None:
    assert judge_refinement(point(39.0, radius_km=radius_km), point(39.0 + away_km * KM)) is verdict


def test_a_finer_point_in_another_region_is_never_taken() -> None:
    assert judge_refinement(point(39.0), point(39.0, region="WY")) is Refinement.OTHER_REGION
