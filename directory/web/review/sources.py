"""Where a credential is looked up: the board's register, the issuer's site, what to paste."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import urlsplit

from directory.domain.boards import Board
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.programs import Program, ProgramBook
from directory.domain.rules import Confidence
from directory.domain.vocabulary import Country, Profession
from directory.queries.entries import CredentialEntry
from directory.web.speech import gettext


@dataclass(frozen=True, slots=True)
class Place:
    """A site to look a credential up at; `caution`: what to bear in mind."""

    name: str
    href: str
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """What is pasted into the form of a register."""

    term: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimarySource:
    """Where to look, the nearest first, and with what."""

    places: tuple[Place, ...]
    copies: tuple[Copied, ...]


def primary_source(
    entry: CredentialEntry,
    *,
    name: str,
    professions: Iterable[Profession],
    boards: Iterable[Board],
    programs: ProgramBook,
) -> PrimarySource:
    """Say where a credential is looked up; `name`, `professions`: the person's own."""
    match entry:
        case LicenceEntry():
            found = _registers(entry.country, entry.region, of={entry.profession}, boards=boards)
            copies = ((gettext("Number"), entry.number), (gettext("Name"), entry.name_on_licence))
        case AuthorizationEntry():
            found = _registers(entry.country, entry.region, of=set(professions), boards=boards)
            copies = ((gettext("Number"), entry.number or ""), (gettext("Name"), name))
        case TrainingEntry():
            found = _of_program(programs.find(entry.program))
            copies = ((gettext("Course"), entry.course), (gettext("Name"), name))
        case CertificationEntry():
            found = (*_of_program(programs.find(entry.program)), *_site(entry.body_website))
            copies = ((gettext("Number"), entry.number or ""), (gettext("Name"), name))
        case _:
            assert_never(entry)
    return PrimarySource(
        places=tuple(dict.fromkeys(found)),
        copies=tuple(Copied(term, text) for term, text in copies if text),
    )


def _registers(
    country: Country, region: str, *, of: set[Profession], boards: Iterable[Board]
) -> tuple[Place, ...]:
    """Give the registers of a region, then those of the country for one of the professions.

    What has everybody of a country is no register of licences.
    """
    covering = [
        board
        for board in boards
        if (board.region or board.profession is not None)
        and any(board.covers(country, region, profession=each) for each in of)
    ]
    nearest = sorted(covering, key=lambda each: (not each.region, each.profession is None))
    return tuple(_register(board) for board in nearest)


def _register(board: Board) -> Place:
    caution = (
        gettext("Several professions share it. That this one is among them is our inference.")
        if board.confidence == Confidence.LOW
        else ""
    )
    return Place(board.name or _host(board.lookup_url), board.lookup_url, caution)


def _of_program(program: Program | None) -> tuple[Place, ...]:
    address = "" if program is None else program.lookup_url or program.source_url
    return (Place(program.body, address),) if program is not None and address else ()


def _site(address: str | None) -> tuple[Place, ...]:
    if not address:
        return ()
    caution = gettext("The practitioner gave this address. Look whether it is the body’s own.")
    return (Place(_host(address), address, caution),)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")
