"""What can be wrong, odd or worth a look in an entry: codes with parameters for the doors."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar


class Weight(StrEnum):
    """What a fault does: stops, is shown and lets pass, or is shown to the reviewer alone."""

    ERROR = "error"
    WARNING = "warning"
    FLAG = "flag"


class FaultCode(StrEnum):
    """One thing each; the first word names what it is about."""

    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_NOT_TEXT = "text_not_text"
    CHOICE_UNKNOWN = "choice_unknown"
    NUMBER_NOT_WHOLE = "number_not_whole"
    NUMBER_RANGE = "number_range"
    NUMBERS_ORDER = "numbers_order"

    NPI_CHARACTERS = "npi_characters"
    NPI_LENGTH = "npi_length"
    NPI_FIRST_DIGIT = "npi_first_digit"
    NPI_CHECK_DIGIT = "npi_check_digit"
    NPI_NOT_IN_CANADA = "npi_not_in_canada"
    NPI_ON_ANOTHER_LISTING = "npi_on_another_listing"

    LICENCE_NUMBER_CHARACTERS = "licence_number_characters"
    LICENCE_NUMBER_LENGTH = "licence_number_length"
    LICENCE_NUMBER_UNUSUAL = "licence_number_unusual"
    LICENCE_NUMBER_OF_ASSISTANT = "licence_number_of_assistant"
    LICENCE_NUMBER_OF_PRIVILEGE = "licence_number_of_privilege"
    LICENCE_ADDED_ALREADY = "licence_added_already"
    LICENCE_ON_ANOTHER_LISTING = "licence_on_another_listing"
    LICENCE_CONDITIONS = "licence_conditions"
    LICENCE_CLASS_NOT_FULL = "licence_class_not_full"
    PRIVILEGE_HOME_MISSING = "privilege_home_missing"
    PRIVILEGE_NOT_OFFERED = "privilege_not_offered"

    DATE_FORM = "date_form"
    DATE_NOT_DIGITS = "date_not_digits"
    DATE_INCOMPLETE = "date_incomplete"
    DATE_YEAR_DIGITS = "date_year_digits"
    DATE_YEAR_RANGE = "date_year_range"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_NOT_LEAP = "date_not_leap"
    ISSUED_IN_FUTURE = "issued_in_future"
    FIRST_LICENSED_IN_FUTURE = "first_licensed_in_future"
    FIRST_LICENSED_AFTER_ISSUED = "first_licensed_after_issued"
    END_NOT_AFTER_START = "end_not_after_start"
    END_TOO_FAR = "end_too_far"
    END_PAST = "end_past"
    TRAINING_IN_FUTURE = "training_in_future"
    TRAINING_BEFORE_LICENCE = "training_before_licence"
    TRAINING_YEAR_DIFFERS = "training_year_differs"

    HOURS_NOT_A_NUMBER = "hours_not_a_number"
    HOURS_RANGE = "hours_range"
    HOURS_PART_RANGE = "hours_part_range"
    HOURS_PARTS_EXCEED_TOTAL = "hours_parts_exceed_total"
    HOURS_SPLIT_UNKNOWN = "hours_split_unknown"
    HOURS_TOTAL_UNKNOWN = "hours_total_unknown"

    HEAD_NECK_NOT_STATED = "head_neck_not_stated"
    HEAD_NECK_NO = "head_neck_no"
    TRAINING_ADDED_ALREADY = "training_added_already"
    PROGRAM_UNKNOWN = "program_unknown"
    PROGRAM_NOT_LISTED = "program_not_listed"
    PROGRAM_COUNTS_UNKNOWN = "program_counts_unknown"
    PROGRAM_COUNTS_NONE = "program_counts_none"
    PROGRAM_NOT_ACCREDITING = "program_not_accrediting"
    PROFESSION_NOT_ELIGIBLE = "profession_not_eligible"
    CERTIFICATION_NUMBER_ELSEWHERE = "certification_number_elsewhere"
    AUTHORIZATION_NUMBER_ELSEWHERE = "authorization_number_elsewhere"

    NAME_NO_LETTERS = "name_no_letters"
    NAME_MIXED_SCRIPTS = "name_mixed_scripts"
    NAME_LOOK_ALIKE = "name_look_alike"
    NAME_DIFFERS = "name_differs"
    NAME_ELSEWHERE = "name_elsewhere"
    PHONE_AND_NAME_ELSEWHERE = "phone_and_name_elsewhere"

    PHONE_NOT_A_NUMBER = "phone_not_a_number"
    PHONE_LENGTH = "phone_length"
    PHONE_NOT_IN_USE = "phone_not_in_use"
    PHONE_PREMIUM = "phone_premium"
    PHONE_EXTENSION_DROPPED = "phone_extension_dropped"
    EMAIL_FORM = "email_form"
    EMAIL_DOMAIN = "email_domain"
    EMAIL_CHARACTERS = "email_characters"
    WEBSITE_CHARACTERS = "website_characters"
    WEBSITE_SCHEME = "website_scheme"
    WEBSITE_FORM = "website_form"
    WEBSITE_CREDENTIALS = "website_credentials"
    WEBSITE_PORT = "website_port"
    WEBSITE_ADDRESS_NUMBER = "website_address_number"
    WEBSITE_NOT_PUBLIC = "website_not_public"
    WEBSITE_MIXED_SCRIPTS = "website_mixed_scripts"

    REGION_UNKNOWN = "region_unknown"
    POSTAL_CODE_US = "postal_code_us"
    POSTAL_CODE_CA = "postal_code_ca"
    POSTAL_CODE_OTHER_COUNTRY = "postal_code_other_country"
    POSTAL_CODE_MILITARY = "postal_code_military"
    COORDINATES_INCOMPLETE = "coordinates_incomplete"
    COORDINATES_RANGE = "coordinates_range"
    ADDRESS_NOT_FOUND = "address_not_found"
    ADDRESS_OUTSIDE_REGION = "address_outside_region"
    ADDRESS_IS_THIS_RIGHT = "address_is_this_right"
    POINT_FAR_FROM_ADDRESS = "point_far_from_address"

    OPENING_HOURS_FORM = "opening_hours_form"
    OPENING_HOURS_ORDER = "opening_hours_order"
    OPENING_HOURS_OVERLAP = "opening_hours_overlap"

    BIO_PROMISES = "bio_promises"
    ANSWER_PROMISES = "answer_promises"
    PROFESSION_MISSING = "profession_missing"
    CONDITION_UNKNOWN = "condition_unknown"
    LANGUAGE_UNKNOWN = "language_unknown"
    HEADACHE_UNKNOWN = "headache_unknown"
    HEADACHE_MISSING = "headache_missing"
    CURRENCY_MISSING = "currency_missing"
    CURRENCY_UNKNOWN = "currency_unknown"

    EVIDENCE_NOT_RECEIVED = "evidence_not_received"
    EVIDENCE_EMPTY = "evidence_empty"
    EVIDENCE_TOO_BIG = "evidence_too_big"
    EVIDENCE_KIND = "evidence_kind"
    EVIDENCE_OTHER_THAN_NAMED = "evidence_other_than_named"
    EVIDENCE_ENCRYPTED = "evidence_encrypted"
    EVIDENCE_DAMAGED = "evidence_damaged"
    EVIDENCE_ACTIVE = "evidence_active"
    EVIDENCE_MANY_PAGES = "evidence_many_pages"
    EVIDENCE_MANY_PIXELS = "evidence_many_pixels"
    EVIDENCE_MANY_AT_ONCE = "evidence_many_at_once"
    EVIDENCE_NO_ROOM = "evidence_no_room"
    EVIDENCE_TOO_OFTEN = "evidence_too_often"
    EVIDENCE_ADDED_ALREADY = "evidence_added_already"
    EVIDENCE_ELSEWHERE = "evidence_elsewhere"

    PASSWORD_SHORT = "password_short"  # noqa: S105  (a code, as the next ones are)
    PASSWORD_REPEATS = "password_repeats"  # noqa: S105
    PASSWORD_RUN = "password_run"  # noqa: S105
    PASSWORD_KNOWN = "password_known"  # noqa: S105
    PASSWORD_PERSONAL = "password_personal"  # noqa: S105
    PASSWORD_GUESSABLE = "password_guessable"  # noqa: S105
    CODE_FORM = "code_form"
    RECOVERY_CODE_FORM = "recovery_code_form"

    RULE_REFUSES = "rule_refuses"
    RULE_WAITS = "rule_waits"
    RULE_BODY_LIMIT = "rule_body_limit"
    RULE_NOT_ESTABLISHED = "rule_not_established"
    RULE_SECOND_HAND = "rule_second_hand"
    RULE_YEARS_SHORT = "rule_years_short"
    RULE_YEARS_NOT_STATED = "rule_years_not_stated"
    RULE_AUTHORIZATION_NEEDED = "rule_authorization_needed"
    RULE_TRAINING_NEEDED = "rule_training_needed"
    RULE_PROGRAM_NOT_ACCEPTED = "rule_program_not_accepted"
    RULE_HOURS_SHORT = "rule_hours_short"
    RULE_HOURS_NOT_STATED = "rule_hours_not_stated"
    RULE_IN_PERSON_SHORT = "rule_in_person_short"
    RULE_IN_PERSON_NOT_STATED = "rule_in_person_not_stated"
    RULE_SESSIONS_SHORT = "rule_sessions_short"
    RULE_SESSIONS_NOT_STATED = "rule_sessions_not_stated"
    RULE_EXAM_MISSING = "rule_exam_missing"
    RULE_COMPLETE_BY = "rule_complete_by"
    RULE_HEAD_NECK_NEEDED = "rule_head_neck_needed"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one field; parameters are plain text (days as ISO dates, places as codes)."""

    code: FaultCode
    field: str
    weight: Weight
    params: tuple[tuple[str, str], ...] = ()


