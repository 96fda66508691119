"""What the rule of the place keeps from being found where a search is."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from flask import url_for

from directory.domain.case import rules_out
from directory.domain.clock import local_day
from directory.domain.notes import NoteCode
from directory.domain.places import Place
from directory.domain.vocabulary import Country, Profession
from directory.web.rule_sentences import who_may
from directory.web.verdict_sentences import Judged, for_patient
from directory.web.wiring import region_name, services

USUAL: Final = Profession.PHYSICAL_THERAPIST
"""Whom people think of who ask for dry needling."""


@dataclass(frozen=True, slots=True)
class RuleHere:
    """Why a profession is not found here, and the page that says who may."""

    says: str
    asks: str
    href: str


def rule_here(place: Place, chosen: Collection[Profession]) -> RuleHere | None:
    """Say what keeps a profession from being found around a place today; None where nothing does.

    It is about the one profession that was chosen, or else about physical therapists. That nobody
    has settled a rule is said only to who asked for that profession.
    """
    profession = next(iter(chosen)) if len(chosen) == 1 else USUAL
    here = place.country in set(Country) and place.region
    if not here or (chosen and profession not in chosen):
        return None
    country = Country(place.country)
    kept = services()
    today = local_day(kept.clock(), place.time_zone)
    rule = kept.shelf.read(kept.database).rules.on((country, place.region, profession), today)
    found = rules_out(rule, profession)
    if found is None or (found.code is NoteCode.RULE_NOT_ESTABLISHED and not chosen):
        return None
    region = region_name(country, place.region)
    return RuleHere(
        for_patient(
            found, Judged(country=country, region=region, profession=profession, rule=rule)
        ),
        who_may(region),
        url_for("public.rules_of_region", country=country.lower(), region=place.region.lower()),
    )
