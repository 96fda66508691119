"""A small kept list of programs."""

from typing import Any

from directory.domain.programs import Program, ProgramBook
from directory.domain.vocabulary import Country, CountsAs, Profession

PT = Profession.PHYSICAL_THERAPIST


def program(slug: str, counts_as: CountsAs | None, **more: Any) -> Program:  # noqa: ANN401  (any field)
    given: dict[str, Any] = {
        "slug": slug,
        "abbreviation": "",
        "name": slug,
        "body": "Body",
        "country": Country.US,
        "counts_as": counts_as,
        "written_exam": False,
        "practical_exam": False,
        "professions": frozenset(),
        "hours": None,
        "lookup_url": "",
        "source_url": "",
        "as_of": "2026-11",
        "confidence": "high",
        "note": "",
    }
    return Program(**{**given, **more})


PROGRAMS = ProgramBook(
    [
        program("both", CountsAs.BOTH),
        program("training", CountsAs.TRAINING),
        program("none", CountsAs.NONE),
        program("open", None),
        program(
            "few",
            CountsAs.BOTH,
            professions=frozenset({PT, Profession.CHIROPRACTOR}),
        ),
    ]
)
