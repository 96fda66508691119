"""Who may come in where, written by hand: what the guards are held to, and not taken from them."""

from dataclasses import dataclass
from typing import Final

from flask import Flask
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.routing import MapAdapter

from directory.domain import ids
from tests.web.callers import AHEAD, ALWAYS, HOURLY, NONE, Who

EVERYBODY: Final = "everybody"
UNFINISHED: Final = "unfinished"

DEMO: Final = "accounts_demo"
"""Pages of a demonstration alone."""
GUARDED: Final = ("accounts", "practitioner", "review", DEMO)
OPEN: Final = ("public", "api", "log", None)
"""Wings without a guard; None are the files."""

DOORS: Final = {
    "accounts.register_page": EVERYBODY,
    "accounts.register_asked": EVERYBODY,
    "accounts.letter_sent": EVERYBODY,
    "accounts.confirm_page": EVERYBODY,
    "accounts.confirm": EVERYBODY,
    "accounts.recover_page": EVERYBODY,
    "accounts.recover_asked": EVERYBODY,
    "accounts.recover_link": EVERYBODY,
    "accounts.recovered": EVERYBODY,
    "accounts.sign_in": EVERYBODY,
    "accounts.sign_in_by_form": EVERYBODY,
    "accounts.sign_in_by_key": EVERYBODY,
    "accounts.signed_out": EVERYBODY,
    "accounts.gone": EVERYBODY,
    "accounts.address_link": EVERYBODY,
    "accounts.address_changed": EVERYBODY,
    "accounts.address_done": EVERYBODY,
    "accounts.device_link": EVERYBODY,
    "accounts.join_page": EVERYBODY,
    "accounts.joined": EVERYBODY,
    "accounts.accepted": "see_account",
    "accounts.second": UNFINISHED,
    "accounts.second_by_code": UNFINISHED,
    "accounts.second_by_passkey": UNFINISHED,
    "accounts.new_device": UNFINISHED,
    "accounts.device_confirmed": UNFINISHED,
    "accounts.overview": "see_account",
    "accounts.ways": "see_account",
    "accounts.step_up": "see_account",
    "accounts.step_up_by_passkey": "see_account",
    "accounts.step_up_by_password": "see_account",
    "accounts.step_up_by_recovery_code": "see_account",
    "accounts.name_page": "change_name",
    "accounts.name_changed": "change_name",
    "accounts.sessions": "see_sessions",
    "accounts.session_ended": "end_session",
    "accounts.other_sessions_ended": "end_session",
    "accounts.sign_out": "end_session",
    "accounts.password_page": "change_password",
    "accounts.password_set": "change_password",
    "accounts.add_passkey_page": "change_passkeys",
    "accounts.passkey_added": "change_passkeys",
    "accounts.remove_passkey_page": "change_passkeys",
    "accounts.passkey_removed": "change_passkeys",
    "accounts.app_page": "change_app",
    "accounts.app_added": "change_app",
    "accounts.remove_app_page": "change_app",
    "accounts.app_removed": "change_app",
    "accounts.recovery_codes_page": "change_recovery_codes",
    "accounts.recovery_codes_made": "change_recovery_codes",
    "accounts.address_page": "change_address",
    "accounts.address_asked": "change_address",
    "accounts.data_page": "take_data",
    "accounts.data_taken": "take_data",
    "accounts.close_page": "close_account",
    "accounts.closed": "close_account",
    "accounts_demo.choose": EVERYBODY,
    "accounts_demo.sign_in": EVERYBODY,
    "accounts_demo.letters": EVERYBODY,
    "accounts_demo.letter": EVERYBODY,
    "accounts_demo.proven": "see_account",
    "practitioner.overview": "begin_listing",
    "practitioner.start": EVERYBODY,
    "practitioner.begin_page": "begin_listing",
    "practitioner.begun": "begin_listing",
    "practitioner.find_yourself": "claim_listing",
    "practitioner.claim_page": "claim_listing",
    "practitioner.claim_begun": "claim_listing",
    "practitioner.access_asked": "claim_listing",
    "practitioner.claim": "claim_listing",
    "practitioner.claim_code_typed": "claim_listing",
    "practitioner.claim_withdrawn": "claim_listing",
    "practitioner.start_profession": EVERYBODY,
    "practitioner.start_place": EVERYBODY,
    "practitioner.start_training": EVERYBODY,
    "practitioner.invited_page": EVERYBODY,
    "practitioner.invitation_accepted": "answer_invitation",
    "practitioner.opted_out": EVERYBODY,
    "practitioner.clinics": "begin_clinic",
    "practitioner.tasks": "see_listing",
    "practitioner.check_answers": "send_listing",
    "practitioner.declared": "send_listing",
    "practitioner.confirmation": "send_listing",
    "practitioner.status": "send_listing",
    "practitioner.message_sent": "send_listing",
    "practitioner.messages_read": "send_listing",
    "practitioner.change_withdrawn": "edit_listing",
    "practitioner.answer_page": "edit_credentials",
    "practitioner.answered": "edit_credentials",
    "practitioner.appeal_page": "edit_credentials",
    "practitioner.appealed": "edit_credentials",
    "practitioner.publicity": "edit_listing",
    "practitioner.away": "confirm_facts",
    "practitioner.taking": "confirm_facts",
    "practitioner.published": "change_publicity",
    "practitioner.paused": "change_publicity",
    "practitioner.leave_page": "leave_directory",
    "practitioner.left": "leave_directory",
    "practitioner.came_back": "change_publicity",
    "practitioner.preview": "see_listing",
    "practitioner.delegates": "see_listing",
    "practitioner.invite_delegate_page": "change_delegates",
    "practitioner.delegate_invited": "change_delegates",
    "practitioner.invitation_page": "change_delegates",
    "practitioner.invitation_withdrawn": "change_delegates",
    "practitioner.remove_delegate_page": "change_delegates",
    "practitioner.delegate_removed": "change_delegates",
    "practitioner.keeping_stopped": "edit_listing",
    "practitioner.hand_over_page": "change_delegates",
    "practitioner.listing_offered": "change_delegates",
    "practitioner.take_over_page": EVERYBODY,
    "practitioner.taken_over": "answer_invitation",
    "practitioner.join_listing_page": EVERYBODY,
    "practitioner.listing_joined": "answer_invitation",
    "practitioner.licences": "edit_credentials",
    "practitioner.trainings": "edit_credentials",
    "practitioner.certifications": "edit_credentials",
    "practitioner.no_certification": "edit_credentials",
    "practitioner.draft_begun": "edit_credentials",
    "practitioner.draft_page": "edit_credentials",
    "practitioner.draft_saved": "edit_credentials",
    "practitioner.draft_review": "edit_credentials",
    "practitioner.draft_entered": "edit_credentials",
    "practitioner.draft_removed": "edit_credentials",
    "practitioner.withdraw_page": "edit_credentials",
    "practitioner.credential_withdrawn": "edit_credentials",
    "practitioner.clinic": "see_clinic",
    "practitioner.invite_member_page": "edit_clinic",
    "practitioner.member_invited": "edit_clinic",
    "practitioner.clinic_invitation_page": "edit_clinic",
    "practitioner.clinic_invitation_withdrawn": "edit_clinic",
    "practitioner.member_page": "confirm_facts",
    "practitioner.member_confirmed": "confirm_facts",
    "practitioner.remove_member_page": "edit_clinic",
    "practitioner.member_removed": "edit_clinic",
    "practitioner.hand_clinic_page": "hand_clinic",
    "practitioner.clinic_offered": "hand_clinic",
    "practitioner.join_clinic_page": EVERYBODY,
    "practitioner.clinic_joined": "answer_invitation",
    "practitioner.leave_clinic_page": "edit_listing",
    "practitioner.clinic_left": "edit_listing",
    "practitioner.files": "see_evidence",
    "practitioner.file_picture": "see_evidence",
    "practitioner.file_taken": "see_evidence",
    "practitioner.file_remove_page": "edit_credentials",
    "practitioner.file_removed": "edit_credentials",
    "practitioner.files_page": "edit_credentials",
    "practitioner.files_added": "edit_credentials",
    "practitioner.file_taken_off": "edit_credentials",
    "practitioner.person_page": "see_listing",
    "practitioner.person_part": "edit_listing",
    "practitioner.person_saved": "edit_listing",
    "practitioner.patients": "see_listing",
    "practitioner.patients_part": "edit_listing",
    "practitioner.patients_saved": "edit_listing",
    "practitioner.question_page": "edit_listing",
    "practitioner.question_saved": "edit_listing",
    "practitioner.locations": "see_listing",
    "practitioner.place_new": "edit_listing",
    "practitioner.place_added": "edit_listing",
    "practitioner.place_address": "edit_listing",
    "practitioner.place_address_saved": "edit_listing",
    "practitioner.place_point": "edit_listing",
    "practitioner.place_point_saved": "edit_listing",
    "practitioner.place_reach": "edit_listing",
    "practitioner.place_reach_saved": "edit_listing",
    "practitioner.place_hours": "edit_listing",
    "practitioner.place_hours_saved": "edit_listing",
    "practitioner.place_access": "edit_listing",
    "practitioner.place_access_saved": "edit_listing",
    "practitioner.place_end": "edit_listing",
    "practitioner.place_ended": "edit_listing",
    "practitioner.place_removed": "edit_listing",
    "practitioner.calendar": "see_listing",
    "practitioner.feed_made": "edit_listing",
    "practitioner.feed_revoked": "edit_listing",
    "practitioner.clinic_calendar": "see_clinic",
    "practitioner.clinic_feed_made": "edit_clinic",
    "practitioner.clinic_feed_revoked": "edit_clinic",
    "practitioner.feed": EVERYBODY,
    "practitioner.still_correct": EVERYBODY,
    "practitioner.confirmed_by_link": EVERYBODY,
    "practitioner.thanks": EVERYBODY,
    "practitioner.facts_page": "confirm_facts",
    "practitioner.facts_confirmed": "confirm_facts",
    "practitioner.clinic_new_page": "begin_clinic",
    "practitioner.clinic_begun": "begin_clinic",
    "practitioner.clinic_address": "edit_clinic",
    "practitioner.clinic_address_saved": "edit_clinic",
    "practitioner.clinic_point": "edit_clinic",
    "practitioner.clinic_point_saved": "edit_clinic",
    "practitioner.clinic_reach": "edit_clinic",
    "practitioner.clinic_reach_saved": "edit_clinic",
    "practitioner.clinic_hours": "edit_clinic",
    "practitioner.clinic_hours_saved": "edit_clinic",
    "practitioner.clinic_access": "edit_clinic",
    "practitioner.clinic_access_saved": "edit_clinic",
    "review.arrived": "see_account",
    "review.queue": "see_queue",
    "review.queue_next": "work_queue",
    "review.file_opened": "work_queue",
    "review.files_assigned": "work_queue",
    "review.files_put_off": "work_queue",
    "review.my_desk": "work_queue",
    "review.my_desk_kept": "work_queue",
    "review.reassign": "reassign",
    "review.reassigned": "reassign",
    "review.fallout_seen": "work_queue",
    "review.person": "see_file",
    "review.person_log": "see_file",
    "review.evidence_page": "see_file",
    "review.evidence_picture": "see_file",
    "review.evidence_taken": "take_evidence",
    "review.report_page": "see_file",
    "review.report_triaged": "work_queue",
    "review.contact_tried": "work_queue",
    "review.report_closed": "decide",
    "review.notice_page": "see_file",
    "review.notice_set": "decide",
    "review.messages": "see_file",
    "review.message_written": "decide",
    "review.messages_read": "work_queue",
    "review.claims": "see_file",
    "review.claim_granted": "decide",
    "review.claim_refused": "decide",
    "review.issuer_page": "see_file",
    "review.issuer_asked": "decide",
    "review.check_noted": "decide",
    "review.decided": "decide",
    "review.decision_tried": "decide",
    "review.undone": "decide",
    "review.note_written": "work_queue",
    "review.step_proposed": "second_decision",
    "review.step_answered": "second_decision",
    "review.people": "see_people",
    "review.invite_page": "propose",
    "review.invited": "propose",
    "review.enable": "propose",
    "review.reset": "propose",
    "review.take_role": "take_role",
    "review.disable": "disable_account",
    "review.confirm": "settle_proposal",
    "review.refuse": "settle_proposal",
    "review.withdraw": "settle_proposal",
    "review.letters": "see_letters",
    "review.send_again": "send_letter_again",
    "review.hold_page": "see_file",
    "review.hold_opened": "decide",
    "review.end_hold_page": "see_file",
    "review.end_hold_proposed": "decide",
    "review.proposed_act": "second_decision",
    "review.act_answered": "second_decision",
    "review.match_page": "see_file",
    "review.match_settled": "decide",
    "review.held_change": "see_file",
    "review.change_accepted": "decide",
    "review.change_refused": "decide",
    "review.merge_page": "see_file",
    "review.merge_proposed": "decide",
    "review.phone_page": "see_file",
    "review.phoned": "decide",
    "review.books": "see_books",
    "review.boards": "see_books",
    "review.board_page": "change_books",
    "review.board_changed": "change_books",
    "review.programs": "see_books",
    "review.program_page": "change_books",
    "review.program_changed": "change_books",
    "review.finding_page": "see_file",
    "review.finding_proposed": "decide",
    "review.finding": "see_file",
    "review.confirm_finding": "second_decision",
    "review.refuse_finding": "decide",
    "review.registers": "see_books",
    "review.register": "see_file",
    "review.register_sampled": "decide",
    "review.sign_register": "sign_register",
    "review.refuse_register": "decide",
    "review.recheck_page": "see_file",
    "review.rechecked": "decide",
    "review.audit": "see_audit",
    "review.audit_copy_page": "take_audit",
    "review.audit_taken": "take_audit",
    "review.figures": "see_figures",
    "review.figures_taken": "see_figures",
    "review.imports": "see_imports",
    "review.import_report": "see_imports",
    "review.settings": "see_settings",
}
"""Every endpoint behind a guard: the right it asks for, or to whom else it is open."""

