"""Every form of accounts and of staff that changes something, staged to be sent, and its traces."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import ActorKind, LinkPurpose, MailState, ProposalKind
from directory.models.accounts import Account
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.mail import Mail
from directory.models.sign_in import Passkey
from directory.queries.accounts import Visitor
from directory.web.visitors import SESSION
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.links import make_link
from directory.workflows.accounts.proposals import propose
from directory.workflows.identifiers import fresh_id
from tests.authenticators import SoftKey
from tests.clock import Clock
from tests.pages import read
from tests.visitors import PASSWORD, SAME_SITE, account, gate_of
from tests.ways_in import SYSTEM, answer, app_for, passkey_for, session_of

OWNER, SYSTEM_KIND = ActorKind.OWNER.value, ActorKind.SYSTEM.value
REVIEWER, ADMINISTRATOR = ActorKind.REVIEWER, ActorKind.ADMINISTRATOR
NEW_PASSWORD: Final = "marble velvet lantern orbit 7"  # noqa: S105  (of nobody)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form, ready to be sent, and what it leaves: log entries, letters, and by whom about whom.

    `session`: the token of the session it is sent in; `csrf`: that of its forms.
    """

    path: str
    entries: tuple[tuple[str, str | None], ...]
    subject: int | None
    actor: tuple[str, int | None]
    letters: frozenset[str] = frozenset()
    fields: dict[str, str] = field(default_factory=dict)
    session: str | None = None
    csrf: str = ""


def send(app: Flask, sent: Sent) -> TestResponse:
    """Send it to this app."""
    client = FlaskClient(app, app.response_class)
    if sent.session is not None:
        client.set_cookie(SESSION, sent.session)
    return client.post(sent.path, data={"csrf_token": sent.csrf, **sent.fields}, headers=SAME_SITE)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where forms are staged."""

    app: Flask
    clock: Clock

    @property
    def gate(self) -> Gate:
        """Give what checks secrets here."""
        return gate_of(self.app)

    def somebody(self, *roles: ActorKind, password: str | None = None) -> tuple[str, Visitor]:
        """Open an account and a session of it, with a fresh proof."""
        return session_of(self.gate, account(self.app, *roles, password=password))

    def csrf(self, visitor: Visitor) -> str:
        """Give the token of a session's forms."""
        return self.gate.seal.tag(str(visitor.session_id), "form")

    def own(
        self, came: tuple[str, Visitor], path: str, done: str, *letters: str, **fields: str
    ) -> Sent:
        """Stage a form about one's own account, noted as a change of it."""
        token, visitor = came
        return Sent(
            path=path,
            entries=(("account_changed", done),),
            subject=visitor.account.id,
            actor=(OWNER, visitor.account.id),
            letters=frozenset(letters),
            fields=fields,
            session=token,
            csrf=self.csrf(visitor),
        )

    def of_staff(
        self,
        path: str,
        *entries: tuple[str, str | None],
        about: int | None,
        by: tuple[str, Visitor] | None = None,
        letters: frozenset[str] = frozenset(),
        **fields: str,
    ) -> Sent:
        """Stage a form of an administrator about somebody else."""
        token, visitor = by or self.somebody(ADMINISTRATOR)
        return Sent(
            path=f"/review/{path}",
            entries=entries,
            subject=about,
            actor=(ADMINISTRATOR.value, visitor.account.id),
            letters=letters,
            fields=fields,
            session=token,
            csrf=self.csrf(visitor),
        )

    def link(self, purpose: LinkPurpose, email: str, **more: object) -> str:
        """Make the link of a letter; gives its token."""
        with self.gate.office.act(SYSTEM) as act:
            return make_link(act, purpose, email=email, **more)  # type: ignore[arg-type]

    def proposed(self, kind: ProposalKind, email: str, role: ActorKind | None = None) -> str:
        """Let an administrator propose something; gives its number."""
        _, visitor = self.somebody(ADMINISTRATOR)
        with self.gate.office.act(SYSTEM) as act:
            return ids.encode(propose(act, visitor, kind=kind, email=email, role=role))


def options_of(page: str) -> str:
    """Give what a page asks of a passkey."""
    (form,) = (form for form in read(page).all("form") if form.get("data-passkey"))
    return form.get("data-options", "")


def _name(on: Stage) -> Sent:
    fields = {"name": "Sam Doe", "language": "en"}
    return on.own(on.somebody(), "/account/name", "name_changed", **fields)


