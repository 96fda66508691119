"""How the files of a listing are shown to its owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.evidence_rules import USES, Keeps
from directory.domain.vocabulary import CredentialKind
from directory.queries.evidence import OwnFile, files_of_listing
from directory.queries.keeping import Kept
from directory.queries.own_credentials import OwnCredential, credentials_of_listing
from directory.web.presenters.files_named import about, name_of
from directory.web.presenters.own_credentials import country_of, title
from directory.web.rule_sentences import spelled
from directory.web.wiring import services

STAYS: Final = {
    Keeps.BEING_CHECKED: lazy_gettext(
        "It stays while we check what it is for. Withdraw that first, or wait for our answer."
    ),
    Keeps.DECIDED: lazy_gettext(
        "It stays because a decision rests on it. It goes when your listing is erased."
    ),
    Keeps.LOOKED_AT: lazy_gettext(
        "It stays because the record of a check names it. It goes when your listing is erased."
    ),
    Keeps.TRANSLATED: lazy_gettext(
        "It stays as long as its translation is here. Remove the translation first."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownUse:
    """What a file is for; `can_go`: it may be taken off this one."""

    kind: str
    key: str
    title: str
    can_go: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """A file, as a list of files shows it."""

    id: int
    key: str
    name: str
    about: str
    pages: int
    translation_of: str
    serves: tuple[ShownUse, ...]
    stays: str

    def use(self, kind: str, key: str) -> ShownUse | None:
        """Give what it is for, where that is this credential."""
        return next((each for each in self.serves if (each.kind, each.key) == (kind, key)), None)


def shown(kept: Kept) -> tuple[ShownFile, ...]:
    """Read the files of a listing, as they are shown."""
    with services().database.reading() as connection:
        files = files_of_listing(connection, kept.id)
        every = credentials_of_listing(connection, kept.id)
    titles = {(each.kind, each.id): named(each) for each in every}
    names = {file.id: name_of(file) for file in files}
    return tuple(_shown(file, titles, names=names) for file in files)


def named(credential: OwnCredential) -> str:
    """Name a credential, in the spelling of its country."""
    return spelled(title(credential.entry), country_of(credential.entry))


def _shown(
    file: OwnFile, titles: Mapping[tuple[CredentialKind, int], str], *, names: Mapping[int, str]
) -> ShownFile:
    return ShownFile(
        id=file.id,
        key=file.key,
        name=name_of(file),
        about=about(file),
        pages=file.pages,
        translation_of=names.get(file.translation_of or 0, ""),
        serves=tuple(
            ShownUse(
                kind=each.kind.value,
                key=each.key,
                title=titles.get((each.kind, each.id), ""),
                can_go=USES[each.state].keeps is None,
            )
            for each in file.serves
        ),
        stays="" if file.keeps is None else str(STAYS[file.keeps]),
    )