OWN: Final = frozenset({"their own"})
_KEEPERS: Final = frozenset({"owner", "delegate"})
_OWNER, _CLINICS = frozenset({"owner"}), frozenset({"clinic_manager"})
_REVIEWERS, _ADMINISTRATORS = frozenset({"reviewer"}), frozenset({"administrator"})
_STAFF = _REVIEWERS | _ADMINISTRATORS
STAFF: Final = _REVIEWERS | _ADMINISTRATORS

RIGHTS: Final = {
    "see_account": (OWN, NONE),
    "change_name": (OWN, NONE),
    "see_sessions": (OWN, NONE),
    "end_session": (OWN, NONE),
    "change_password": (OWN, ALWAYS),
    "change_passkeys": (OWN, ALWAYS),
    "change_app": (OWN, ALWAYS),
    "change_recovery_codes": (OWN, ALWAYS),
    "change_address": (OWN, ALWAYS),
    "take_data": (OWN, ALWAYS),
    "close_account": (OWN, ALWAYS),
    "see_listing": (_KEEPERS, NONE),
    "edit_listing": (_KEEPERS, NONE),
    "edit_credentials": (_OWNER, NONE),
    "confirm_facts": (_KEEPERS | _CLINICS, NONE),
    "send_listing": (_OWNER, NONE),
    "see_evidence": (_OWNER, NONE),
    "change_publicity": (_OWNER, NONE),
    "leave_directory": (_OWNER, ALWAYS),
    "begin_listing": (OWN, NONE),
    "claim_listing": (OWN, NONE),
    "answer_invitation": (OWN, NONE),
    "begin_clinic": (OWN, NONE),
    "change_delegates": (_OWNER, ALWAYS),
    "see_clinic": (_CLINICS, NONE),
    "edit_clinic": (_CLINICS, NONE),
    "hand_clinic": (_CLINICS, ALWAYS),
    "see_queue": (_REVIEWERS, NONE),
    "decide": (_REVIEWERS, HOURLY),
    "second_decision": (_REVIEWERS, ALWAYS),
    "take_evidence": (_REVIEWERS, ALWAYS),
    "see_file": (_REVIEWERS, AHEAD),
    "work_queue": (_REVIEWERS, NONE),
    "sign_register": (_REVIEWERS, ALWAYS),
    "see_figures": (_STAFF, NONE),
    "see_books": (_STAFF, NONE),
    "change_books": (_ADMINISTRATORS, HOURLY),
    "reassign": (_ADMINISTRATORS, HOURLY),
    "see_audit": (_ADMINISTRATORS, NONE),
    "take_audit": (_ADMINISTRATORS, ALWAYS),
    "see_settings": (_ADMINISTRATORS, NONE),
    "see_imports": (_STAFF, NONE),
    "see_people": (_ADMINISTRATORS, NONE),
    "propose": (_ADMINISTRATORS, ALWAYS),
    "settle_proposal": (_ADMINISTRATORS, ALWAYS),
    "take_role": (_ADMINISTRATORS, ALWAYS),
    "disable_account": (_ADMINISTRATORS, ALWAYS),
    "see_letters": (_ADMINISTRATORS, NONE),
    "send_letter_again": (_ADMINISTRATORS, HOURLY),
}
"""Each right: who has it, and how fresh a proof it asks for."""

