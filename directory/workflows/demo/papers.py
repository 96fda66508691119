"""The training and certifications of demo people, standing as their story says."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Final

from directory.domain import credentials as facts
from directory.domain.vocabulary import (
    CheckSource,
    Country,
    CountsAs,
    HeadNeck,
    Technique,
)
from directory.workflows.demo.asks import Ask
from directory.workflows.demo.chance import between, happens, id_beside, one_of
from directory.workflows.demo.looks import Holder, counting, filing_of, look_at, looks_of
from directory.workflows.demo.persons import Certification, Training
from directory.workflows.demo.stories import Claim, Story
from directory.workflows.demo.words import Course, read_words

LOOKED: Final = {Claim.CHECK_OLD: (745, 900), Claim.EXPIRED: (210, 700)}
ENDS: Final = {Claim.ENDS_SOON: (1, 30), Claim.EXPIRED: (-200, -2)}
OLD_DAYS: Final = 2_500
"""Of older courses some certificates show the year alone."""
LEAST_HOURS: Final = 8.0
NO_PAPER: Final = frozenset({Claim.NONE, Claim.BY_CERTIFICATION})
NO_BODY: Final = frozenset({Claim.NONE, Claim.BY_COURSE, Claim.BY_AUTHORIZATION})


def trainings_of(rnd: Random, holder: Holder, *, story: Story) -> Iterator[Training]:
    """Make the courses that somebody took."""
    claim = story.training
    if claim in NO_PAPER:
        return
    yield training(rnd, holder, claim=claim, accredits=story.accreditation is Claim.BY_COURSE)
    if claim is Claim.CURRENT and happens(rnd, 22):
        yield training(rnd, holder, claim=Claim.SUBMITTED if happens(rnd, 25) else Claim.CURRENT)


def certifications_of(rnd: Random, holder: Holder, *, story: Story) -> Iterator[Certification]:
    """Make the certification that somebody holds, and the period before it."""
    claim = story.accreditation
    if claim in NO_BODY:
        return
    trains = story.training is Claim.BY_CERTIFICATION or (
        story.training is Claim.CURRENT and holder.technique is Technique.GUNN_IMS
    )
    made = _certification(
        rnd, holder, claim=claim, counts_as=CountsAs.BOTH if trains else CountsAs.ACCREDITATION
    )
    if claim is Claim.CURRENT and happens(rnd, 10):
        earlier = _earlier(rnd, holder, now=made)
        yield earlier
        made = made._replace(renews_id=earlier.id)
    yield made


def training(rnd: Random, holder: Holder, *, claim: Claim, accredits: bool = False) -> Training:
    """Make a course; `accredits`: it ended in both examinations, and stands for accreditation."""
    course = one_of(
        rnd, _courses(holder.country, holder.technique, ask=holder.ask, exams=accredits)
    )
    completed = between(rnd, (60, 300) if claim is Claim.BEGUN else (150, 5_500))
    looks = looks_of(
        rnd,
        holder,
        claim=claim,
        source=CheckSource.ISSUER_CONFIRMED if happens(rnd, 45) else CheckSource.DOCUMENT_SEEN,
        source_name=course.provider,
        days=between(rnd, (0, min(completed, 900))),
    )
    completed_on = holder.day(completed)
    year_alone = completed >= OLD_DAYS and happens(rnd, 40)
    hours = _hours(rnd, holder, course=course, claim=claim)
    parts = hours is not None and (holder.ask.in_person > 0 or happens(rnd, 55))
    whole = hours == course.hours
    in_person = min(course.in_person, hours) if parts and hours else None
    stated = bool(holder.ask.sessions) or happens(rnd, 50)
    return Training(
        id=id_beside(holder.id, rnd),
        provider=course.provider,
        course=course.name,
        hours_live_online=course.live_online if parts and whole else None,
        hours_self_study=course.self_study if parts and whole else None,
        completed_year=completed_on.year,
        completed_on=None if year_alone else completed_on,
        country=holder.country,
        filing=filing_of(rnd, holder, claim=claim, looks=looks),
        fact=facts.Training(
            technique=holder.technique,
            state=claim.state,
            head_neck=_head_neck(rnd, holder, claim=claim),
            counts_as=CountsAs.BOTH if accredits else None,
            hours=hours,
            hours_in_person=in_person,
            supervised_sessions=course.sessions if stated else None,
            written_exam=course.written_exam or None,
            practical_exam=course.practical_exam or None,
            completed_on=date(completed_on.year, 12, 31) if year_alone else completed_on,
            check=counting(looks),
        ),
        looks=looks,
    )


@lru_cache(maxsize=1_024)
def _courses(
    country: Country, technique: Technique, *, ask: Ask, exams: bool
) -> tuple[Course, ...]:
    """Give the courses that are enough; where there is none, the longest, made long enough."""
    written, practical = exams or ask.written, exams or ask.practical
    known = read_words().courses[country, technique]
    fit = [
        course
        for course in known
        if (course.written_exam or not written)
        and (course.practical_exam or not practical)
        # Who has no such paper would otherwise seem to have earned one.
        and (written or practical or not course.written_exam)
    ]
    enough = tuple(
        course
        for course in fit
        if (course.hours, course.in_person, course.sessions)
        == (
            max(course.hours, ask.hours),
            max(course.in_person, ask.in_person),
            max(course.sessions, ask.sessions),
        )
    )
    return enough or (_made_enough(max(fit or known, key=lambda each: each.hours), ask),)


def _made_enough(course: Course, ask: Ask) -> Course:
    in_person = max(course.in_person, ask.in_person)
    hours = max(course.hours, ask.hours, in_person)
    return Course(
        provider=course.provider,
        name=course.name,
        hours=hours,
        in_person=in_person,
        live_online=hours - in_person,
        self_study=0,
        sessions=max(course.sessions, ask.sessions),
        written_exam=course.written_exam or ask.written,
        practical_exam=course.practical_exam or ask.practical,
    )


def _hours(rnd: Random, holder: Holder, *, course: Course, claim: Claim) -> float | None:
    if claim is Claim.HOURS_NOT_STATED:
        return None
    if claim is Claim.HOURS_SHORT:
        return min(LEAST_HOURS, holder.short_of / 2)
    if claim is Claim.BEGUN:
        return holder.begin_with
    needed = holder.ask.hours > 0 or holder.ask.in_person > 0
    return None if not needed and happens(rnd, 12) else course.hours


def _head_neck(rnd: Random, holder: Holder, *, claim: Claim) -> HeadNeck:
    if claim is Claim.HEAD_NECK_NO:
        return HeadNeck.NO
    return HeadNeck.YES if holder.ask.head_neck or happens(rnd, 82) else HeadNeck.NOT_STATED


def _certification(
    rnd: Random, holder: Holder, *, claim: Claim, counts_as: CountsAs
) -> Certification:
    body = one_of(rnd, read_words().bodies[holder.country, holder.technique])
    looks = looks_of(
        rnd,
        holder,
        claim=claim,
        source=CheckSource.ISSUER_CONFIRMED if happens(rnd, 65) else CheckSource.DOCUMENT_SEEN,
        source_name=body.name,
        days=between(rnd, LOOKED.get(claim, (0, 540))),
    )
    endless = claim in {Claim.NO_END, Claim.CHECK_OLD}
    ends = between(rnd, ENDS.get(claim, (61, 900)))
    return Certification(
        id=id_beside(holder.id, rnd),
        renews_id=None,
        body=body.name,
        name=body.credential,
        abbreviation=body.letters,
        body_website=f"https://{body.letters.lower()}.example",
        number=f"{body.letters}-{holder.number:07d}" if happens(rnd, 85) else None,
        issued=holder.day(between(rnd, (905, 2_500))),
        filing=filing_of(rnd, holder, claim=claim, looks=looks),
        fact=facts.Certification(
            state=claim.state,
            expires=None if endless else holder.day(-ends),
            counts_as=counts_as,
            check=counting(looks),
        ),
        looks=looks,
    )


def _earlier(rnd: Random, holder: Holder, *, now: Certification) -> Certification:
    """Make the period before, which ended when this one began."""
    issued = now.issued - timedelta(days=between(rnd, (700, 1_000)))
    ended = now.issued - timedelta(days=1)
    check = facts.Check(CheckSource.DOCUMENT_SEEN, issued + timedelta(days=between(rnd, (5, 90))))
    look = look_at(rnd, holder, check=check, source_name=now.body, status=None)
    return now._replace(
        id=id_beside(holder.id, rnd),
        issued=issued,
        filing=filing_of(rnd, holder, claim=Claim.CURRENT, looks=(look,)),
        fact=facts.Certification(
            state=now.fact.state, expires=ended, counts_as=now.fact.counts_as, check=check
        ),
        looks=(look,),
    )