def _password(on: Stage) -> Sent:
    fields = {"password": NEW_PASSWORD}
    came = on.somebody()
    return on.own(came, "/account/password", "password_set", "password_changed", **fields)


def _add_passkey(on: Stage) -> Sent:
    token, _ = came = on.somebody()
    client = FlaskClient(on.app)
    client.set_cookie(SESSION, token)
    page = client.get("/account/passkeys/add").get_data(as_text=True)
    made = SoftKey().create(options_of(page), on.gate.site.origin)
    path = "/account/passkeys/add"
    return on.own(came, path, "passkey_added", "method_added", name="Phone", answer=made)


def _remove_passkey(on: Stage) -> Sent:
    came = on.somebody()
    passkey_for(on.gate, came[1].account.id)
    with on.gate.office.database.reading() as connection:
        whose = Passkey.account_id == came[1].account.id
        number = connection.scalars(select(Passkey.id).where(whose)).one()
    path = f"/account/passkeys/{ids.encode(number)}/remove"
    return on.own(came, path, "passkey_removed", "method_removed")


def _add_app(on: Stage) -> Sent:
    token, _ = came = on.somebody()
    client = FlaskClient(on.app)
    client.set_cookie(SESSION, token)
    page = read(client.get("/account/app").get_data(as_text=True))
    sealed = page.one("input", name="sealed").get("value", "")
    secret = (on.gate.seal.open(sealed, "new app") or "").partition(" ")[2]
    code = pyotp.TOTP(secret).at(on.clock())
    return on.own(came, "/account/app", "app_added", "method_added", sealed=sealed, code=code)


def _remove_app(on: Stage) -> Sent:
    came = on.somebody()
    app_for(on.gate, came[1].account.id)
    return on.own(came, "/account/app/remove", "app_removed", "method_removed")


def _recovery_codes(on: Stage) -> Sent:
    path, done = "/account/recovery-codes", "recovery_codes_made"
    return on.own(on.somebody(), path, done, "recovery_codes_made")


def _ask_address(on: Stage) -> Sent:
    came = on.somebody()
    email = f"new-{ids.encode(came[1].account.id)}@people.example"
    done = "address_change_asked"
    return on.own(came, "/account/address", done, "change_address", email=email)


def _change_address(on: Stage) -> Sent:
    number = account(on.app)
    email = f"new-{ids.encode(number)}@people.example"
    token = on.link(LinkPurpose.CHANGE_ADDRESS, email, account_id=number)
    return Sent(
        path="/account/address/confirm",
        entries=(("account_changed", "address_changed"),),
        subject=number,
        actor=(SYSTEM_KIND, None),
        letters=frozenset({"address_changed"}),
        fields={"token": token},
    )


def _data(on: Stage) -> Sent:
    return on.own(on.somebody(), "/account/data", "data_taken")


def _close(on: Stage) -> Sent:
    return on.own(on.somebody(), "/account/close", "account_closed", "account_closed")


def _newcomer() -> str:
    return f"newcomer-{ids.encode(fresh_id())}@people.example"


def _register(on: Stage) -> Sent:
    token = on.link(LinkPurpose.REGISTER, _newcomer())
    return Sent(
        path="/account/confirm",
        entries=(("account_opened", None),),
        subject=None,
        actor=(OWNER, None),
        fields={"token": token, "name": "Kim Doe", "password": PASSWORD},
    )


def _join(on: Stage) -> Sent:
    token = on.link(LinkPurpose.JOIN_STAFF, _newcomer(), role="reviewer", fresh="")
    page = FlaskClient(on.app).get(f"/account/join?token={token}").get_data(as_text=True)
    made = SoftKey().create(options_of(page), on.gate.site.origin)
    return Sent(
        path="/account/join",
        entries=(("account_opened", None), ("role_granted", None)),
        subject=None,
        actor=(OWNER, None),
        fields={"link": token, "name": "Kim Doe", "answer": made},
    )


def _accept(on: Stage) -> Sent:
    token, visitor = on.somebody(ActorKind.OWNER)
    holder = visitor.account
    key = passkey_for(on.gate, holder.id)
    link = on.link(
        LinkPurpose.JOIN_STAFF, holder.email, account_id=holder.id, role="reviewer", fresh=""
    )
    used = answer(on.gate, key, visitor=visitor)
    return Sent(
        path="/account/join/accept",
        entries=(("role_granted", None),),
        subject=holder.id,
        actor=(OWNER, holder.id),
        letters=frozenset({"role_granted"}),
        fields={"link": link, "answer": used},
        session=token,
        csrf=on.csrf(visitor),
    )


