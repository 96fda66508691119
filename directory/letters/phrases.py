"""Codes as letters say them: why, about what, how, in which part, who and where."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from babel.support import NullTranslations

from directory.domain.place_regions import RegionBook
from directory.domain.reasons import Reason
from directory.domain.vocabulary import (
    ActorKind,
    Country,
    CredentialKind,
    Profession,
    ProposalKind,
)
from directory.letters.reasons import REASONS
from directory.workflows.accounts.methods import Method

N_: Final = str
"""Marks a text for those who translate it."""

_CREDENTIALS: Final[Mapping[CredentialKind, str]] = MappingProxyType(
    {
        CredentialKind.LICENCE: N_("your license"),
        CredentialKind.AUTHORIZATION: N_("your regulator’s entry for needling"),
        CredentialKind.TRAINING: N_("your training"),
        CredentialKind.CERTIFICATION: N_("your certification"),
    }
)
_WAYS: Final[Mapping[Method, str]] = MappingProxyType(
    {
        Method.PASSKEY: N_("a passkey"),
        Method.PASSWORD: N_("a password"),
        Method.APP: N_("an app that makes codes"),
    }
)
_PARTS: Final[Mapping[ActorKind, str]] = MappingProxyType(
    {
        ActorKind.REVIEWER: N_("reviewer"),
        ActorKind.ADMINISTRATOR: N_("administrator"),
    }
)
_ASKED: Final[Mapping[ProposalKind, str]] = MappingProxyType(
    {
        ProposalKind.GRANT_ROLE: N_("An administrator proposes to give somebody a new part."),
        ProposalKind.ENABLE_ACCOUNT: N_("An administrator proposes to open a locked account."),
        ProposalKind.RESET_METHODS: N_(
            "An administrator proposes to remove every way to sign in to an account, so that its"
            " owner can set up new ones."
        ),
    }
)
_PEOPLE: Final[Mapping[Profession, str]] = MappingProxyType(
    {
        Profession.PHYSICAL_THERAPIST: N_("physical therapists"),
        Profession.CHIROPRACTOR: N_("chiropractors"),
        Profession.PHYSICIAN: N_("physicians"),
        Profession.ACUPUNCTURIST: N_("acupuncturists"),
        Profession.ATHLETIC_TRAINER: N_("athletic trainers"),
        Profession.OCCUPATIONAL_THERAPIST: N_("occupational therapists"),
        Profession.NATUROPATH: N_("naturopaths"),
        Profession.MASSAGE_THERAPIST: N_("massage therapists"),
        Profession.NURSE_PRACTITIONER: N_("nurse practitioners"),
        Profession.PHYSICIAN_ASSISTANT: N_("physician assistants"),
    }
)
_CANADIAN: Final[Mapping[Profession, str]] = MappingProxyType(
    {Profession.PHYSICAL_THERAPIST: N_("physiotherapists")}
)


class Phrases:
    """Says codes in one language; a code that nobody knows is a ValueError."""

    def __init__(self, spoken: NullTranslations, *, language: str, regions: RegionBook) -> None:
        self._say = spoken.gettext
        self._regions = {
            (each.country, each.code): {"es": each.name_es, "fr": each.name_fr}.get(language)
            or each.name
            for each in regions.regions
        }

    def why(self, reason: str) -> str:
        """Say a reviewer's reason, in a sentence."""
        return str(self._say(REASONS[Reason(reason)]))

    def about(self, kind: str) -> str:
        """Name a credential of the reader's."""
        return str(self._say(_CREDENTIALS[CredentialKind(kind)]))

    def way(self, method: str) -> str:
        """Name a way to sign in."""
        return str(self._say(_WAYS[Method(method)]))

    def part(self, role: str) -> str:
        """Name the part that somebody plays."""
        return str(self._say(_PARTS[ActorKind(role)]))

    def asked(self, kind: str) -> str:
        """Say what was proposed, in a sentence."""
        return str(self._say(_ASKED[ProposalKind(kind)]))

    def people(self, profession: str, country: str) -> str:
        """Name the people of a profession as their country does."""
        known = Profession(profession)
        canadian = _CANADIAN.get(known) if country == Country.CA else None
        return str(self._say(canadian or _PEOPLE[known]))

    def place(self, country: str, region: str) -> str:
        """Name a region; its code where it is not known."""
        return self._regions.get((country, region), region)
