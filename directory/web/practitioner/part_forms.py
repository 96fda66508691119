"""Forms of the pages about a person and the people they see, one thing each."""

from collections.abc import Iterable
from typing import Any, Final

from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from directory.domain.entry.names import LONGEST_NAME
from directory.domain.entry.own_parts import Part, part_of
from directory.domain.entry.persons import MOST_AGE, MOST_FEE, MOST_YEARS, Seen
from directory.domain.entry.text import read_choice
from directory.domain.languages import LANGUAGES
from directory.domain.vocabulary import Country, Gender, Headache
from directory.queries.own_facts import OwnFacts
from directory.web.entry_validators import Reads, whole_number
from directory.web.presenters import stated, words
from directory.web.speech import gettext

YES, NO, UNSAID = "yes", "no", ""
_SAID: Final = {True: YES, False: NO, None: UNSAID}
_MEANT: Final = {YES: True, NO: False}


class PartForm(Form):
    """A page's form: what it shows of a listing, and what it changes, by the names of facts."""

    part: Part
    at: dict[str, str] = {}  # noqa: RUF012  (read only)
    """Fields of the form at which faults of other names are said."""

    @classmethod
    def filled(cls, facts: OwnFacts, typed: Any = None) -> Any:  # noqa: ANN401  (WTForms' own)
        """Make the form with what stands, or what was typed over it."""
        made = cls(typed, data=cls.shown(facts))
        made.about(facts)
        return made

    @classmethod
    def shown(cls, facts: OwnFacts) -> dict[str, Any]:
        """Give what the fields show."""
        return part_of(facts, cls.part)

    def about(self, facts: OwnFacts) -> None:
        """Offer what depends on the listing or the reader's language."""

    def changes(self) -> dict[str, Any]:
        """Give what was typed or read."""
        return {field.name: _value(field) for field in self}


def _value(field: Any) -> Any:  # noqa: ANN401  (whatever a field holds)
    return getattr(field, "read", field.data)


class NameForm(PartForm):
    """The name that patients see."""

    part = Part.NAME
    given_name = StringField(lazy_gettext("Given name"))
    family_name = StringField(lazy_gettext("Family name"))
    suffix = StringField(
        lazy_gettext("Letters after the name (optional)"),
        description=lazy_gettext("For example PT, DPT"),
    )


class FormerNamesForm(PartForm):
    """Names that papers may still show."""

    part = Part.FORMER_NAMES
    former_names = TextAreaField(
        lazy_gettext("Former names (optional)"),
        description=lazy_gettext(
            "One a line, as on older papers. Reviewers see them, patients never do."
        ),
        render_kw={"rows": 3},
    )

    @classmethod
    def shown(cls, facts: OwnFacts) -> dict[str, Any]:
        """Give the names, one a line."""
        return {"former_names": "\n".join(facts.former_names)}

    def changes(self) -> dict[str, Any]:
        """Give the names."""
        lines = (self.former_names.data or "")[: LONGEST_NAME * 50].splitlines()
        return {"former_names": tuple(line for line in lines if line.strip())}


class _ListForm(PartForm):
    def changes(self) -> dict[str, Any]:
        return {field.name: tuple(field.data or ()) for field in self}


class ProfessionsForm(_ListForm):
    """What somebody is licensed as."""

    part = Part.PROFESSIONS
    professions = SelectMultipleField(lazy_gettext("Profession"), validate_choice=False)

    def about(self, facts: OwnFacts) -> None:
        """Name professions as their country does."""
        here = words.language_here()
        self.professions.choices = [
            (each.value, words.profession(each, facts.country, language=here))
            for each in words.PROFESSIONS
        ]


class NpiForm(PartForm):
    """The national number of providers in the United States."""

    part = Part.NPI
    npi = StringField(
        lazy_gettext("NPI (optional)"),
        description=lazy_gettext("10 digits. It helps us to find you on registers."),
        render_kw={"inputmode": "numeric"},
    )


