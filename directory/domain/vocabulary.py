"""The words of the trade as closed sets; their values are the slugs of the public contract."""

from enum import StrEnum


class Country(StrEnum):
    """Countries the directory covers (ISO 3166-1 alpha-2)."""

    US = "US"
    CA = "CA"


class Headache(StrEnum):
    """Headache types that a practitioner may say they see."""

    TENSION = "tension"
    MIGRAINE = "migraine"
    CLUSTER = "cluster"
    SINUS = "sinus"
    CERVICOGENIC = "cervicogenic"


class Profession(StrEnum):
    """Licensed professions that some place lets needle."""

    PHYSICAL_THERAPIST = "physical_therapist"
    CHIROPRACTOR = "chiropractor"
    PHYSICIAN = "physician"
    ACUPUNCTURIST = "acupuncturist"
    ATHLETIC_TRAINER = "athletic_trainer"
    OCCUPATIONAL_THERAPIST = "occupational_therapist"
    NATUROPATH = "naturopath"
    MASSAGE_THERAPIST = "massage_therapist"
    NURSE_PRACTITIONER = "nurse_practitioner"
    PHYSICIAN_ASSISTANT = "physician_assistant"


class Technique(StrEnum):
    """Ways of needling a muscle that the directory lists."""

    GUNN_IMS = "gunn_ims"
    DRY_NEEDLING = "dry_needling"


class Access(StrEnum):
    """What makes a practice location easier to visit."""

    STEP_FREE = "step_free"
    LOW_LIGHT = "low_light"
    SCENT_FREE = "scent_free"
    LIE_DOWN = "lie_down"


class Gender(StrEnum):
    """A practitioner's gender, only where they stated it."""

    WOMAN = "woman"
    MAN = "man"
    NONBINARY = "nonbinary"


class Ages(StrEnum):
    """Groups of ages that a practitioner may say they see, as searches ask for them."""

    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"
    OLDER = "older"


class Payment(StrEnum):
    """Ways to pay that somebody may need."""

    SLIDING_SCALE = "sliding_scale"
    DIRECT_BILLING = "direct_billing"
    RECEIPTS = "receipts"


class Direction(StrEnum):
    """Where something lies from here, in eighths of a turn from north, clockwise."""

    NORTH = "north"
    NORTHEAST = "northeast"
    EAST = "east"
    SOUTHEAST = "southeast"
    SOUTH = "south"
    SOUTHWEST = "southwest"
    WEST = "west"
    NORTHWEST = "northwest"


class Precision(StrEnum):
    """How closely the point of a practice location is known."""

    ROOFTOP = "rooftop"
    STREET = "street"
    POSTAL = "postal"
    CITY = "city"


class CredentialState(StrEnum):
    """Where a credential stands in verification."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    QUERIED = "queried"
    DEFERRED = "deferred"
    VERIFIED = "verified"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


class CredentialKind(StrEnum):
    """Kinds of credential that can be on record."""

    LICENCE = "licence"
    AUTHORIZATION = "authorization"
    TRAINING = "training"
    CERTIFICATION = "certification"


class LicenceKind(StrEnum):
    """A region's own licence, or a PT Compact privilege that hangs on one elsewhere."""

    LICENCE = "licence"
    COMPACT_PRIVILEGE = "compact_privilege"


class RegisterStatus(StrEnum):
    """How a credential stands at its source, whatever words that source uses."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    EXPIRED = "expired"
    RESTRICTED = "restricted"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    NOT_FOUND = "not_found"


class AuthorizationKind(StrEnum):
    """What a regulator calls its own entry for needling, where a rule needs one."""

    APPROVAL = "approval"
    ATTESTATION = "attestation"
    AUTHORIZATION = "authorization"
    CERTIFICATE = "certificate"
    CERTIFICATION = "certification"
    ENDORSEMENT = "endorsement"
    LICENCE = "licence"
    PERMIT = "permit"
    REGISTRATION = "registration"
    ROSTER = "roster"
    SUB_REGISTER = "sub_register"


class Finding(StrEnum):
    """A reviewer's answer to a question that only a person can read out of a text."""

    YES = "yes"
    NO = "no"
    NOT_JUDGED = "not_judged"


