"""People and their standings beside a crowd's postings, so that whole searches can be answered."""

from typing import Final

from directory.db import Database
from tests.benchmarks.stores import settle

_PEOPLE: Final = """
INSERT INTO practitioner (id, given_name, family_name, remote_first_talk, published, synthetic,
  takes_new_patients, new_patients_confirmed_on, created_at, updated_at, version)
SELECT practitioner_id, 'Given' || (practitioner_id % 997), 'Family' || (practitioner_id % 9973),
  practitioner_id % 6 = 0, true, true, practitioner_id % 9 > 0, {confirmed}, 0, 0, 1
FROM posting WHERE attr = 0 GROUP BY practitioner_id ORDER BY practitioner_id"""

_LOCATIONS: Final = """
INSERT INTO practice_location (id, practitioner_id, position, name, street, street_hidden, city,
  region, postal_code, country, lat, lon, precision, time_zone, phone, website)
SELECT p.location_id, p.practitioner_id,
  row_number() OVER (PARTITION BY p.practitioner_id ORDER BY p.location_id),
  'Clinic ' || (p.location_id % 4999), (p.location_id % 899) || ' Example Street', false,
  'Town ' || (p.location_id % 1999), 'CO', '80202', 'US', s.lat, s.lon, 'street',
  'America/Denver', '+1303555' || (1000 + p.location_id % 8999),
  'https://clinic' || (p.location_id % 4999) || '.example/'
FROM posting AS p JOIN spot AS s ON s.id = p.location_id WHERE p.attr = 0
ORDER BY p.location_id"""

_STANDINGS: Final = """
INSERT INTO standing (location_id, practitioner_id, profession, licence_source, licence_on,
  licence_until, training_source, training_on, training_until, head_neck, accreditation_source,
  accreditation_on, accreditation_until, qualified_until, listed_until, partial_until,
  new_patients_until, mask, languages, cell, lists)
SELECT location_id, practitioner_id, 'physical_therapist', 'regulator_register', {licence},
  partial_until, 'document_seen', {training}, partial_until, 'yes', 'issuer_confirmed',
  {accreditation}, listed_until, listed_until, listed_until, partial_until,
  taking_until, mask, languages, cell, '0'
FROM posting WHERE attr = 0 ORDER BY location_id"""


def write_records(url: str) -> None:
    """Write whom the postings belong to."""
    database = Database(url)
    postgresql = database.dialect == "postgresql"

    def day(year: int, column: str) -> str:
        text = f"'{year}-0' || (1 + {column} % 9) || '-' || (10 + {column} % 19)"
        return f"CAST({text} AS date)" if postgresql else text

    days = {
        "confirmed": day(2026, "practitioner_id"),
        "licence": day(2026, "location_id"),
        "training": day(2024, "location_id"),
        "accreditation": day(2025, "location_id"),
    }
    with database.transaction() as session:
        connection = session.connection()
        for statement in (_PEOPLE, _LOCATIONS, _STANDINGS):
            written = statement.format(**days)
            # Its driver takes a lone percent sign for a place to fill.
            connection.exec_driver_sql(written.replace("%", "%%") if postgresql else written)
    database.close()
    settle(url)
