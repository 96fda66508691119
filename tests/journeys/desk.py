"""The desk in a browser: somebody whose licence waits, and those who come with a session."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask import Flask
from playwright.sync_api import Locator, expect
from sqlalchemy import delete, select

from directory.domain import ids
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, CredentialState, SignInMethod
from directory.models.credentials import Certification, CredentialCheck, Licence, Training
from directory.models.practitioners import Practises, Practitioner
from directory.web.visitors import SESSION
from directory.workflows.accounts.sessions import open_session
from directory.workflows.acts import Act
from directory.workflows.desk_items import restate_desk
from tests.browsers import Visit
from tests.factories import DENVER, person
from tests.visitors import account, office_of

SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
SEARCH: Final = f"lat={DENVER[0]}&lon={DENVER[1]}&headache=migraine"
_A_YEAR: Final = timedelta(days=365)
_LATELY: Final = timedelta(days=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody in Denver with a licence, and the account that owns the listing."""

    name: str
    person: str
    licence: str
    owner: int

    @property
    def status(self) -> str:
        """The page on which its owner sees where the listing stands."""
        return f"/listing/{self.person}/status"

    def field(self, form: str, name: str) -> str:
        """Give the selector of a field of a form about the licence."""
        return f'[name="licence-{self.licence}-{form}-{name}"]'


@dataclass(frozen=True, slots=True)
class Desk:
    """The demonstration's own database, in which a journey begins."""

    app: Flask

    def listed(self, number: int, given: str, *, family: str, waits: bool) -> Listed:
        """Write somebody whose licence is checked, or waits for somebody to look at it.

        All else is checked. The days are counted from today, by which the server judges.
        """
        owner = account(self.app)
        with office_of(self.app).act(SYSTEM) as act:
            person(
                act.session, number=number, given=given, family=family, at=act.at, book=act.book,
                attested_on=act.today, confirmed_on=act.today,
                licence_expires=act.today + _A_YEAR,
            )  # fmt: skip
            listing = act.session.get_one(Practitioner, number)
            listing.account_id, listing.declared_at = owner, act.at
            act.session.add(Practises(practitioner_id=number, profession="physical_therapist"))
            licence = _today(act, number, today=act.today)
            if waits:
                act.session.execute(
                    delete(CredentialCheck).where(CredentialCheck.licence_id == licence)
                )
                act.session.get_one(Licence, licence).state = CredentialState.SUBMITTED
            act.session.flush()
            act.session.expire_all()
            act.judge(number)
            act.session.flush()
            restate_desk(act.session.connection(), {number}, at=act.at, rules=act.book.rules)
        return Listed(
            name=f"{given} {family}",
            person=ids.encode(number),
            licence=ids.encode(licence),
            owner=owner,
        )

    def comes_in(self, visitor: Visit, *roles: ActorKind, as_account: int | None = None) -> None:
        """Give a window the session of an account, or of a new one with these roles."""
        number = account(self.app, *roles) if as_account is None else as_account
        with office_of(self.app).act(SYSTEM) as act:
            fresh = open_session(
                act, number, by=SignInMethod.PASSKEY, lacking=None, device="Chromium, Linux"
            )
        visitor.page.context.add_cookies(
            [{"name": SESSION, "value": fresh.token, "url": visitor.home}]
        )


def _today(act: Act, number: int, *, today: date) -> int:
    """Let everything have been looked at lately; gives the number of the licence."""
    act.session.flush()
    licence = act.session.scalars(select(Licence).where(Licence.practitioner_id == number)).one()
    training = act.session.scalars(select(Training).where(Training.practitioner_id == number)).one()
    certification = act.session.scalars(
        select(Certification).where(Certification.practitioner_id == number)
    ).one()
    certification.expires = today + _A_YEAR
    for check in (*licence.checks, *training.checks, *certification.checks):
        check.looked_on = today - _LATELY
    return licence.id


def heading(visitor: Visit, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)


def press(where: Visit | Locator, words: str) -> None:
    """Press the button whose name begins like this; what follows says what it is about."""
    root = where.page if isinstance(where, Visit) else where
    root.get_by_role("button", name=words).first.click()


def fits(visitor: Visit) -> None:
    """Hold the page that is open to its window, and to everybody's ways of reading it."""
    wide = visitor.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
    assert wide <= 0, visitor.page.url
    if visitor.page.locator("html").evaluate("() => matchMedia('(scripting: enabled)').matches"):
        found = visitor.barriers()
        assert not found, "\n".join([visitor.page.url, *found])


def opened_from_the_queue(visitor: Visit, listed: Listed, *, tab: str = "to_check") -> None:
    """Find somebody's work on the desk by their name, and open their file."""
    visitor.go(f"/review/queue?tab={tab}")
    visitor.page.get_by_role("searchbox").fill(listed.name)
    press(visitor, "Narrow down")
    fits(visitor)
    visitor.page.get_by_role("button", name=f"Open {listed.name}").click()
    heading(visitor, listed.name)
    fits(visitor)


def unfolded(folds: Locator) -> Locator:
    """Unfold the first of these, unless it is open already."""
    fold = folds.first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    return fold


def step(visitor: Visit, name: str) -> Locator:
    """Unfold a step of the licence, and give what is in it."""
    title = visitor.page.locator("summary", has_text=f"{name}: Physical therapist")
    return unfolded(visitor.page.locator("details.step").filter(has=title))


def look(visitor: Visit, listed: Listed, **said: str) -> None:
    """Write down what a register shows, and save it."""
    form = unfolded(
        visitor.page.locator("details").filter(
            has=visitor.page.locator(listed.field("check", "source"))
        )
    )
    form.locator(f'{listed.field("check", "source")}[value="regulator_register"]').check()
    for name, value in said.items():
        field = form.locator(listed.field("check", name))
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value=value)
        else:
            field.fill(value)
    press(form, "Save the look")
    heading(visitor, listed.name)


def where_seen(visitor: Visit, listed: Listed) -> dict[str, bool]:
    """Say where patients and programs are told that somebody may be seen."""
    ask = visitor.page.context.request
    home = visitor.home
    found = ask.get(f"{home}/api/v1/search?{SEARCH}&limit=100").json()["results"]
    record = ask.get(f"{home}/api/v1/practitioners/{listed.person}").json()
    lines = ask.get(f"{home}/api/v1/export/practitioners.ndjson").text().splitlines()
    (exported,) = [line for line in lines if f'"{listed.person}"' in line] or [""]
    visitor.go(f"/search?{SEARCH}")
    return {
        "results": visitor.page.get_by_role("link", name=listed.name).count() > 0,
        "search": listed.person in [each["id"] for each in found],
        "record": any(place["qualified"] for place in record.get("locations", ())),
        "export": '"qualified":true' in exported,
    }
