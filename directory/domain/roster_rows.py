"""A row of a roster as the entries that it states, read by the rules of entry."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import TypeVar

from directory.domain.entry.addresses import read_coordinates
from directory.domain.entry.dates import Completion, read_completion, read_date
from directory.domain.entry.faults import Checked, Fault, Findings, Weight
from directory.domain.entry.hours import MOST_SESSIONS, Hours, read_hours
from directory.domain.entry.licences import LicenceEntry
from directory.domain.entry.locations import LocationEntry
from directory.domain.entry.persons import PersonEntry, Seen
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.text import missing, read_choice, read_whole
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.place_text import plain
from directory.domain.programs import ProgramBook
from directory.domain.roster import LIST_MARK, LineFault, Remark, Row, of_fault, remark
from directory.domain.roster_columns import (
    OF_CERTIFICATION,
    OF_LICENCE,
    OF_TRAINING,
    PERSON_COLUMNS,
)
from directory.domain.vocabulary import (
    Country,
    HeadNeck,
    LicenceClass,
    Profession,
    Technique,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a row states; `point`: where its location is said to lie."""

    row: Row
    profession: Profession
    person: PersonEntry
    location: LocationEntry
    point: tuple[float, float] | None
    licence: LicenceEntry | None
    training: TrainingEntry | None
    certification: CertificationEntry | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be read, with every fault of it."""

    line: int
    remarks: tuple[Remark, ...]


def split(cell: str) -> tuple[str, ...]:
    """Read a list."""
    return tuple(filter(None, (part.strip() for part in cell.split(LIST_MARK))))


Value = TypeVar("Value")


class _Reading:
    """Reads the cells of a row and gathers what is wrong with them."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.found = Findings()

    def read(
        self, column: str, reader: Callable[[str, str], Checked[Value | None]]
    ) -> Value | None:
        """Read a cell that may be empty."""
        read = reader(self.row[column], column)
        self.found.add(read.faults)
        return read.value

    def need(
        self, column: str, reader: Callable[[str, str], Checked[Value | None]]
    ) -> Value | None:
        """Read a cell that must not be empty."""
        if not self.row[column]:
            self.found.add(missing(column).faults)
            return None
        return self.read(column, reader)

    def states(self, columns: tuple[str, ...]) -> bool:
        """Say whether any of these cells has something in it."""
        return any(self.row[column] for column in columns)

    @property
    def errors(self) -> list[Fault]:
        """What stops the row."""
        return [fault for fault in self.found.faults if fault.weight is Weight.ERROR]


def read_row(
    row: Row, *, regions: Container[tuple[Country, str]], programs: ProgramBook
) -> Stated | Refused:
    """Read a row into entries; what they say is checked where they are entered."""
    reading = _Reading(row)
    country = reading.need("country", _country)
    profession = reading.need("profession", _profession)
    point = read_coordinates(row["lat"], row["lon"])
    reading.found.add(point.faults)
    licence = training = certification = None
    if reading.states(OF_LICENCE):
        licence = _licence(reading, country, profession=profession, regions=regions)
    if reading.states(OF_TRAINING):
        training = _training(reading)
    if reading.states(OF_CERTIFICATION):
        certification = _certification(reading, programs)
    said = [of_fault(fault, PERSON_COLUMNS) for fault in reading.errors]
    if not row["npi"] and not (row["licence_number"] and row["licence_region"]):
        said.append(remark(LineFault.NO_KEY, "npi"))
    if said or country is None or profession is None:
        return Refused(row.line, tuple(said))
    return Stated(
        row=row,
        profession=profession,
        person=_person(row, frozenset({country})),
        location=_location(row, country),
        point=point.value,
        licence=licence,
        training=training,
        certification=certification,
    )


def _country(text: str, field: str) -> Checked[Country | None]:
    return read_choice(text.upper(), Country, field=field)


def _profession(text: str, field: str) -> Checked[Profession | None]:
    return read_choice(text.lower(), Profession, field=field)


def _person(row: Row, countries: frozenset[Country]) -> PersonEntry:
    return PersonEntry(
        given_name=row["given_name"],
        family_name=row["family_name"],
        npi=row["npi"] or None,
        countries=countries,
        email=row["email"] or None,
        languages=split(row["languages"]),
        headaches=tuple(map(Seen, split(row["headaches"]))),
    )


def _location(row: Row, country: Country) -> LocationEntry:
    return LocationEntry(
        name=row["location_name"],
        street=row["street"] or None,
        city=row["city"],
        region=row["region"].upper(),
        postal_code=row["postal_code"],
        country=country,
        phone=row["phone"] or None,
        website=row["website"] or None,
    )


def _licence(
    reading: _Reading,
    country: Country | None,
    *,
    profession: Profession | None,
    regions: Container[tuple[Country, str]],
) -> LicenceEntry | None:
    row = reading.row
    region = row["licence_region"].upper()
    chosen = reading.read(
        "licence_class",
        lambda text, field: read_choice(text.lower(), LicenceClass, field=field),
    )
    issued, expires = (
        reading.read("licence_issued", read_date),
        reading.read("licence_expires", read_date),
    )
    if country is None or profession is None:
        return None
    return LicenceEntry(
        profession=profession,
        # No region of one country has the letters of one of the other.
        country=next((each for each in Country if (each, region) in regions), country),
        region=region,
        number=row["licence_number"],
        name_on_licence=f"{row['given_name']} {row['family_name']}",
        licence_class=chosen or LicenceClass.FULL,
        issued=issued,
        expires=expires,
    )


def _training(reading: _Reading) -> TrainingEntry | None:
    technique = reading.need(
        "training_technique",
        lambda text, field: read_choice(text.lower(), Technique, field=field),
    )
    completed: Completion | None = reading.need("training_completed", read_completion)
    sessions = reading.read(
        "supervised_sessions",
        lambda text, field: read_whole(text, field, low=0, high=MOST_SESSIONS),
    )
    hours = Hours(
        total=reading.read("training_hours", read_hours),
        in_person=reading.read("hours_in_person", read_hours),
        live_online=reading.read("hours_live_online", read_hours),
        self_study=reading.read("hours_self_study", read_hours),
    )
    taught = reading.read(
        "head_and_neck", lambda text, field: read_choice(text.lower(), HeadNeck, field=field)
    )
    if technique is None or completed is None:
        return None
    return TrainingEntry(
        provider=reading.row["training_provider"],
        course=reading.row["training_course"],
        technique=technique,
        hours=hours,
        supervised_sessions=sessions,
        completed=completed,
        head_neck=taught or HeadNeck.NOT_STATED,
    )


def _certification(reading: _Reading, programs: ProgramBook) -> CertificationEntry:
    row = reading.row
    body, name = row["certification_body"], row["certification"]
    return CertificationEntry(
        program=listed_program(body, name, programs=programs),
        body=body,
        name=name,
        number=row["certification_number"] or None,
        issued=reading.read("certification_issued", read_date),
        expires=reading.read("certification_expires", read_date),
    )


def listed_program(body: str, name: str, *, programs: ProgramBook) -> str | None:
    """Find a program of the kept list by its body and name or letters; letters alone collide."""
    sought = plain(body), plain(name)
    for program in programs:
        called = {plain(program.name), plain(program.abbreviation), program.slug}
        if sought[0] == plain(program.body) and sought[1] in called - {""}:
            return program.slug
    return None