class CountsAs(StrEnum):
    """What a program's certificate or a body's credential proves."""

    TRAINING = "training"
    ACCREDITATION = "accreditation"
    BOTH = "both"
    NONE = "none"


class LicenceClass(StrEnum):
    """Classes of licence; only some of them allow independent practice."""

    FULL = "full"
    PROVISIONAL = "provisional"
    TEMPORARY = "temporary"
    STUDENT = "student"
    INACTIVE = "inactive"


class CheckSource(StrEnum):
    """Where a reviewer looked a credential up."""

    REGULATOR_REGISTER = "regulator_register"
    ISSUER_CONFIRMED = "issuer_confirmed"
    DOCUMENT_SEEN = "document_seen"


class PillarStatus(StrEnum):
    """What one pillar of the verdict concluded."""

    CHECKED = "checked"
    NONE_ON_RECORD = "none_on_record"
    NOT_REQUIRED = "not_required"


class HeadNeck(StrEnum):
    """Whether a training is known to have covered the head and neck."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


class NewPatients(StrEnum):
    """What is known today about taking new patients."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class NewPatientsFilter(StrEnum):
    """How strictly a patient asks for someone who takes new patients."""

    ANY = "any"
    YES_OR_NOT_KNOWN = "yes_or_not_known"
    CONFIRMED = "confirmed"


class ChecksFilter(StrEnum):
    """Which pillars a patient asks for."""

    ALL = "all"
    LICENCE_TRAINING = "licence_training"


class Sort(StrEnum):
    """Orders of a result list."""

    DISTANCE = "distance"
    CHECKED = "checked"
    NAME = "name"


class Unit(StrEnum):
    """Units in which a patient gives and reads distances."""

    MILES = "mi"
    KILOMETRES = "km"


class HoldKind(StrEnum):
    """Why a person is kept out of every list, whatever their papers say."""

    SUSPENSION = "suspension"
    EXCLUSION_REVIEW = "exclusion_review"
    EXCLUSION = "exclusion"


class MailState(StrEnum):
    """Where a letter stands; unsure: handed over, and the answer was lost."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"


class ActorKind(StrEnum):
    """In which part somebody acts; one account can play several."""

    OWNER = "owner"
    DELEGATE = "delegate"
    CLINIC_MANAGER = "clinic_manager"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class SignInMethod(StrEnum):
    """By what somebody proved who they are."""

    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105  (a word, not a secret)
    PASSWORD_AND_CODE = "password_and_code"  # noqa: S105
    RECOVERY_CODE = "recovery_code"
    MAIL_LINK = "mail_link"
    DEMO = "demo"


class Lacking(StrEnum):
    """What a sign-in that has begun still waits for."""

    CODE = "code"
    PASSKEY = "passkey"
    DEVICE_LINK = "device_link"


class LinkPurpose(StrEnum):
    """What a one-time link in a letter is for."""

    REGISTER = "register"
    RECOVER = "recover"
    CHANGE_ADDRESS = "change_address"
    NEW_DEVICE = "new_device"
    JOIN_STAFF = "join_staff"
    TAKE_LISTING = "take_listing"
    JOIN_CLINIC = "join_clinic"
    KEEP_LISTING = "keep_listing"
    HAND_OVER = "hand_over"
    STILL_CORRECT = "still_correct"
    CONFIRM_CREDENTIAL = "confirm_credential"


class ProposalKind(StrEnum):
    """What one administrator proposes and a second one confirms."""

    GRANT_ROLE = "grant_role"
    ENABLE_ACCOUNT = "enable_account"
    RESET_METHODS = "reset_methods"


class ProposalOutcome(StrEnum):
    """How a proposal ended."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class DraftPurpose(StrEnum):
    """What the answers of an unfinished form are to become."""

    ADD = "add"
    EDIT = "edit"
    RENEW = "renew"
    CORRECT = "correct"


class HeldKind(StrEnum):
    """What of a listing keeps its old public value until a change of it was checked."""

    NAME = "name"
    LOCATION = "location"


