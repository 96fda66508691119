"""A person's credentials as sections of their page, with what speaks for and against each."""

from dataclasses import dataclass
from datetime import date

from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.looking_over import Beside, look_over
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.listing import Book
from directory.domain.rules import Rule
from directory.domain.vocabulary import Country, CredentialKind, CredentialState, Profession
from directory.queries.evidence import OwnFile
from directory.queries.file_papers import Asked, Waiting
from directory.queries.review_credentials import ReviewCredential
from directory.queries.review_file import ReviewFile
from directory.web.presenters.credential_facts import facts
from directory.web.presenters.files_named import about, name_of
from directory.web.presenters.own_credentials import country_of, lines, title
from directory.web.review.credential_words import Stands, stands
from directory.web.review.found_words import Row, rows
from directory.web.review.log_lines import Line, about_credential, log_lines
from directory.web.review.look_lines import LookLine, look_line
from directory.web.review.rules_shown import RuleShown, rule_shown
from directory.web.review.sources import PrimarySource, primary_source
from directory.web.rule_sentences import spelled
from directory.web.wiring import boards, services

_GONE = frozenset({CredentialState.WITHDRAWN, CredentialState.REFUSED, CredentialState.REVOKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that speaks for a credential; `whole`: all its pages can be shown."""

    file: OwnFile
    name: str
    about: str
    translation_of: str
    whole: bool
    also_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One credential on the page.

    `found`: what validation found. `rule`: of its place, where it is a licence; `ruled`: that rule
    in words. `earlier`: the period or the row that it goes on from. `asked`: of its issuer.
    `waiting`: what is proposed to a second reviewer. `history`: what was done to it. `folded`:
    there is something else to look at first.
    """

    credential: ReviewCredential
    title: str
    lines: tuple[str, ...]
    stands: Stands
    facts: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...]
    found: tuple[Row, ...]
    source: PrimarySource
    rule: Rule | None
    ruled: RuleShown | None
    looks: tuple[LookLine, ...]
    earlier: ReviewCredential | None
    asked: tuple[Asked, ...]
    waiting: tuple[Waiting, ...]
    history: tuple[Line, ...]
    folded: bool

    @property
    def is_answered(self) -> bool:
        """Whether its person wrote something that waits to be read."""
        return self.credential.is_open and any(line.words for line in self.history)

    @property
    def evidence(self) -> tuple[OwnFile, ...]:
        """The files that speak for it."""
        return tuple(paper.file for paper in self.papers)


def sections(file: ReviewFile, *, book: Book, today: date) -> tuple[Section, ...]:
    """Give a section a credential, those that wait first."""
    beside = beside_of(file)
    titles = {each.ref: titled(each) for each in file.credentials}
    registers = boards()
    return tuple(
        Section(
            credential=each,
            title=titles[each.ref],
            lines=lines(each.entry),
            stands=stands(each, today=today),
            facts=facts(each.entry),
            papers=tuple(
                _paper(paper, each, file=file, titles=titles) for paper in file.evidence_of(each)
            ),
            found=_found(each, file, beside=beside, book=book, today=today),
            source=primary_source(
                each.entry,
                name=file.name,
                professions=beside.professions,
                boards=registers,
                programs=book.programs,
            ),
            rule=rule_for(each, book=book, today=today),
            ruled=_ruled(each, file, book=book, today=today),
            looks=tuple(look_line(look, file.names) for look in each.looks),
            earlier=file.credential(each.kind, each.renews_id),
            asked=tuple(one for one in file.asked if (one.kind, one.subject_id) == each.ref),
            waiting=tuple(one for one in file.waiting if (one.kind, one.subject_id) == each.ref),
            history=log_lines(about_credential(file.log, each.ref), file, names=file.names),
            folded=_folded(each, file),
        )
        for each in file.credentials
    )


def _folded(credential: ReviewCredential, file: ReviewFile) -> bool:
    if credential.is_open:
        return False
    return not credential.stands or any(each.is_open for each in file.credentials)


def titled(credential: ReviewCredential) -> str:
    """Name a credential, in the spelling of its country."""
    return spelled(title(credential.entry), country_of(credential.entry))


def beside_of(file: ReviewFile) -> Beside:
    """Give what each credential of a file is held against: those that may still count."""
    entries = [each.entry for each in file.credentials if each.state not in _GONE]
    licences = tuple(each for each in entries if isinstance(each, LicenceEntry))
    return Beside(
        names=file.names_borne,
        professions=file.professions | {each.profession for each in licences},
        licences=licences,
        authorizations=tuple(each for each in entries if isinstance(each, AuthorizationEntry)),
        trainings=tuple(each for each in entries if isinstance(each, TrainingEntry)),
    )


def rule_for(credential: ReviewCredential, *, book: Book, today: date) -> Rule | None:
    """Give the rule that a licence is held against today; None where nobody has looked."""
    key = _key(credential)
    return None if key is None else book.rules.on(key, today)


def _key(credential: ReviewCredential) -> tuple[Country, str, Profession] | None:
    entry = credential.entry
    if not isinstance(entry, LicenceEntry):
        return None
    return entry.country, entry.region, entry.profession


def _ruled(
    credential: ReviewCredential, file: ReviewFile, *, book: Book, today: date
) -> RuleShown | None:
    key = _key(credential)
    if key is None:
        return None
    rule = book.rules.on(key, today)
    return rule_shown(rule, key, book=book, waiting=file.findings_waiting)


def _found(
    credential: ReviewCredential, file: ReviewFile, *, beside: Beside, book: Book, today: date
) -> tuple[Row, ...]:
    if credential.state in _GONE:
        return ()
    elsewhere = file.conflicts.shares_number(credential.ref)
    found = look_over(credential.entry, beside, book=book, today=today, elsewhere=elsewhere)
    return rows(found, country_of(credential.entry))


def _paper(
    paper: OwnFile,
    credential: ReviewCredential,
    *,
    file: ReviewFile,
    titles: dict[tuple[CredentialKind, int], str],
) -> Paper:
    original = next((each for each in file.evidence if each.id == paper.translation_of), None)
    return Paper(
        file=paper,
        name=name_of(paper),
        about=about(paper),
        translation_of="" if original is None else name_of(original),
        whole=services().evidence.store.is_whole(paper.stored_as or "", paper.pages),
        also_for=tuple(
            titles[each.kind, each.id]
            for each in paper.serves
            if (each.kind, each.id) in titles and (each.kind, each.id) != credential.ref
        ),
    )
