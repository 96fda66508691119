"""A draft held against the rules of entry and what is on record, without changing anything."""

from collections.abc import Collection, Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, assert_never

from sqlalchemy import Connection, select

from directory.domain import ids
from directory.domain.entry.drafted import CredentialEntry, merged, read_draft
from directory.domain.entry.duplicates import Holder
from directory.domain.entry.faults import Checked, Fault, FaultCode, error
from directory.domain.entry.licences import (
    AuthorizationEntry,
    LicenceEntry,
    check_authorization,
    check_licence,
)
from directory.domain.entry.programs import CertificationEntry, check_certification
from directory.domain.entry.rule_of_the_place import Asking, check_rule_of_the_place
from directory.domain.entry.text import missing
from directory.domain.entry.trainings import TrainingEntry, check_training
from directory.domain.listing import Book
from directory.domain.own_steps import OPEN
from directory.domain.vocabulary import Country, CredentialKind, DraftPurpose, Profession
from directory.models.practitioners import FormerName, Practises, Practitioner
from directory.queries.known import Sought, look_up
from directory.queries.own_credentials import OwnCredential, OwnDraft, credentials_of_listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a draft is held against: who enters it, what they have, the rules, and the day."""

    practitioner_id: int
    names: tuple[str, ...]
    professions: frozenset[Profession]
    credentials: tuple[OwnCredential, ...]
    regions: Container[tuple[Country, str]]
    book: Book
    today: date

    def others(self, draft: OwnDraft) -> tuple[OwnCredential, ...]:
        """Give what is open of the person's, but for what the draft is about."""
        return tuple(
            each for each in self.credentials if each.state in OPEN and each.id != draft.subject_id
        )

    def subject(self, draft: OwnDraft) -> OwnCredential | None:
        """Give the credential that a draft edits, renews or corrects."""
        return next((each for each in self.credentials if each.id == draft.subject_id), None)


def around_listing(
    connection: Connection,
    practitioner_id: int,
    *,
    regions: Container[tuple[Country, str]],
    book: Book,
    today: date,
) -> Around:
    """Read what a person's drafts are held against."""
    who = connection.execute(
        select(Practitioner.given_name, Practitioner.family_name)
        .where(Practitioner.id == practitioner_id)
        .limit(1)
    ).one()
    former = connection.scalars(
        select(FormerName.name)
        .where(FormerName.practitioner_id == practitioner_id)
        .order_by(FormerName.id)
        .limit(100)
    )
    said = connection.scalars(
        select(Practises.profession)
        .where(Practises.practitioner_id == practitioner_id)
        .order_by(Practises.profession)
        .limit(100)
    ).all()
    credentials = credentials_of_listing(connection, practitioner_id)
    licensed = (each.profession for each in credentials if each.profession is not None)
    return Around(
        practitioner_id=practitioner_id,
        names=(f"{who.given_name} {who.family_name}", *former),
        professions=frozenset((*said, *licensed)),
        credentials=credentials,
        regions=regions,
        book=book,
        today=today,
    )


def check_draft(
    connection: Connection, draft: OwnDraft, *, around: Around
) -> Checked[CredentialEntry]:
    """Hold a draft against every rule of entry; the rule of its place is asked of a licence."""
    read = read_draft(draft.kind, draft.answers)
    match read.value:
        case LicenceEntry() as entry:
            checked = _licence(connection, entry, draft=draft, around=around)
        case AuthorizationEntry() as entry:
            checked = _authorization(connection, entry, around=around)
        case TrainingEntry() as entry:
            checked = _training(entry, draft=draft, around=around)
        case CertificationEntry() as entry:
            checked = _certification(connection, entry, around=around)
        case _:
            assert_never(read.value)
    return Checked(
        checked.value,
        merged(read.faults, _end(checked.value, draft, around=around), checked.faults),
    )


def _end(entry: CredentialEntry, draft: OwnDraft, *, around: Around) -> tuple[Fault, ...]:
    """Hold the end of a next period, which has to be said, against the end of the one before."""
    if draft.purpose is not DraftPurpose.RENEW or isinstance(entry, TrainingEntry):
        return ()
    if entry.expires is None:
        return missing("expires").faults
    before = around.subject(draft)
    if before is None or before.expires is None or entry.expires > before.expires:
        return ()
    return (error(FaultCode.END_NOT_AFTER_START, "expires", start=before.expires),)