def error(code: FaultCode, field: str, **params: object) -> Fault:
    """Make a fault that stops."""
    return Fault(code, field, Weight.ERROR, _plain(params))


def warning(code: FaultCode, field: str, **params: object) -> Fault:
    """Make a fault that is shown to the person and lets pass."""
    return Fault(code, field, Weight.WARNING, _plain(params))


def flag(code: FaultCode, field: str, **params: object) -> Fault:
    """Make a fault that only the reviewer sees."""
    return Fault(code, field, Weight.FLAG, _plain(params))


def _plain(params: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, f"{value:g}" if isinstance(value, float) else str(value))
        for name, value in params.items()
    )


Value = TypeVar("Value")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Checked(Generic[Value]):
    """What was read, and what is wrong with it.

    A field that is in error or empty has no value; a record keeps what was typed where it is in
    error, so that a draft can be saved.
    """

    value: Value
    faults: tuple[Fault, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether nothing stops it."""
        return not self.weighing(Weight.ERROR)

    def weighing(self, weight: Weight) -> tuple[Fault, ...]:
        """Give the faults of one weight."""
        return tuple(fault for fault in self.faults if fault.weight is weight)


class Findings:
    """Gathers the faults of a record while its fields are read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(self, faults: Iterable[Fault]) -> None:
        """Take faults that are about more than one field."""
        self.faults.extend(faults)

    def take(self, checked: Checked[Found | None], typed: Found) -> Found:
        """Take a field: its value, or what was typed where there is none."""
        self.add(checked.faults)
        return typed if checked.value is None else checked.value

    def take_optional(self, checked: Checked[Found | None], typed: Found | None) -> Found | None:
        """Take a field that may be empty: what was typed stays only where it is in error."""
        self.add(checked.faults)
        return checked.value if checked.passes else typed

    def about(self, record: Value) -> Checked[Value]:
        """Give the record with all that was found."""
        return Checked(record, tuple(self.faults))