class GenderForm(PartForm):
    """Gender, where somebody wants patients to know it."""

    part = Part.GENDER
    gender = RadioField(
        lazy_gettext("Gender (optional)"),
        description=lazy_gettext("Some patients look for it. You need not say."),
        validators=[Reads(lambda text, _: read_choice(text, Gender, field="gender"))],
        validate_choice=False,
    )

    def about(self, facts: OwnFacts) -> None:  # noqa: ARG002
        """Offer not to say as well."""
        self.gender.choices = [*words.gender_choices(), (UNSAID, gettext("I would rather not say"))]
        self.gender.data = self.gender.data or UNSAID


class HeadachesForm(PartForm):
    """Headache types, each with the years since somebody sees people with it."""

    part = Part.HEADACHES
    at = {"headaches": "sees_tension"}  # noqa: RUF012

    @classmethod
    def shown(cls, facts: OwnFacts) -> dict[str, Any]:
        """Tick what is seen."""
        seen = {each.headache: each.years for each in facts.headaches}
        years = {kind: "" if seen[kind] is None else str(seen[kind]) for kind in seen}
        return {
            **{f"sees_{kind}": kind in seen for kind in Headache},
            **{f"years_{kind}": years.get(kind, "") for kind in Headache},
        }

    def changes(self) -> dict[str, Any]:
        """Give the kinds that are ticked, or that years were given for."""
        found = []
        for kind in Headache:
            years = _value(self[f"years_{kind}"])
            if self[f"sees_{kind}"].data or years is not None:
                found.append(Seen(kind.value, years))
        return {"headaches": tuple(found)}

    def lines(self) -> list[tuple[Any, Any]]:
        """Give the two fields of each kind."""
        return [(self[f"sees_{kind}"], self[f"years_{kind}"]) for kind in Headache]


for _kind in Headache:
    setattr(HeadachesForm, f"sees_{_kind}", BooleanField(words.HEADACHES[_kind]))
    setattr(
        HeadachesForm,
        f"years_{_kind}",
        StringField(
            lazy_gettext("Years (optional)"),
            validators=[whole_number("headaches", low=0, high=MOST_YEARS)],
            render_kw={"inputmode": "numeric"},
        ),
    )


class ConditionsForm(_ListForm):
    """What else people come with."""

    part = Part.CONDITIONS
    conditions = SelectMultipleField(
        lazy_gettext("Other conditions (optional)"), validate_choice=False
    )

    def about(self, facts: OwnFacts) -> None:  # noqa: ARG002
        """Offer the list."""
        self.conditions.choices = [(each.value, said) for each, said in stated.CONDITIONS.items()]


class AgesForm(PartForm):
    """From which age to which."""

    part = Part.AGES
    youngest = StringField(
        lazy_gettext("Youngest age (optional)"),
        validators=[whole_number("youngest", low=0, high=MOST_AGE)],
        render_kw={"inputmode": "numeric"},
    )
    oldest = StringField(
        lazy_gettext("Oldest age (optional)"),
        description=lazy_gettext("Leave it empty if there is no upper limit."),
        validators=[whole_number("oldest", low=0, high=MOST_AGE)],
        render_kw={"inputmode": "numeric"},
    )

    @classmethod
    def shown(cls, facts: OwnFacts) -> dict[str, Any]:
        """Write the numbers."""
        return _as_text(part_of(facts, cls.part))


class _AskingForm(PartForm):
    """One question that can be answered yes, no, or not at all."""

    @classmethod
    def shown(cls, facts: OwnFacts) -> dict[str, Any]:
        return {name: _SAID[value] for name, value in part_of(facts, cls.part).items()}

    def about(self, facts: OwnFacts) -> None:  # noqa: ARG002
        for field in self:
            asked: Any = field
            asked.choices = [
                (YES, gettext("Yes")),
                (NO, gettext("No")),
                (UNSAID, gettext("I would rather not say")),
            ]
            asked.data = asked.data or UNSAID

    def changes(self) -> dict[str, Any]:
        return {field.name: _MEANT.get(field.data) for field in self}


class ReferralForm(_AskingForm):
    """Whether a doctor has to send people."""

    part = Part.REFERRAL
    referral_needed = RadioField(
        lazy_gettext("Do patients need a referral from a doctor?"), validate_choice=False
    )


class NewPatientsForm(_AskingForm):
    """Whether new patients are taken."""

    part = Part.NEW_PATIENTS
    takes_new_patients = RadioField(
        lazy_gettext("Do you take new patients now?"),
        description=lazy_gettext(
            "Patients see your answer with today’s date. After 90 days it reads “Not known”, "
            "unless you confirm it."
        ),
        validate_choice=False,
    )