def _invite(on: Stage) -> Sent:
    _, other = on.somebody(ADMINISTRATOR)
    assert other.account.is_open
    return on.of_staff(
        "people/invite",
        ("proposed", "grant_role"),
        about=None,
        letters=frozenset({"role_proposed"}),
        email=_newcomer(),
        role="reviewer",
    )


def _path(account_id: int, step: str) -> str:
    return f"people/{ids.encode(account_id)}/{step}"


def _propose_enabling(on: Stage) -> Sent:
    number = _locked(on)
    done, letters = ("proposed", "enable_account"), frozenset({"role_proposed"})
    return on.of_staff(_path(number, "enable"), done, about=number, letters=letters)


def _propose_reset(on: Stage) -> Sent:
    number = account(on.app)
    done, letters = ("proposed", "reset_methods"), frozenset({"role_proposed"})
    return on.of_staff(_path(number, "reset"), done, about=number, letters=letters)


def _settle(on: Stage, how: str, done: tuple[str, str | None], *letters: str, to: Visitor) -> Sent:
    proposal = on.proposed(ProposalKind.GRANT_ROLE, to.account.email, REVIEWER)
    path = f"people/proposals/{proposal}/{how}"
    return on.of_staff(path, done, about=to.account.id, letters=frozenset(letters))


def _confirm_role(on: Stage) -> Sent:
    _, to = on.somebody(ActorKind.OWNER)
    return _settle(on, "confirm", ("invited", None), "join_staff", to=to)


def _refuse(on: Stage) -> Sent:
    _, to = on.somebody(ActorKind.OWNER)
    return _settle(on, "refuse", ("account_changed", "proposal_refused"), to=to)


def _withdraw(on: Stage) -> Sent:
    _, to = on.somebody(ActorKind.OWNER)
    _, first = on.somebody(ADMINISTRATOR)
    kind = ProposalKind.RESET_METHODS
    with on.gate.office.act(SYSTEM) as act:
        number = propose(act, first, kind=kind, email=to.account.email)
    by = session_of(on.gate, first.account.id)
    path = f"people/proposals/{ids.encode(number)}/withdraw"
    done = ("account_changed", "proposal_withdrawn")
    return on.of_staff(path, done, about=to.account.id, by=by)


def _confirm_enabling(on: Stage) -> Sent:
    number = _locked(on)
    proposal = on.proposed(ProposalKind.ENABLE_ACCOUNT, _email(on, number))
    path, letters = f"people/proposals/{proposal}/confirm", frozenset({"account_enabled"})
    return on.of_staff(path, ("account_enabled", None), about=number, letters=letters)


def _confirm_reset(on: Stage) -> Sent:
    number = account(on.app)
    proposal = on.proposed(ProposalKind.RESET_METHODS, _email(on, number))
    path, letters = f"people/proposals/{proposal}/confirm", frozenset({"methods_reset", "recover"})
    done = ("account_changed", "methods_reset")
    return on.of_staff(path, done, about=number, letters=letters)


def _take_role(on: Stage) -> Sent:
    number = account(on.app, REVIEWER)
    path, letters = _path(number, "role/reviewer/take"), frozenset({"role_taken"})
    return on.of_staff(path, ("role_taken", None), about=number, letters=letters)


def _disable(on: Stage) -> Sent:
    number = account(on.app, REVIEWER)
    done, letters = ("account_disabled", None), frozenset({"account_disabled"})
    return on.of_staff(_path(number, "disable"), done, about=number, letters=letters)


def _send_again(on: Stage) -> Sent:
    send(on.app, _password(on))
    with on.gate.office.act(SYSTEM) as act:
        letter = act.session.scalars(select(Mail).limit(1)).one()
        letter.state = MailState.FAILED
    path, done = f"letters/{ids.encode(letter.id)}/send-again", "letter_sent_again"
    return on.of_staff(path, ("account_changed", done), about=letter.account_id)


def _locked(on: Stage) -> int:
    number = account(on.app)
    with on.gate.office.act(SYSTEM) as act:
        act.session.get_one(Account, number).disabled_at = act.at
    return number


