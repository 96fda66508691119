"""The lists of what is on file, kind by kind, each with what can be done about it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.own_steps import OPEN, Offer, offers
from directory.domain.vocabulary import (
    CredentialKind,
    CredentialState,
    DraftPurpose,
)
from directory.queries.keeping import Kept
from directory.queries.own_credentials import (
    OwnCredential,
    OwnDraft,
    credentials_of_listing,
    drafts_of_listing,
)
from directory.web.presenters.own_credentials import (
    Standing,
    country_of,
    lines,
    standing,
    title,
)
from directory.web.presenters.words import day, language_here
from directory.web.rule_sentences import spelled
from directory.web.speech import gettext
from directory.web.wiring import services

PURPOSES: Final = {
    Offer.CHANGE: DraftPurpose.EDIT,
    Offer.RENEW: DraftPurpose.RENEW,
    Offer.CORRECT: DraftPurpose.CORRECT,
}
_LABELS: Final = {
    Offer.CHANGE: lazy_gettext("Change"),
    Offer.RENEW: lazy_gettext("Add the new date"),
    Offer.CORRECT: lazy_gettext("Correct a mistake"),
}
_UNNAMED: Final = {
    CredentialKind.LICENCE: lazy_gettext("A license"),
    CredentialKind.AUTHORIZATION: lazy_gettext("A regulator’s entry for needling"),
    CredentialKind.TRAINING: lazy_gettext("A course"),
    CredentialKind.CERTIFICATION: lazy_gettext("A certification"),
}
_PURPOSES: Final = {
    DraftPurpose.ADD: "",
    DraftPurpose.EDIT: lazy_gettext("A change, not finished."),
    DraftPurpose.RENEW: lazy_gettext("The next period, not finished."),
    DraftPurpose.CORRECT: lazy_gettext("A correction, not finished."),
}


@dataclass(frozen=True, slots=True)
class Button:
    """Something that can be begun with a press."""

    label: str
    purpose: DraftPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One credential on file."""

    kind: CredentialKind
    key: str
    state: CredentialState
    title: str
    beside: str
    lines: tuple[str, ...]
    standing: Standing
    words: str
    buttons: tuple[Button, ...]
    withdraws: bool
    is_draft: bool
    takes_files: bool
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """One that was begun."""

    key: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class OnFile:
    """All of some kinds: what is on file, what was begun, and what is over."""

    items: tuple[Item, ...]
    unfinished: tuple[Unfinished, ...]
    over: tuple[Item, ...]
    every: tuple[OwnCredential, ...]


def on_file(kept: Kept, kinds: Collection[CredentialKind]) -> OnFile:
    """Read what a listing has of some kinds of credential."""
    with services().database.reading() as connection:
        every = credentials_of_listing(connection, kept.id)
        drafts = drafts_of_listing(connection, kept.id)
    items = tuple(_items((each for each in every if each.kind in kinds), _today()))
    over = {each.key for each in every if each.state is CredentialState.WITHDRAWN}
    return OnFile(
        tuple(item for item in items if item.key not in over),
        tuple(_unfinished(draft, every) for draft in drafts if draft.kind in kinds),
        tuple(item for item in items if item.key in over),
        every,
    )


def offered_for(
    kept: Kept, kind: CredentialKind, *, key: str, purpose: DraftPurpose
) -> OwnCredential | None:
    """Give the credential that something may be begun about; None where it may not, or not now."""
    found = on_file(kept, (kind,))
    item = next((each for each in found.items if each.key == key), None)
    if item is None or purpose not in {button.purpose for button in item.buttons}:
        return None
    return next(each for each in found.every if each.key == key)


def _today() -> date:
    return services().clock().date()


def _items(credentials: Iterable[OwnCredential], today: date) -> Iterator[Item]:
    credentials = tuple(credentials)
    by_id = {each.id: each for each in credentials}
    going_on = [each for each in credentials if each.state in OPEN and each.renews_id is not None]
    renewed = {each.renews_id for each in going_on if not each.corrects}
    corrected = {each.renews_id for each in going_on if each.corrects}
    for each in credentials:
        offered = offers(
            each.kind, each.state, renewed=each.id in renewed, corrected=each.id in corrected
        )
        yield _item(each, by_id.get(each.renews_id or 0), offered=offered, today=today)


def _item(
    credential: OwnCredential,
    earlier: OwnCredential | None,
    *,
    offered: tuple[Offer, ...],
    today: date,
) -> Item:
    return Item(
        kind=credential.kind,
        key=credential.key,
        state=credential.state,
        title=title(credential.entry),
        beside=_beside(credential, earlier),
        lines=lines(credential.entry),
        standing=standing(credential, today),
        words=credential.said.words if credential.said else "",
        buttons=tuple(
            Button(str(_LABELS[offer]), PURPOSES[offer]) for offer in offered if offer in PURPOSES
        ),
        withdraws=Offer.WITHDRAW in offered,
        is_draft=credential.state is CredentialState.DRAFT,
        takes_files=credential.state in OPEN or credential.state is CredentialState.REFUSED,
        files=credential.files,
    )


def _beside(credential: OwnCredential, earlier: OwnCredential | None) -> str:
    """Say what a row has to do with the one that it follows, and that nothing is lost by it."""
    if earlier is None or credential.state not in OPEN:
        return ""
    if credential.corrects:
        return gettext("A correction. What was checked stays public until we have checked this.")
    if credential.state is CredentialState.VERIFIED or earlier.expires is None:
        return gettext("The next period.")
    ends = day(earlier.expires, language_here())
    return gettext(
        "The next period. The one until %(day)s stays public while we check this.", day=ends
    )


def _unfinished(draft: OwnDraft, every: Iterable[OwnCredential]) -> Unfinished:
    subject = next((each for each in every if each.id == draft.subject_id), None)
    if subject is None:
        named = draft.answers.get("course") or draft.answers.get("name") or ""
        called = named or str(_UNNAMED[draft.kind])
    else:
        called = spelled(title(subject.entry), country_of(subject.entry))
    saved = day(draft.saved_at.date(), language_here())
    says = gettext("Saved on %(day)s.", day=saved)
    return Unfinished(
        key=draft.key, title=called, says=f"{_PURPOSES[draft.purpose]} {says}".strip()
    )
