"""The pages of a course and of a certification."""

from collections.abc import Collection
from typing import Final

from flask_babel import lazy_gettext
from wtforms import Form, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain.entry.drafted import ANOTHER, NO, YES
from directory.domain.programs import Program
from directory.domain.vocabulary import CountsAs, HeadNeck
from directory.web.date_field import DateBoxes
from directory.web.practitioner.credential_pages import AnyForm, EntryPage, On
from directory.web.practitioner.licence_pages import NEW_END, PERIOD, whole
from directory.web.presenters.words import TECHNIQUES
from directory.web.speech import gettext

_OF_COURSES: Final = frozenset({CountsAs.TRAINING, CountsAs.BOTH, None})
_OF_BODIES: Final = frozenset({CountsAs.ACCREDITATION, CountsAs.BOTH, None})
_HELD: Final = (
    (YES, lazy_gettext("Yes")),
    (NO, lazy_gettext("No")),
    ("", lazy_gettext("The certificate does not say")),
)
_TAUGHT: Final = {
    HeadNeck.YES: lazy_gettext("Yes"),
    HeadNeck.NO: lazy_gettext("No"),
    HeadNeck.NOT_STATED: lazy_gettext("Not sure"),
}


class ProgramForm(Form):
    """Which program of the kept list."""

    program = SelectField(lazy_gettext("Program"), choices=[])


class CourseForm(Form):
    """Which course, as its certificate calls it."""

    provider = StringField(
        lazy_gettext("Course provider"),
        description=lazy_gettext("Who gave the course, as the certificate says."),
    )
    course = StringField(
        lazy_gettext("Name of the course"),
        description=lazy_gettext("With its level, for example “Dry needling 1 and 2”"),
    )
    technique = RadioField(lazy_gettext("What did it teach?"), choices=[])


class HoursForm(Form):
    """How long, and how it was taught."""

    hours = StringField(
        lazy_gettext("Hours in all"), description=lazy_gettext("For example 54 or 12.5")
    )
    hours_in_person = StringField(lazy_gettext("Of these in person"))
    hours_live_online = StringField(lazy_gettext("Of these live online"))
    hours_self_study = StringField(lazy_gettext("Of these by self-study"))
    foundation_hours = StringField(
        lazy_gettext("Foundation subjects besides (optional)"),
        description=lazy_gettext("Such as anatomy, where the certificate counts them apart."),
    )


class ExamsForm(Form):
    """What was practiced under supervision, and how it ended."""

    supervised_sessions = StringField(
        lazy_gettext("Supervised sessions (optional)"),
        description=lazy_gettext("Treatments that a teacher watched, in digits."),
    )
    written_exam = RadioField(lazy_gettext("Did it end in a written examination?"), choices=[])
    practical_exam = RadioField(lazy_gettext("Did it end in a practical examination?"), choices=[])


class HeadNeckForm(Form):
    """Whether it taught what headaches need."""

    head_neck = RadioField(lazy_gettext("Head and neck"), choices=[])


class CompletedForm(Form):
    """When it ended."""

    completed = DateBoxes(
        lazy_gettext("End date"),
        year_alone=True,
        description=lazy_gettext("For example 5 1 2022. For an old course the year is enough."),
    )


class BodyForm(Form):
    """A body that is on no kept list."""

    body = StringField(lazy_gettext("Certifying body"))
    name = StringField(
        lazy_gettext("Name of the certification"),
        description=lazy_gettext("In full, as the certificate says."),
    )
    abbreviation = StringField(lazy_gettext("Letters after your name (optional)"))
    body_website = StringField(
        lazy_gettext("Website of the body"),
        description=lazy_gettext("So that we can ask, for example https://board.org"),
    )


class CertificateNumberForm(Form):
    """Its number."""

    number = StringField(
        lazy_gettext("Certificate number (optional)"),
        description=lazy_gettext("With it the body can confirm it sooner."),
    )


