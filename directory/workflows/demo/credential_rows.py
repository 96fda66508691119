"""The credentials of demo people as rows of their tables, as plain as a driver takes them."""

from directory.models import credentials
from directory.models.base import Base
from directory.workflows.demo.persons import (
    Authorization,
    Certification,
    Filing,
    Licence,
    Look,
    Person,
    Training,
)
from directory.workflows.demo.plain import Row, Rows, plain

_FILED = ("state", "state_since", "deferred_until", "appeal", "appealed_at", "version")

CREDENTIAL_COLUMNS: dict[type[Base], tuple[str, ...]] = {
    credentials.Licence: (
        "id", "practitioner_id", "renews_id", "kind", "profession", "country", "region", "number",
        "number_typed", "name_on_licence", "licence_class", "register_status", "register_words",
        "first_licensed_on", "issued", "expires", "conditions", "bars_needling",
        "home_licence_id", *_FILED,
    ),
    credentials.Authorization: (
        "id", "practitioner_id", "country", "region", "kind", "number", "issued", "expires",
        *_FILED,
    ),
    credentials.Training: (
        "id", "practitioner_id", "provider", "course", "technique", "hours", "hours_in_person",
        "hours_live_online", "hours_self_study", "supervised_sessions", "written_exam",
        "practical_exam", "head_neck", "completed_year", "completed_on", "country", "counts_as",
        *_FILED,
    ),
    credentials.Certification: (
        "id", "practitioner_id", "renews_id", "body", "name", "abbreviation", "body_website",
        "number", "issued", "expires", "counts_as", *_FILED,
    ),
    credentials.CredentialCheck: (
        "id", "licence_id", "authorization_id", "training_id", "certification_id", "source",
        "source_name", "looked_on", "status_found", "status_words", "end_found",
    ),
}  # fmt: skip
"""Tables in the order in which they are filled, with the columns of their rows."""


def add_credentials(rows: Rows, person: Person) -> None:
    """Write down the credentials of a person and the looks at their sources."""
    checks = rows[credentials.CredentialCheck]
    for licence in person.licences:
        rows[credentials.Licence].append(_licence(person.id, licence))
        checks += _checks(licence.looks, (licence.id, None, None, None))
    for entry in person.authorizations:
        rows[credentials.Authorization].append(_authorization(person.id, entry))
        checks += _checks(entry.looks, (None, entry.id, None, None))
    for training in person.trainings:
        rows[credentials.Training].append(_training(person.id, training))
        checks += _checks(training.looks, (None, None, training.id, None))
    for certification in person.certifications:
        rows[credentials.Certification].append(_certification(person.id, certification))
        checks += _checks(certification.looks, (None, None, None, certification.id))


def _licence(owner: int, licence: Licence) -> Row:
    fact = licence.fact
    found = licence.looks[-1].status if licence.looks else None
    return (
        licence.id,
        owner,
        licence.renews_id,
        str(licence.kind),
        str(fact.profession),
        str(fact.country),
        fact.region,
        licence.number,
        licence.number_typed,
        licence.name_on_licence,
        str(fact.licence_class),
        plain(found),
        None if found is None else str(found).capitalize(),
        plain(licence.first_licensed_on),
        plain(licence.issued),
        plain(fact.expires),
        licence.conditions,
        str(fact.bars_needling),
        fact.home,
        str(fact.state),
        *_filed(licence.filing),
    )


def _authorization(owner: int, entry: Authorization) -> Row:
    fact = entry.fact
    return (
        entry.id,
        owner,
        str(fact.country),
        fact.region,
        fact.kind,
        entry.number,
        entry.issued.isoformat(),
        plain(fact.expires),
        str(fact.state),
        *_filed(entry.filing),
    )


def _training(owner: int, training: Training) -> Row:
    fact = training.fact
    return (
        training.id,
        owner,
        training.provider,
        training.course,
        str(fact.technique),
        fact.hours,
        fact.hours_in_person,
        training.hours_live_online,
        training.hours_self_study,
        fact.supervised_sessions,
        plain(fact.written_exam),
        plain(fact.practical_exam),
        str(fact.head_neck),
        training.completed_year,
        plain(training.completed_on),
        str(training.country),
        plain(fact.counts_as),
        str(fact.state),
        *_filed(training.filing),
    )


def _certification(owner: int, certification: Certification) -> Row:
    fact = certification.fact
    return (
        certification.id,
        owner,
        certification.renews_id,
        certification.body,
        certification.name,
        certification.abbreviation,
        certification.body_website,
        certification.number,
        certification.issued.isoformat(),
        plain(fact.expires),
        plain(fact.counts_as),
        str(fact.state),
        *_filed(certification.filing),
    )


def _filed(filing: Filing) -> Row:
    return (
        filing.since,
        plain(filing.deferred_until),
        str(filing.appeal),
        filing.appealed_at,
        1,
    )


def _checks(looks: tuple[Look, ...], owner: Row) -> list[Row]:
    return [
        (
            look.id,
            *owner,
            str(look.check.source),
            look.source_name,
            look.check.looked_on.isoformat(),
            plain(look.status),
            None if look.status is None else str(look.status).replace("_", " ").capitalize(),
            plain(look.end_found),
        )
        for look in looks
    ]
