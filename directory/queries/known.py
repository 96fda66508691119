"""Who has a number, an NPI, or a telephone with a name already: looked up before a check."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Select, bindparam, select, tuple_

from directory.domain.entry.duplicates import Holder
from directory.domain.entry.names import ALIKE_ENOUGH, likeness
from directory.domain.vocabulary import Country, CredentialState, Profession
from directory.models.credentials import Authorization, Certification, Licence
from directory.models.practitioners import PracticeLocation, Practitioner

LicenceKey = tuple[Country, str, Profession, str]
"""Country, region, profession and number, as it is compared."""

_NO_CLAIM: Final = (CredentialState.WITHDRAWN, CredentialState.REFUSED)
_MOST: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is asked about, for one entry or for many at once."""

    npis: Collection[str] = ()
    licences: Collection[LicenceKey] = ()
    phones: Collection[str] = ()
    names: Collection[tuple[str, str]] = ()
    certifications: Collection[str] = ()
    authorizations: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on record, and what they are called."""

    practitioner_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Practice:
    """Somebody on record, and where they are licensed for what."""

    practitioner_id: int
    region: str
    profession: Profession


@dataclass(slots=True, kw_only=True)
class OnRecord:
    """Who has what was asked about; a caller that enters several people adds each to it.

    A draft of somebody else holds no licence number: nobody could ask them for it. `unlisted`:
    keys of those who asked never to be listed, where the caller has looked.
    """

    npis: dict[str, int] = field(default_factory=dict)
    licences: dict[LicenceKey, dict[int, bool]] = field(default_factory=dict)
    phones: dict[str, set[Listed]] = field(default_factory=dict)
    names: dict[tuple[str, str], set[Practice]] = field(default_factory=dict)
    certifications: dict[str, set[int]] = field(default_factory=dict)
    authorizations: dict[str, set[int]] = field(default_factory=dict)
    unlisted: frozenset[str] = frozenset()

    def npi(self, npi: str | None, *, own: int | None) -> Holder:
        """Say on whose listing an NPI is."""
        found = self.npis.get(npi or "")
        return _holder(() if found is None else (found,), own)

    def licence(self, key: LicenceKey, *, own: int | None) -> Holder:
        """Say on whose listing a licence number is."""
        found = self.licences.get(key, {})
        return _holder([who for who, draft in found.items() if who == own or not draft], own)

    def phone_and_name(self, phone: str | None, name: str, *, own: int | None) -> Holder:
        """Say on whose listing a telephone number is together with such a name."""
        return _holder(
            [
                each.practitioner_id
                for each in self.phones.get(phone or "", ())
                if likeness(name, [each.name]) >= ALIKE_ENOUGH
            ],
            own,
        )

    def same_name(
        self,
        name: tuple[str, str],
        practices: Collection[tuple[str, Profession]],
        *,
        own: int | None,
    ) -> bool:
        """Say whether somebody else of this very name is licensed for the same there."""
        return any(
            each.practitioner_id != own and (each.region, each.profession) in practices
            for each in self.names.get(name, ())
        )

    def certification(self, number: str | None, *, own: int | None) -> Holder:
        """Say who has a certification of this number."""
        return _holder(self.certifications.get(number or "", ()), own)

    def authorization(self, number: str | None, *, own: int | None) -> Holder:
        """Say who has an authorization of this number."""
        return _holder(self.authorizations.get(number or "", ()), own)


def _holder(found: Collection[int], own: int | None) -> Holder:
    """Another listing weighs more than one's own: it is the one to sort out."""
    if any(who != own for who in found):
        return Holder.ANOTHER
    return Holder.SELF if found else Holder.NOBODY


def look_up(connection: Connection, sought: Sought) -> OnRecord:
    """Say who has what is asked about."""
    found = OnRecord()
    for npi, who in _rows(connection, _NPIS, asked=sought.npis):
        found.npis[npi] = who
    if sought.licences:
        key = tuple_(Licence.country, Licence.region, Licence.profession, Licence.number)
        query = (
            select(
                Licence.country, Licence.region, Licence.profession, Licence.number,
                Licence.practitioner_id, Licence.state,
            )
            .where(key.in_(list(sought.licences)), Licence.state.not_in(_NO_CLAIM))
            .order_by(Licence.id)
            .limit(_MOST)
        )  # fmt: skip
        for country, region, profession, number, who, state in connection.execute(query):
            holders = found.licences.setdefault((country, region, profession, number), {})
            holders[who] = holders.get(who, True) and state is CredentialState.DRAFT
    for phone, who, given, family in _rows(connection, _PHONES, asked=sought.phones):
        found.phones.setdefault(phone, set()).add(Listed(who, f"{given} {family}"))
    if sought.names:
        names = set(sought.names)
        families = {family for _, family in names}
        for given, family, *practice in _rows(connection, _NAMES, asked=families):
            if (given, family) in names:
                found.names.setdefault((given, family), set()).add(Practice(*practice))
    for numbers, asked, into in (
        (_CERTIFICATIONS, sought.certifications, found.certifications),
        (_AUTHORIZATIONS, sought.authorizations, found.authorizations),
    ):
        for number, who in _rows(connection, numbers, asked=asked):
            into.setdefault(number, set()).add(who)
    return found


_ASKED: Final[BindParameter[Any]] = bindparam("asked", expanding=True)
_NPIS: Final = (
    select(Practitioner.npi, Practitioner.id)
    .where(Practitioner.npi.in_(_ASKED))
    .order_by(Practitioner.id)
    .limit(_MOST)
)
_PHONES: Final = (
    select(
        PracticeLocation.phone,
        Practitioner.id,
        Practitioner.given_name,
        Practitioner.family_name,
    )
    .join(Practitioner, Practitioner.id == PracticeLocation.practitioner_id)
    .where(PracticeLocation.phone.in_(_ASKED), Practitioner.merged_into.is_(None))
    .order_by(PracticeLocation.id)
    .limit(_MOST)
)
_NAMES: Final = (
    select(
        Practitioner.given_name,
        Practitioner.family_name,
        Practitioner.id,
        Licence.region,
        Licence.profession,
    )
    .join(Licence, Licence.practitioner_id == Practitioner.id)
    .where(Practitioner.family_name.in_(_ASKED))
    .order_by(Practitioner.id)
    .limit(_MOST)
)
_CERTIFICATIONS: Final = (
    select(Certification.number, Certification.practitioner_id)
    .where(Certification.number.in_(_ASKED), Certification.state.not_in(_NO_CLAIM))
    .order_by(Certification.id)
    .limit(_MOST)
)
_AUTHORIZATIONS: Final = (
    select(Authorization.number, Authorization.practitioner_id)
    .where(Authorization.number.in_(_ASKED), Authorization.state.not_in(_NO_CLAIM))
    .order_by(Authorization.id)
    .limit(_MOST)
)


def _rows(
    connection: Connection, query: Select[*tuple[Any, ...]], *, asked: Collection[object]
) -> Collection[Any]:
    return connection.execute(query, {"asked": list(asked)}).all() if asked else ()