class LanguagesForm(_ListForm):
    """Languages spoken with patients."""

    part = Part.LANGUAGES
    languages = SelectMultipleField(
        lazy_gettext("Languages you speak with patients"), validate_choice=False
    )

    def about(self, facts: OwnFacts) -> None:  # noqa: ARG002
        """Name languages in the reader's."""
        here = words.language_here()
        self.languages.choices = [(tag, words.language_alone(tag, here)) for tag in LANGUAGES]


class TechniquesForm(_ListForm):
    """How somebody needles."""

    part = Part.TECHNIQUES
    techniques = SelectMultipleField(lazy_gettext("Technique"), validate_choice=False)

    def about(self, facts: OwnFacts) -> None:  # noqa: ARG002
        """Offer both."""
        self.techniques.choices = list(words.technique_choices())


class PaymentForm(PartForm):
    """How patients pay, and how much."""

    part = Part.PAYMENT
    self_pay = BooleanField(lazy_gettext("Patients pay at the visit"))
    direct_billing = BooleanField(lazy_gettext("I bill insurance directly"))
    gives_receipts = BooleanField(lazy_gettext("I give receipts for insurance"))
    sliding_scale = BooleanField(lazy_gettext("Lower fee for people with little money"))
    fee_low = StringField(
        lazy_gettext("Lowest fee for a session (optional)"),
        validators=[whole_number("fee_low", low=0, high=MOST_FEE)],
        render_kw={"inputmode": "numeric"},
    )
    fee_high = StringField(
        lazy_gettext("Highest fee for a session (optional)"),
        validators=[whole_number("fee_high", low=0, high=MOST_FEE)],
        render_kw={"inputmode": "numeric"},
    )

    @classmethod
    def shown(cls, facts: OwnFacts) -> dict[str, Any]:
        """Tick what is offered, and write the numbers."""
        shown = part_of(facts, cls.part)
        return {**shown, **_as_text({name: shown[name] for name in ("fee_low", "fee_high")})}

    def about(self, facts: OwnFacts) -> None:
        """Say in which money fees are."""
        said = {
            Country.US: gettext("In whole US dollars."),
            Country.CA: gettext("In whole Canadian dollars."),
        }
        self.fee_low.description = said[facts.country]

    def changes(self) -> dict[str, Any]:
        """Give what is ticked; what is not ticked is not said, never denied."""
        changes = super().changes()
        return {name: None if value is False else value for name, value in changes.items()}


class ContactForm(PartForm):
    """How people come to a first talk."""

    part = Part.CONTACT
    remote_first_talk = BooleanField(lazy_gettext("A first talk by phone or video is possible"))
    booking_link = StringField(
        lazy_gettext("Page for booking (optional)"),
        description=lazy_gettext("For example https://clinic.com/book"),
        render_kw={"inputmode": "url"},
    )
    email = StringField(
        lazy_gettext("E-mail address of your practice (optional)"),
        description=lazy_gettext("For us, if a letter to your account comes back. Not public."),
        render_kw={"inputmode": "email"},
    )


class BioForm(PartForm):
    """A few words of one's own."""

    part = Part.BIO
    bio = TextAreaField(
        lazy_gettext("About you (optional)"),
        description=lazy_gettext(
            "Plain text, up to 2,000 characters. Reviewers look at promises and comparisons."
        ),
        render_kw={"rows": 8},
    )


def _as_text(numbers: dict[str, int | None]) -> dict[str, str]:
    return {name: "" if number is None else str(number) for name, number in numbers.items()}


def _by_part(forms: Iterable[type[PartForm]]) -> dict[Part, type[PartForm]]:
    return {form.part: form for form in forms}


FORMS: Final = _by_part(
    (
        NameForm,
        FormerNamesForm,
        ProfessionsForm,
        NpiForm,
        GenderForm,
        HeadachesForm,
        ConditionsForm,
        AgesForm,
        ReferralForm,
        LanguagesForm,
        TechniquesForm,
        NewPatientsForm,
        PaymentForm,
        ContactForm,
        BioForm,
    )
)