def _programs(form: AnyForm, on: On, *, counts: Collection[CountsAs | None]) -> None:
    listed = sorted(
        (each for each in on.around.book.programs if each.counts_as in counts),
        key=lambda each: (each.body.casefold(), each.name.casefold()),
    )
    form.program.choices = [
        SelectChoice("", gettext("Choose")),
        SelectChoice(ANOTHER, gettext("Another one, not on this list")),
        *(SelectChoice(each.slug, _called(each)) for each in listed),
    ]


def _called(program: Program) -> str:
    letters = f" ({program.abbreviation})" if program.abbreviation else ""
    return f"{program.body}: {program.name}{letters}"


def _courses(form: AnyForm, on: On) -> None:
    _programs(form, on, counts=_OF_COURSES)


def _bodies(form: AnyForm, on: On) -> None:
    _programs(form, on, counts=_OF_BODIES)


def _course(form: AnyForm, on: On) -> None:
    form.technique.choices = [
        SelectChoice(each.value, str(said)) for each, said in TECHNIQUES.items()
    ]
    program = on.around.book.programs.find(on.said("program"))
    untouched = form.provider.raw_data is None
    if program is not None and untouched and not (form.provider.data or form.course.data):
        form.provider.data, form.course.data = program.body, program.name


def _exams(form: AnyForm, on: On) -> None:  # noqa: ARG001  (as every page is filled)
    for field in (form.written_exam, form.practical_exam):
        field.choices = [SelectChoice(value, str(said)) for value, said in _HELD]
        field.data = field.data or ""


def _head_neck(form: AnyForm, on: On) -> None:  # noqa: ARG001
    form.head_neck.choices = [SelectChoice(each.value, str(said)) for each, said in _TAUGHT.items()]


def _of_another_body(on: On) -> bool:
    return on.said("program") == ANOTHER


TRAINING_PAGES: Final = (
    EntryPage(
        slug="program",
        heading=lazy_gettext("Which program was it?"),
        lead=lazy_gettext(
            "We keep a list of programs that we know. Others count too: a reviewer reads "
            "their certificate."
        ),
        form=ProgramForm,
        fill=_courses,
    ),
    EntryPage(
        slug="course",
        heading=lazy_gettext("Which course did you take?"),
        form=CourseForm,
        fill=_course,
    ),
    EntryPage(
        slug="hours",
        heading=lazy_gettext("How many hours did it take?"),
        lead=lazy_gettext(
            "Some states ask for hours in person. Leave a box empty if the certificate "
            "does not say."
        ),
        form=HoursForm,
    ),
    EntryPage(
        slug="exams",
        heading=lazy_gettext("How was it practiced and examined?"),
        form=ExamsForm,
        fill=_exams,
    ),
    EntryPage(
        slug="head-neck",
        heading=lazy_gettext("Did it teach the head and neck?"),
        lead=lazy_gettext(
            "Patients with headache ask for this. Say yes only if the course taught it."
        ),
        form=HeadNeckForm,
        fill=_head_neck,
    ),
    EntryPage(
        slug="completed",
        heading=lazy_gettext("When did the course end?"),
        form=CompletedForm,
    ),
)
CERTIFICATION_PAGES: Final = (
    EntryPage(
        slug="program",
        heading=lazy_gettext("Which certification is it?"),
        lead=lazy_gettext(
            "We keep a list of bodies that we know. Others count too, once a reviewer has "
            "asked them."
        ),
        form=ProgramForm,
        asked=whole,
        fill=_bodies,
    ),
    EntryPage(
        slug="body",
        heading=lazy_gettext("Who certified you, and in what?"),
        form=BodyForm,
        asked=_of_another_body,
    ),
    EntryPage(
        slug="number",
        heading=lazy_gettext("Does the certificate have a number?"),
        form=CertificateNumberForm,
    ),
    PERIOD,
    NEW_END,
)
