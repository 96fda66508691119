"""What the person themselves can do now about each reason of a verdict."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext

from directory.domain.notes import NoteCode

OWNER: Final[Mapping[NoteCode, Any]] = {
    NoteCode.LICENCE_NONE: lazy_gettext(
        "Add your license for %(region)s as it is on the regulator’s register."
    ),
    NoteCode.LICENCE_NOT_CHECKED: lazy_gettext(
        "Send us this license if you have not, and answer what we ask. We look it up on the"
        " register."
    ),
    NoteCode.LICENCE_CHECK_TOO_OLD: lazy_gettext(
        "You need to do nothing. We look this license up again."
    ),
    NoteCode.LICENCE_ENDED: lazy_gettext(
        "Renew this license with the regulator, then add the new period."
    ),
    NoteCode.LICENCE_CLASS: lazy_gettext(
        "Add a full, provisional or temporary license for %(region)s. Others do not count."
    ),
    NoteCode.LICENCE_BARS_NEEDLING: lazy_gettext(
        "Ask the regulator to lift the condition. Send us its answer."
    ),
    NoteCode.LICENCE_HOME_MISSING: lazy_gettext(
        "Add your home license, or renew it. A compact privilege counts only with one."
    ),
    NoteCode.RULE_PROHIBITS: lazy_gettext(
        "Nothing you add here changes this. If the law has changed, tell us where its text is."
    ),
    NoteCode.RULE_WAITS: lazy_gettext(
        "Wait until the law is in use. If it is already, tell us where its text is."
    ),
    NoteCode.RULE_NOT_ESTABLISHED: lazy_gettext(
        "You need to do nothing. A reviewer looks the rule up once for everyone. If you know where"
        " its text is, tell us."
    ),
    NoteCode.RULE_BY_FINDING: lazy_gettext(
        "You need to do nothing. The finding holds for %(months)s months, then we look again."
    ),
    NoteCode.RULE_SECOND_HAND: lazy_gettext(
        "You need to do nothing. If you know where the text of the rule is, tell us."
    ),
    NoteCode.RULE_BODY_LIMIT: lazy_gettext(
        "Nothing you add here changes this. If the rule has changed, tell us where its text is."
    ),
    NoteCode.RULE_YEARS_SHORT: lazy_gettext(
        "Wait until you have been licensed for %(years)s. If you were licensed earlier, add that"
        " license."
    ),
    NoteCode.RULE_YEARS_NOT_STATED: lazy_gettext("Add the day on which you were first licensed."),
    NoteCode.AUTHORIZATION_NONE: lazy_gettext(
        "Add what the regulator in %(region)s gave you for needling: %(kind)s. If you have none,"
        " ask it for one."
    ),
    NoteCode.TRAINING_NONE: lazy_gettext(
        "Add a course in IMS or dry needling that you completed, with its certificate."
    ),
    NoteCode.TRAINING_PROGRAM_NOT_ACCEPTED: lazy_gettext(
        "Add a certificate of a program that %(region)s accepts. Its page of rules names them."
    ),
    NoteCode.TRAINING_HOURS_SHORT: lazy_gettext(
        "Add certificates for more training: %(needed)s asked for, %(have)s on record."
    ),
    NoteCode.TRAINING_HOURS_NOT_STATED: lazy_gettext(
        "Ask the course provider for a letter that states the hours, and add it: %(needed)s asked"
        " for, %(have)s on record."
    ),
    NoteCode.TRAINING_IN_PERSON_SHORT: lazy_gettext(
        "Add certificates for more training in person: %(needed)s asked for, %(have)s on record."
    ),
    NoteCode.TRAINING_IN_PERSON_NOT_STATED: lazy_gettext(
        "Ask the course provider for a letter that states the hours in person, and add it:"
        " %(needed)s asked for, %(have)s on record."
    ),
    NoteCode.TRAINING_SESSIONS_SHORT: lazy_gettext(
        "Add proof of more sessions: %(needed)s asked for, %(have)s on record."
    ),
    NoteCode.TRAINING_SESSIONS_NOT_STATED: lazy_gettext(
        "Ask the course provider for a letter that states the sessions, and add it: %(needed)s"
        " asked for, %(have)s on record."
    ),
    NoteCode.TRAINING_EXAM_MISSING: lazy_gettext("Add proof that you passed %(exam)s."),
    NoteCode.TRAINING_COMPLETE_BY: lazy_gettext(
        "Complete your training by %(day)s and add the certificate. Without it, you are not listed"
        " after that day."
    ),
    NoteCode.TRAINING_NO_MINIMUM_FOUND: lazy_gettext(
        "You need to do nothing. If the rule names a number of hours, tell us where its text is."
    ),
    NoteCode.TRAINING_BEFORE_RULE: lazy_gettext(
        "You need to do nothing. What is asked of people trained after %(day)s does not bind you."
    ),
    NoteCode.TRAINING_BY_AUTHORIZATION: lazy_gettext(
        "Keep up what the regulator gave you: %(kind)s. It stands for your training here."
    ),
    NoteCode.TRAINING_HEAD_NECK_NOT_STATED: lazy_gettext(
        "Ask the course provider for a letter that says whether head and neck were taught, and add"
        " it."
    ),
    NoteCode.TRAINING_HEAD_NECK_NO: lazy_gettext(
        "Add a course that covers the head and neck. Until then, searches do not show you."
    ),
    NoteCode.TRAINING_HEAD_NECK_NEEDED: lazy_gettext(
        "Add a course that covers the head and neck: the rule in %(region)s asks for it."
    ),
    NoteCode.ACCREDITATION_NONE: lazy_gettext(
        "Add a current certification, or a certificate of a program that ends in a written and a"
        " practical examination."
    ),
    NoteCode.ACCREDITATION_BY_AUTHORIZATION: lazy_gettext(
        "Keep up what the regulator gave you: %(kind)s. It stands for a certification here."
    ),
    NoteCode.SUSPENDED: lazy_gettext(
        "Read our letter about the suspension, and send what it asks for. You can appeal."
    ),
    NoteCode.REVOKED: lazy_gettext(
        "Read our letter about this decision. If the regulator has given you a new license or"
        " registration since, add it."
    ),
    NoteCode.HELD: lazy_gettext("Read our letter: it says what we check and what you can send."),
}