COMES_IN: Final = "comes in"
SIGNS_IN: Final = "303 /account/sign-in"
GOES_ON: Final = "303 /account/sign-in/second"
WAITS: Final = "303 /account/sign-in/new-device"
IS_SIGNED_IN: Final = "303 /account/"
PROVES: Final = "303 /account/step-up"
SOMEBODY_ELSE: Final = "403 This page is for somebody else"
OTHER_SITE: Final = "400 This form came from another site"
TOO_OLD: Final = "400 This form is from before you signed in"


def outcome(
    door: str, who: Who, *, writes: bool, same_site: bool = True, token: bool = True
) -> str:
    """Say what becomes of somebody at a door."""
    if writes and not same_site:
        return OTHER_SITE
    if door == EVERYBODY:
        return COMES_IN
    if not who.known:
        return SIGNS_IN
    if (who.lacking is not None) != (door == UNFINISHED):
        return _AT_THE_WRONG_DOOR[who.lacking]
    if writes and not token:
        return TOO_OLD
    return COMES_IN if door == UNFINISHED else _entitled(door, who)


_AT_THE_WRONG_DOOR: Final = {
    None: IS_SIGNED_IN,
    "code": GOES_ON,
    "passkey": GOES_ON,
    "device_link": WAITS,
}


def _entitled(right: str, who: Who) -> str:
    parts, proof = RIGHTS[right]
    if parts != OWN and not parts & who.parts:
        return SOMEBODY_ELSE
    if parts <= STAFF and not who.strong:
        return PROVES
    return COMES_IN if proof in who.proofs else PROVES


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the site, with a value in every place of its rule."""

    endpoint: str
    method: str
    path: str


def addresses(app: Flask, *wings: str | None, **given: str) -> list[Address]:
    """List every address of some wings, once for each method that its rule names.

    `given`: what stands in the places of a rule; elsewhere the number of nobody and nothing.
    """
    adapter = adapter_of(app)
    return [
        Address(
            rule.endpoint,
            method,
            adapter.build(
                rule.endpoint,
                {name: given.get(name, ids.encode(99)) for name in rule.arguments},
            ),
        )
        for rule in app.url_map.iter_rules()
        if wing_of(rule.endpoint) in wings
        for method in sorted(rule.methods or ())
        # What OPTIONS meets is whichever rule of the address comes first: see `met_by`.
        if method != "OPTIONS"
    ]


def wing_of(endpoint: str) -> str | None:
    """Name the blueprint of an endpoint."""
    wing, dot, _ = endpoint.rpartition(".")
    return wing if dot else None


def adapter_of(app: Flask) -> MapAdapter:
    """Give what matches addresses, as for a request to this host."""
    return app.url_map.bind("localhost")


def met_by(app: Flask, path: str, method: str) -> str | None:
    """Name the endpoint that an address and a method lead to; None where it has no such method."""
    try:
        endpoint, _ = adapter_of(app).match(path, method=method)
    except MethodNotAllowed:
        return None
    return str(endpoint)
