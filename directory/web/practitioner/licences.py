"""The licences of a listing, and what regulators give beside them for needling."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import render_template

from directory.domain.accounts.rights import Right
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.own_steps import OPEN
from directory.domain.rules import Rule
from directory.domain.vocabulary import AuthorizationKind, Country, CredentialKind
from directory.queries.own_credentials import OwnCredential
from directory.web.guards import needs
from directory.web.practitioner.credential_lists import on_file
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.presenters.rule_said import rule_today
from directory.web.rule_sentences import kind as called
from directory.web.rule_sentences import spelled
from directory.web.wiring import region_name

KINDS: Final = (CredentialKind.LICENCE, CredentialKind.AUTHORIZATION)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A regulator's entry that a rule asks for and the listing has not."""

    region: str
    entry: str
    place: str
    kind: AuthorizationKind


@blueprint.get("/<listing_id>/licences")
@needs(Right.EDIT_CREDENTIALS)
def licences(listing_id: str) -> str:
    """Show the licences, and what the rules of their places ask for beside them."""
    kept = listing(listing_id)
    found = on_file(kept, KINDS)
    return render_template(
        "practitioner/licences.html", kept=kept, found=found, wanted=_wanted(found.every)
    )


def _wanted(every: Iterable[OwnCredential]) -> tuple[Wanted, ...]:
    entries = [each.entry for each in every if each.state in OPEN]
    has = {
        (entry.country, entry.region, entry.kind)
        for entry in entries
        if isinstance(entry, AuthorizationEntry)
    }
    wanted: dict[tuple[Country, str, AuthorizationKind], Wanted] = {}
    for entry in entries:
        rule = _rule_of(entry) if isinstance(entry, LicenceEntry) else None
        if rule is not None and rule.authorization is not None:
            key = (rule.country, rule.region, rule.authorization)
            if key not in has:
                wanted[key] = _want(rule, rule.authorization)
    return tuple(wanted.values())


def _rule_of(entry: LicenceEntry) -> Rule | None:
    return rule_today(entry.country, entry.region, profession=entry.profession)


def _want(rule: Rule, kind: AuthorizationKind) -> Wanted:
    return Wanted(
        region_name(rule.country, rule.region),
        spelled(called(kind), rule.country),
        f"{rule.country}-{rule.region}",
        kind,
    )