class HeldOutcome(StrEnum):
    """How a change that was held back ended."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ClaimWay(StrEnum):
    """How somebody proves that a listing is theirs."""

    CODE_BY_MAIL = "code_by_mail"
    CODE_BY_PHONE = "code_by_phone"
    PAPERS = "papers"


class ClaimState(StrEnum):
    """Where a claim to a listing stands; contested: another one came first, or it has a holder."""

    BEGUN = "begun"
    WAITING = "waiting"
    CONTESTED = "contested"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class InvitationKind(StrEnum):
    """What somebody is invited to by a letter."""

    TAKE_LISTING = "take_listing"
    JOIN_CLINIC = "join_clinic"
    KEEP_LISTING = "keep_listing"
    HAND_LISTING = "hand_listing"
    HAND_CLINIC = "hand_clinic"


class InvitationOutcome(StrEnum):
    """How an invitation was answered; opted out: never to be listed or asked again."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    OPTED_OUT = "opted_out"
    WITHDRAWN = "withdrawn"


class ReminderKind(StrEnum):
    """What somebody is reminded of in time."""

    STILL_CORRECT = "still_correct"
    LICENCE = "licence"
    AUTHORIZATION = "authorization"
    CERTIFICATION = "certification"


class DeskTab(StrEnum):
    """The heaps into which the work of reviewers is sorted, in the order of their tabs."""

    TO_CHECK = "to_check"
    WAITING = "waiting"
    EXPIRING = "expiring"
    REPORTS = "reports"
    CLAIMS = "claims"
    CHANGED = "changed"
    RECHECKS = "rechecks"
    RULES = "rules"


class DeskKind(StrEnum):
    """What a piece of work is about: the kinds of credentials first, by their own words."""

    LICENCE = "licence"
    AUTHORIZATION = "authorization"
    TRAINING = "training"
    CERTIFICATION = "certification"
    NAME = "name"
    LOCATION = "location"
    CLAIM = "claim"
    REPORT = "report"
    MESSAGE = "message"
    EXCLUSION = "exclusion"
    MERGE = "merge"
    HOLD = "hold"
    RECHECK = "recheck"
    FALLOUT = "fallout"
    FINDING = "finding"
    REGISTER = "register"


class ActKind(StrEnum):
    """What one reviewer proposes about a person and a second one confirms."""

    MERGE = "merge"
    END_HOLD = "end_hold"


class PublicNotice(StrEnum):
    """What a reviewer has a listing say to everybody."""

    CALL_FIRST = "call_first"
    BEING_RECHECKED = "being_rechecked"


class ReportReason(StrEnum):
    """What a patient says is wrong with a listing."""

    CONTACT = "contact"
    NOT_TAKING_PATIENTS = "not_taking_patients"
    NOT_THERE = "not_there"
    NOT_NEEDLING = "not_needling"
    CREDENTIAL = "credential"
    SAFETY = "safety"


class ReportOutcome(StrEnum):
    """How a report ended."""

    CORRECTED = "corrected"
    ASKED_OWNER = "asked_owner"
    NOTICE_SHOWN = "notice_shown"
    SUSPENDED = "suspended"
    NOT_CONFIRMED = "not_confirmed"
    DUPLICATE = "duplicate"
    NOT_OURS = "not_ours"


class ContactWay(StrEnum):
    """How a reviewer tried to reach somebody about a report."""

    PHONE = "phone"
    MAIL = "mail"
    REGISTER = "register"
    WEBSITE = "website"


class IssuerAnswer(StrEnum):
    """What an issuer says of a credential when asked by a one-time link."""

    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    NOT_ON_RECORD = "not_on_record"


class ExclusionOutcome(StrEnum):
    """How a match with the list of excluded people ended."""

    THEIRS = "theirs"
    NOT_THEIRS = "not_theirs"


class RegisterMatch(StrEnum):
    """What a line of a regulator's file comes to."""

    MATCHED = "matched"
    NAME_DIFFERS = "name_differs"
    NOT_ACTIVE = "not_active"
    ENDED = "ended"
    NOT_VERIFIED = "not_verified"
    ENDS_SOONER = "ends_sooner"
    NOT_HERE = "not_here"
    TWICE = "twice"
    UNREADABLE = "unreadable"