def _email(on: Stage, account_id: int) -> str:
    with on.gate.office.database.reading() as connection:
        return connection.scalars(select(Account.email).where(Account.id == account_id)).one()


ACTS: Final[dict[str, tuple[Callable[[Stage], Sent], ...]]] = {
    "accounts.confirm": (_register,),
    "accounts.name_changed": (_name,),
    "accounts.password_set": (_password,),
    "accounts.passkey_added": (_add_passkey,),
    "accounts.passkey_removed": (_remove_passkey,),
    "accounts.app_added": (_add_app,),
    "accounts.app_removed": (_remove_app,),
    "accounts.recovery_codes_made": (_recovery_codes,),
    "accounts.address_asked": (_ask_address,),
    "accounts.address_changed": (_change_address,),
    "accounts.data_taken": (_data,),
    "accounts.closed": (_close,),
    "accounts.joined": (_join,),
    "accounts.accepted": (_accept,),
    "review.invited": (_invite,),
    "review.enable": (_propose_enabling,),
    "review.reset": (_propose_reset,),
    "review.confirm": (_confirm_role, _confirm_enabling, _confirm_reset),
    "review.refuse": (_refuse,),
    "review.withdraw": (_withdraw,),
    "review.take_role": (_take_role,),
    "review.disable": (_disable,),
    "review.send_again": (_send_again,),
}
"""What changes an account, by the endpoint that its form is sent to."""

