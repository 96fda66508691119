"""The one thing to do now, in words, with the page where it is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.domain import ids
from directory.domain.next_step import Filed, Next, Step
from directory.domain.tasks import Task
from directory.domain.vocabulary import CredentialKind
from directory.queries.keeping import Kept
from directory.queries.own_credentials import OwnCredential
from directory.web.practitioner.doors import to
from directory.web.practitioner.tasks import PAGES
from directory.web.presenters.own_credentials import title
from directory.web.presenters.words import day, language_here
from directory.web.speech import gettext

_LISTS: Final = {
    CredentialKind.LICENCE: "licences",
    CredentialKind.AUTHORIZATION: "licences",
    CredentialKind.TRAINING: "trainings",
    CredentialKind.CERTIFICATION: "certifications",
}


@dataclass(frozen=True, slots=True)
class Box:
    """What to do, why, and where; nothing to do has no address."""

    says: str
    href: str = ""
    button: str = ""


def box(kept: Kept, found: Next, *, credentials: Iterable[OwnCredential]) -> Box:
    """Say what there is to do."""
    if found.about is not None:
        named = {each.id: title(each.entry) for each in credentials}
        return _about(kept, found, about=found.about, name=named.get(found.about.id, ""))
    says, page, button = _GENERAL[found.step](_said(found.day))
    if not page:
        return Box(says)
    return Box(says, f"#{page[1:]}" if page.startswith("#") else to(page, kept), button)


def _about(kept: Kept, found: Next, *, about: Filed, name: str) -> Box:
    file = {"kind": about.kind.value, "credential_id": ids.encode(about.id)}
    there = to(_LISTS[about.kind], kept)
    on = _said(found.day)
    match found.step:
        case Step.ANSWER:
            return Box(
                gettext("We have a question about this: %(title)s.", title=name),
                to("answer_page", kept, **file),
                gettext("Answer"),
            )
        case Step.APPEAL:
            return Box(
                gettext(
                    "This is suspended: %(title)s. Read why, and appeal if it is wrong.", title=name
                ),
                to("appeal_page", kept, **file),
                gettext("Read and appeal"),
            )
        case Step.MEND:
            return Box(
                gettext(
                    "This was not accepted: %(title)s. Correct it and send it again, or appeal.",
                    title=name,
                ),
                there,
                gettext("Correct it"),
            )
        case Step.RENEW:
            return Box(
                gettext("This ended on %(day)s: %(title)s. Add the new date.", title=name, day=on),
                there,
                gettext("Add the new date"),
            )
        case _:
            return Box(
                gettext(
                    "This ends on %(day)s: %(title)s. Add the new date once you have renewed.",
                    title=name,
                    day=on,
                ),
                there,
                gettext("Add the new date"),
            )


_Line = tuple[str, str, str]
_GENERAL: Final[dict[Step, Callable[[str], _Line]]] = {
    Step.COME_BACK: lambda on: (
        gettext(
            "You have left. Everything is erased on %(day)s. Until then you can come back.", day=on
        ),
        "publicity",
        gettext("Come back"),
    ),
    Step.READ_MESSAGE: lambda _: (
        gettext("A reviewer wrote to you."),
        "#messages",
        gettext("Read it"),
    ),
    Step.FINISH: lambda _: (
        gettext("Finish the tasks, so that we can check your listing."),
        "tasks",
        gettext("Go on"),
    ),
    Step.SEND: lambda _: (
        gettext("Everything is filled in. Check your answers and send them."),
        PAGES[Task.SEND],
        gettext("Check and send"),
    ),
    Step.ADD_LICENCE: lambda _: (
        gettext("No license of yours counts now. Add one, so that patients can find you."),
        PAGES[Task.LICENCES],
        gettext("Add a license"),
    ),
    Step.ADD_TRAINING: lambda _: (
        gettext("No training of yours counts now. Add one, so that patients can find you."),
        PAGES[Task.TRAINING],
        gettext("Add training"),
    ),
    Step.ADD_PLACE: lambda _: (
        gettext(
            "You have no place where you see patients. Add one, so that patients can find you."
        ),
        PAGES[Task.PLACES],
        gettext("Add a place"),
    ),
    Step.ADD_HEADACHES: lambda _: (
        gettext("Say which headaches you see, so that patients can find you."),
        PAGES[Task.PATIENTS],
        gettext("Say which"),
    ),
    Step.SEND_DRAFTS: lambda _: (
        gettext("Something that you added is saved and not sent yet."),
        PAGES[Task.SEND],
        gettext("Check and send"),
    ),
    Step.CONFIRM: lambda on: (
        gettext("Is your listing still right? Confirm it by %(day)s.", day=on)
        if on
        else gettext("Is your listing still right? Nobody has confirmed it yet."),
        "facts_page",
        gettext("Look and confirm"),
    ),
    Step.PUBLISH: lambda _: (
        gettext(
            "Your license is checked, and your listing is hidden. Publish it when you are ready."
        ),
        "publicity",
        gettext("Publish"),
    ),
    Step.WAIT: lambda _: (gettext("Nothing. We are checking, and will e-mail you."), "", ""),
    Step.NOTHING: lambda _: (gettext("Nothing. We will e-mail you."), "", ""),
}


def _said(when: date | None) -> str:
    return "" if when is None else day(when, language_here())
