"""A person's credentials as sections of their page: what each says, and where it stands."""

from dataclasses import dataclass
from datetime import date

from directory.domain.entry.licences import LicenceEntry
from directory.domain.listing import Book
from directory.domain.rules import Rule
from directory.queries.evidence import OwnFile
from directory.queries.review_credentials import ReviewCredential
from directory.queries.review_file import ReviewFile
from directory.web.presenters.credential_facts import facts
from directory.web.presenters.own_credentials import country_of, lines, title
from directory.web.review.credential_words import Stands, stands
from directory.web.rule_sentences import spelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One credential on the page. `earlier`: the period or the row that it goes on from."""

    credential: ReviewCredential
    title: str
    lines: tuple[str, ...]
    stands: Stands
    facts: tuple[tuple[str, str], ...]
    evidence: tuple[OwnFile, ...]
    rule: Rule | None
    earlier: ReviewCredential | None


def sections(file: ReviewFile, *, book: Book, today: date) -> tuple[Section, ...]:
    """Give a section a credential, those that wait first."""
    return tuple(_section(each, file, book=book, today=today) for each in file.credentials)


def _section(credential: ReviewCredential, file: ReviewFile, *, book: Book, today: date) -> Section:
    entry = credential.entry
    return Section(
        credential=credential,
        title=spelled(title(entry), country_of(entry)),
        lines=lines(entry),
        stands=stands(credential, today=today),
        facts=facts(credential.entry),
        evidence=file.evidence_of(credential),
        rule=rule_for(credential, book=book, today=today),
        earlier=file.credential(credential.kind, credential.renews_id),
    )


def rule_for(credential: ReviewCredential, *, book: Book, today: date) -> Rule | None:
    """Give the rule that a licence is held against today; None where nobody has looked."""
    entry = credential.entry
    if not isinstance(entry, LicenceEntry):
        return None
    return book.rules.on((entry.country, entry.region, entry.profession), today)