def _licence(
    connection: Connection, entry: LicenceEntry, *, draft: OwnDraft, around: Around
) -> Checked[Any]:
    entry = replace(entry, has_home=home_licence(draft, around) is not None)

    def check(known: Holder, *, renews: bool) -> Checked[LicenceEntry]:
        return check_licence(
            replace(entry, renews=renews),
            names=around.names,
            regions=around.regions,
            today=around.today,
            submitting=False,
            known=known,
        )

    first = check(Holder.NOBODY, renews=False)
    held = first.value
    key = (held.country, held.region, held.profession, held.number)
    own = around.practitioner_id
    known = look_up(connection, Sought(licences=[key])).licence(key, own=own)
    subject = around.subject(draft)
    same = subject is not None and key == _key(subject)
    checked = check(known, renews=same or draft.purpose is DraftPurpose.RENEW)
    return Checked(
        checked.value, merged(checked.faults, rule_faults(checked.value, draft, around=around))
    )


def _key(credential: OwnCredential) -> tuple[object, ...]:
    return credential.country, credential.region, credential.profession, credential.number


def rule_faults(
    entry: LicenceEntry, draft: OwnDraft | None, *, around: Around
) -> tuple[Fault, ...]:
    """Ask the rule of a licence's place, with all that its holder has entered."""
    if (entry.country, entry.region) not in around.regions:
        return ()
    others = [
        each.entry
        for each in around.credentials
        if each.state in OPEN and (draft is None or each.id != draft.subject_id)
    ]
    days = [
        day
        for each in (entry, *others)
        if isinstance(each, LicenceEntry)
        for day in (each.first_licensed_on or each.issued,)
        if day is not None
    ]
    asking = Asking(
        profession=entry.profession,
        country=entry.country,
        region=entry.region,
        practising_since=min(days, default=None),
        trainings=[each for each in others if isinstance(each, TrainingEntry)],
        authorizations=[each for each in others if isinstance(each, AuthorizationEntry)],
    )
    return check_rule_of_the_place(
        asking, day=around.today, rules=around.book.rules, programs=around.book.programs
    )


def home_licence(draft: OwnDraft, around: Around) -> int | None:
    """Give the licence that a compact privilege names as its home; None where it is not theirs."""
    named = draft.answers.get("home_licence", "")
    homes = {each.key for each in homes_of(around.credentials)}
    return ids.decode(named) if named in homes else None


def homes_of(credentials: Collection[OwnCredential]) -> tuple[OwnCredential, ...]:
    """Give the licences that a compact privilege may hang on."""
    return tuple(
        each
        for each in credentials
        if each.kind is CredentialKind.LICENCE
        and each.state in OPEN
        and each.country is Country.US
        and each.profession is Profession.PHYSICAL_THERAPIST
    )


def _authorization(
    connection: Connection, entry: AuthorizationEntry, *, around: Around
) -> Checked[Any]:
    def check(known: Holder) -> Checked[AuthorizationEntry]:
        return check_authorization(
            entry, regions=around.regions, today=around.today, submitting=False, known=known
        )

    number = check(Holder.NOBODY).value.number
    record = look_up(connection, Sought(authorizations=[number] if number else ()))
    return check(record.authorization(number, own=around.practitioner_id))


def _training(entry: TrainingEntry, *, draft: OwnDraft, around: Around) -> Checked[Any]:
    others = around.others(draft)
    days = [
        getattr(each.entry, "first_licensed_on", None) or each.issued
        for each in others
        if each.kind is CredentialKind.LICENCE
    ]
    return check_training(
        entry,
        programs=around.book.programs,
        professions=around.professions,
        today=around.today,
        first_licensed_on=min((day for day in days if day is not None), default=None),
        others=[each.entry for each in others if isinstance(each.entry, TrainingEntry)],
    )


def _certification(
    connection: Connection, entry: CertificationEntry, *, around: Around
) -> Checked[Any]:
    def check(known: Holder) -> Checked[CertificationEntry]:
        return check_certification(
            entry,
            programs=around.book.programs,
            professions=around.professions,
            today=around.today,
            submitting=False,
            known=known,
        )

    number = check(Holder.NOBODY).value.number
    record = look_up(connection, Sought(certifications=[number] if number else ()))
    return check(record.certification(number, own=around.practitioner_id))
