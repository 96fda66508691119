"""A draft as its pages meet it: which pages it has, what is wrong with it, how it reads."""

from collections.abc import Mapping
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from directory.domain import ids
from directory.domain.entry.dates import read_completion_parts
from directory.domain.entry.drafted import CredentialEntry, is_of_rule
from directory.domain.entry.drafted_answers import answers_of
from directory.domain.entry.faults import Checked, Fault, Weight
from directory.domain.entry.licences import LicenceEntry
from directory.domain.own_steps import OPEN
from directory.domain.vocabulary import CredentialKind, DraftPurpose, Profession
from directory.queries.drafts import around_listing, check_draft
from directory.queries.keeping import Kept
from directory.queries.own_credentials import OwnCredential, draft_of_listing
from directory.web.date_field import DateBoxes
from directory.web.entry_sentences import sentence
from directory.web.practitioner.credential_pages import (
    CAPPED,
    EntryPage,
    On,
    name_of,
)
from directory.web.practitioner.licence_pages import (
    AUTHORIZATION_PAGES,
    LICENCE_PAGES,
    country_of,
    region_of,
)
from directory.web.practitioner.looking_up import lookups
from directory.web.practitioner.training_pages import CERTIFICATION_PAGES, TRAINING_PAGES
from directory.web.presenters.rule_said import RuleSaid, rule_said
from directory.web.presenters.words import day, language_here
from directory.web.wiring import services
from directory.workflows.drafts import SAVED

PAGES: Final = {
    CredentialKind.LICENCE: LICENCE_PAGES,
    CredentialKind.AUTHORIZATION: AUTHORIZATION_PAGES,
    CredentialKind.TRAINING: TRAINING_PAGES,
    CredentialKind.CERTIFICATION: CERTIFICATION_PAGES,
}
_WITH_THE_RULE: Final = frozenset({"place", "kind", "number", "limits"})
_WITH_THE_RULES: Final = frozenset({"hours", "exams", "head-neck"})
_GIVEN: Final = ("place", "kind")
"""What a page may hand over to begin with."""
_OF_THE_PERIOD: Final = ("issued", "expires")


def on_draft(kept: Kept, draft_id: int) -> On | None:
    """Read a draft of a listing, and what it is held against; None where there is none."""
    wired = services()
    with wired.database.reading() as connection:
        draft = draft_of_listing(connection, kept.id, draft_id=draft_id)
        if draft is None:
            return None
        around = around_listing(
            connection,
            kept.id,
            regions=lookups().regions,
            book=wired.shelf.book(connection),
            today=wired.clock().date(),
        )
    return On(draft, around)


def checked_on(on: On) -> Checked[CredentialEntry]:
    """Hold a draft against every rule of entry."""
    with services().database.reading() as connection:
        return check_draft(connection, on.draft, around=on.around)


def pages_of(on: On) -> tuple[EntryPage, ...]:
    """Give every page that a draft may have."""
    return PAGES[on.draft.kind]


def was_saved(on: On, page: EntryPage) -> bool:
    """Say whether a page was saved before."""
    return page.slug in on.said(SAVED).split()


def next_page(on: On, *, after: EntryPage | None = None) -> EntryPage | None:
    """Give the next page that was never saved, first of those behind; None where all were."""
    pages = [page for page in pages_of(on) if page.asked(on)]
    start = next((i for i, page in enumerate(pages) if after and page.slug == after.slug), -1) + 1
    ordered = (*pages[start:], *pages[:start])
    return next((page for page in ordered if not was_saved(on, page)), None)


def begun_with(
    kind: CredentialKind,
    purpose: DraftPurpose,
    *,
    subject: OwnCredential | None,
    given: MultiDict[str, str],
) -> Mapping[str, str]:
    """Give the answers that a draft begins with."""
    if subject is None:
        return {name: text for name in _GIVEN if 0 < len(text := given.get(name, "")) < CAPPED}
    answers = answers_of(subject.entry)
    if subject.home_licence_id is not None:
        answers["home_licence"] = ids.encode(subject.home_licence_id)
    if purpose is DraftPurpose.RENEW:
        answers = {
            name: text
            for name, text in answers.items()
            if name.partition("-")[0] not in _OF_THE_PERIOD
        }
    known = [page.slug for page in PAGES[kind] if page.slug != "end"]
    return {**answers, SAVED: " ".join(known)}


def put_faults(form: Any, faults: tuple[Fault, ...], *, on: On) -> tuple[str, ...]:  # noqa: ANN401
    """Say errors at their fields; gives what is only asked, and what the rule of the place says."""
    notes: list[str] = []
    for fault in faults:
        if fault.weight is Weight.FLAG:
            continue
        said = sentence(fault, country_of(on))
        if fault.weight is Weight.ERROR and not is_of_rule(fault):
            field = form[name_of(fault)]
            field.errors = [*field.errors, said]
        elif said not in notes:
            notes.append(said)
    return tuple(notes)


def rules_on(on: On, page: EntryPage) -> tuple[RuleSaid, ...]:
    """Explain the rules that a page's answers are held against."""
    if on.draft.kind is CredentialKind.LICENCE and page.slug in _WITH_THE_RULE:
        return rule_of(on)
    if on.draft.kind is CredentialKind.TRAINING and page.slug in _WITH_THE_RULES:
        places = {
            (entry.country, entry.region, entry.profession): None
            for entry in (each.entry for each in on.around.credentials if each.state in OPEN)
            if isinstance(entry, LicenceEntry)
        }
        return tuple(
            rule_said(country, region, profession=profession)
            for country, region, profession in places
        )
    return ()


def rule_of(on: On) -> tuple[RuleSaid, ...]:
    """Explain the rule of the place and profession that were chosen, where both were."""
    country, region = country_of(on), region_of(on)
    try:
        profession = Profession(on.said("profession"))
    except ValueError:
        return ()
    if (country, region) not in on.around.regions:
        return ()
    return (rule_said(country, region, profession=profession),)


def shown_rows(on: On, page: EntryPage) -> tuple[tuple[str, str], ...]:
    """Give what was answered on a page, as a reader says it."""
    return tuple((str(field.label.text), said_in(field)) for field in page.shown(on))


def said_in(field: Any) -> str:  # noqa: ANN401  (a field of any kind)
    """Give what stands in a field as a reader says it; empty where nothing does."""
    if isinstance(field, DateBoxes):
        return _day_said(field)
    if hasattr(field, "iter_choices"):
        chosen = [each.label for each in field.iter_choices() if each.selected and each.value]
        return str(chosen[0]) if chosen else ""
    return str(field.data or "")


def _day_said(field: DateBoxes) -> str:
    given = field.typed
    if not given:
        return ""
    read = read_completion_parts(given.year, given.month, day=given.day, field="").value
    if read is None:
        return f"{given.month}/{given.day}/{given.year}"
    return day(read.on, language_here()) if read.on else str(read.year)