UNNOTED: Final = {
    "accounts.register_asked": "a letter to an address that may be nobody’s",
    "accounts.recover_asked": "a letter to an address that may be nobody’s",
    "accounts.sign_in_by_form": "a session opens",
    "accounts.sign_in_by_key": "a session opens",
    "accounts.recovered": "a session opens",
    "accounts.second_by_code": "a session is completed",
    "accounts.second_by_passkey": "a session is completed",
    "accounts.device_confirmed": "a session is completed",
    "accounts.step_up_by_passkey": "a session is proven",
    "accounts.step_up_by_password": "a session is proven",
    "accounts.step_up_by_recovery_code": "a session is proven",
    "accounts.session_ended": "a session ends",
    "accounts.other_sessions_ended": "sessions end",
    "accounts.sign_out": "a session ends",
    "practitioner.draft_begun": "a draft, which claims nothing yet",
    "practitioner.draft_saved": "a draft, which claims nothing yet",
    "practitioner.draft_removed": "a draft, which claims nothing yet",
    "accounts_demo.sign_in": "a session opens",
    "accounts_demo.proven": "a session is proven",
}
"""What leaves no entry: nothing changes but who is signed in, and where."""
_OF_THE_DESK: Final = "tests/web/review/test_every_form.py"
# Forms of the desk are staged in tests/web/review/forms/<room>.py (FORMS: endpoint -> a function
# that stages one), which is what test_every_form.py sends; here they only stand by name.
ELSEWHERE: Final = {
    "review.check_noted": _OF_THE_DESK,
    "review.decided": _OF_THE_DESK,
    "review.decision_tried": _OF_THE_DESK,
    "review.undone": _OF_THE_DESK,
    "review.note_written": _OF_THE_DESK,
    "review.step_answered": _OF_THE_DESK,
    "review.queue_next": _OF_THE_DESK,
    "review.file_opened": _OF_THE_DESK,
    "review.files_assigned": _OF_THE_DESK,
    "review.files_put_off": _OF_THE_DESK,
    "review.my_desk_kept": _OF_THE_DESK,
    "review.reassigned": _OF_THE_DESK,
    "review.fallout_seen": _OF_THE_DESK,
    "review.hold_opened": _OF_THE_DESK,
    "review.end_hold_proposed": _OF_THE_DESK,
    "review.act_answered": _OF_THE_DESK,
    "review.match_settled": _OF_THE_DESK,
    "review.change_accepted": _OF_THE_DESK,
    "review.change_refused": _OF_THE_DESK,
    "review.merge_proposed": _OF_THE_DESK,
    "review.phoned": _OF_THE_DESK,
    "review.rechecked": _OF_THE_DESK,
    "review.evidence_taken": _OF_THE_DESK,
    "review.audit_taken": _OF_THE_DESK,
    "review.issuer_asked": _OF_THE_DESK,
    "review.claim_refused": _OF_THE_DESK,
    "review.claim_granted": _OF_THE_DESK,
    "review.messages_read": _OF_THE_DESK,
    "review.message_written": _OF_THE_DESK,
    "review.notice_set": _OF_THE_DESK,
    "review.report_closed": _OF_THE_DESK,
    "review.contact_tried": _OF_THE_DESK,
    "review.report_triaged": _OF_THE_DESK,
    "review.register_sampled": _OF_THE_DESK,
    "review.finding_proposed": _OF_THE_DESK,
    "review.confirm_finding": _OF_THE_DESK,
    "review.refuse_finding": _OF_THE_DESK,
    "review.board_changed": _OF_THE_DESK,
    "review.program_changed": _OF_THE_DESK,
    "review.sign_register": _OF_THE_DESK,
    "review.refuse_register": _OF_THE_DESK,
    "practitioner.no_certification": "tests/web/practitioner/test_acts_of_credentials.py",
    "practitioner.draft_entered": "tests/web/practitioner/test_acts_of_credentials.py",
    "practitioner.credential_withdrawn": "tests/web/practitioner/test_acts_of_credentials.py",
    "practitioner.declared": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.message_sent": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.messages_read": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.change_withdrawn": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.answered": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.appealed": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.away": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.taking": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.published": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.paused": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.left": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.came_back": "tests/web/practitioner/test_acts_of_listings.py",
    "practitioner.person_saved": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.patients_saved": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.question_saved": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.place_added": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.place_address_saved": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.place_point_saved": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.place_reach_saved": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.place_hours_saved": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.place_access_saved": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.place_ended": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.place_removed": "tests/web/practitioner/test_acts_of_pages.py",
    "practitioner.files_added": "tests/web/practitioner/test_evidence.py",
    "practitioner.file_taken_off": "tests/web/practitioner/test_evidence.py",
    "practitioner.file_removed": "tests/web/practitioner/test_evidence.py",
    "practitioner.confirmed_by_link": "tests/web/practitioner/test_still_correct.py",
    "practitioner.facts_confirmed": "tests/web/practitioner/test_still_correct.py",
    "practitioner.feed_made": "tests/web/practitioner/test_calendar.py",
    "practitioner.feed_revoked": "tests/web/practitioner/test_calendar.py",
    "practitioner.clinic_feed_made": "tests/web/practitioner/test_calendar.py",
    "practitioner.clinic_feed_revoked": "tests/web/practitioner/test_calendar.py",
    "practitioner.invitation_accepted": "tests/web/practitioner/test_invited.py",
    "practitioner.opted_out": "tests/web/practitioner/test_invited.py",
    "practitioner.begun": "tests/web/practitioner/test_starting.py",
    "practitioner.claim_begun": "tests/web/practitioner/test_claims.py",
    "practitioner.access_asked": "tests/web/practitioner/test_claims.py",
    "practitioner.claim_code_typed": "tests/web/practitioner/test_claims.py",
    "practitioner.claim_withdrawn": "tests/web/practitioner/test_claims.py",
    "practitioner.delegate_invited": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.invitation_withdrawn": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.delegate_removed": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.keeping_stopped": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.listing_offered": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.taken_over": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.listing_joined": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_begun": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_address_saved": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_point_saved": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_reach_saved": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_hours_saved": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_access_saved": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.member_invited": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_invitation_withdrawn": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.member_confirmed": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.member_removed": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_offered": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_joined": "tests/web/practitioner/test_acts_of_keepers.py",
    "practitioner.clinic_left": "tests/web/practitioner/test_acts_of_keepers.py",
}
"""Acts about a listing or a clinic: where they are held to their entries and letters."""


def staged(app: Flask, clock: Clock) -> Iterator[tuple[str, Sent]]:
    """Stage every act in turn, each by people of its own."""
    stage = Stage(app, clock)
    for acts in ACTS.values():
        for act in acts:
            yield act.__name__.strip("_"), act(stage)


def log_after(database: Database, seq: int) -> list[dict[str, object]]:
    """Read the log from an entry on: what was done, by whom, about whom."""
    with database.reading() as connection:
        rows = connection.execute(
            select(LogEntry.leaf, LogPrivate)
            .join(LogPrivate, LogPrivate.seq == LogEntry.seq)
            .where(LogEntry.seq >= seq)
            .order_by(LogEntry.seq)
        )
        return [
            {
                "done": (line["act"], line["reason"]),
                "actor": (row.actor_kind, row.actor_id),
                "subject": (row.subject_kind, row.subject_id),
            }
            for row in rows
            for line in [json.loads(row.leaf)]
        ]
