"""What each reason of a verdict means for somebody who looks for help."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext

from directory.domain.notes import NoteCode

PATIENT: Final[Mapping[NoteCode, Any]] = {
    NoteCode.LICENCE_NONE: lazy_gettext("We have no license for %(region)s on record."),
    NoteCode.LICENCE_NOT_CHECKED: lazy_gettext("We have not checked the license for %(region)s."),
    NoteCode.LICENCE_CHECK_TOO_OLD: lazy_gettext(
        "Our last look at the license for %(region)s is too old to count. We look again."
    ),
    NoteCode.LICENCE_ENDED: lazy_gettext("The license for %(region)s that we checked has ended."),
    NoteCode.LICENCE_CLASS: lazy_gettext(
        "The license for %(region)s is of a class that does not let its holder practice alone."
    ),
    NoteCode.LICENCE_BARS_NEEDLING: lazy_gettext(
        "The license for %(region)s has a condition that rules needling out."
    ),
    NoteCode.LICENCE_HOME_MISSING: lazy_gettext(
        "The permission to work in %(region)s rests on a license from elsewhere, and that one does"
        " not count now."
    ),
    NoteCode.RULE_PROHIBITS: lazy_gettext(
        "In %(region)s, %(people)s may not do dry needling (%(seen)s). We only list professions"
        " that may."
    ),
    NoteCode.RULE_WAITS: lazy_gettext(
        "In %(region)s, a law lets %(people)s do dry needling, but it is not in use yet"
        " (%(seen)s). We only list professions that may."
    ),
    NoteCode.RULE_NOT_ESTABLISHED: lazy_gettext(
        "In %(region)s, it is not settled whether %(people)s may do dry needling (%(looked)s)."
        " A reviewer looks before we list anyone."
    ),
    NoteCode.RULE_BY_FINDING: lazy_gettext(
        "The rule in %(region)s is what a reviewer of ours found on %(day)s, and a second one"
        " confirmed."
    ),
    NoteCode.RULE_SECOND_HAND: lazy_gettext(
        "We know the rule in %(region)s from a source that quotes it, or from a text on"
        " acupuncture."
    ),
    NoteCode.RULE_BODY_LIMIT: lazy_gettext(
        "In %(region)s, %(people)s may needle from the hand to the shoulder only, so not for"
        " headache (%(seen)s)."
    ),
    NoteCode.RULE_YEARS_SHORT: lazy_gettext(
        "The rule in %(region)s asks for %(years)s in practice. The license on record is younger."
    ),
    NoteCode.RULE_YEARS_NOT_STATED: lazy_gettext(
        "The rule in %(region)s asks for %(years)s in practice. We do not know when this person was"
        " first licensed."
    ),
    NoteCode.AUTHORIZATION_NONE: lazy_gettext(
        "In %(region)s, needling takes %(kind)s from the regulator. We have none on record."
    ),
    NoteCode.TRAINING_NONE: lazy_gettext("We have no training in needling on record."),
    NoteCode.TRAINING_PROGRAM_NOT_ACCEPTED: lazy_gettext(
        "The rule in %(region)s accepts some programs only. We have no certificate of one of them."
    ),
    NoteCode.TRAINING_HOURS_SHORT: lazy_gettext(
        "The rule in %(region)s asks for %(needed)s of needling training. We have proof of"
        " %(have)s."
    ),
    NoteCode.TRAINING_HOURS_NOT_STATED: lazy_gettext(
        "The rule in %(region)s asks for %(needed)s of needling training. The certificates do not"
        " say that there were so many. Ask."
    ),
    NoteCode.TRAINING_IN_PERSON_SHORT: lazy_gettext(
        "The rule in %(region)s asks for %(needed)s of training in person. We have proof of"
        " %(have)s."
    ),
    NoteCode.TRAINING_IN_PERSON_NOT_STATED: lazy_gettext(
        "The rule in %(region)s asks for %(needed)s of training in person. The certificates do not"
        " say that there were so many. Ask."
    ),
    NoteCode.TRAINING_SESSIONS_SHORT: lazy_gettext(
        "The rule in %(region)s asks for %(needed)s. We have proof of %(have)s."
    ),
    NoteCode.TRAINING_SESSIONS_NOT_STATED: lazy_gettext(
        "The rule in %(region)s asks for %(needed)s. The certificates do not say that there were"
        " so many. Ask."
    ),
    NoteCode.TRAINING_EXAM_MISSING: lazy_gettext(
        "The rule in %(region)s asks for %(exam)s. We have no proof of one."
    ),
    NoteCode.TRAINING_COMPLETE_BY: lazy_gettext(
        "The training is enough to begin with in %(region)s. The rest has to follow by %(day)s."
    ),
    NoteCode.TRAINING_NO_MINIMUM_FOUND: lazy_gettext(
        "We found no number of training hours that %(region)s asks for. We checked one course or"
        " more."
    ),
    NoteCode.TRAINING_BEFORE_RULE: lazy_gettext(
        "What %(region)s asks for binds people trained after %(day)s. This person was trained"
        " before."
    ),
    NoteCode.TRAINING_BY_AUTHORIZATION: lazy_gettext(
        "The regulator in %(region)s assessed this person’s training itself, and gave %(kind)s."
    ),
    NoteCode.TRAINING_HEAD_NECK_NOT_STATED: lazy_gettext(
        "The certificate does not say head and neck were taught. Ask."
    ),
    NoteCode.TRAINING_HEAD_NECK_NO: lazy_gettext("This training did not include head and neck."),
    NoteCode.TRAINING_HEAD_NECK_NEEDED: lazy_gettext(
        "The rule in %(region)s asks for training that covers the head and neck. We have no proof"
        " of it."
    ),
    NoteCode.ACCREDITATION_NONE: lazy_gettext("No certification on record."),
    NoteCode.ACCREDITATION_BY_AUTHORIZATION: lazy_gettext(
        "The regulator in %(region)s gave %(kind)s after it assessed the training. We take that for"
        " a certification."
    ),
    NoteCode.SUSPENDED: lazy_gettext(
        "We are checking a license or registration of this person again."
    ),
    NoteCode.REVOKED: lazy_gettext("A license or registration of this person no longer counts."),
    NoteCode.HELD: lazy_gettext("We are checking this listing again."),
}
