"""What practitioners state of themselves, on the page that patients see."""

import pytest
from flask import Flask

from directory.domain.entry.answers import CHOICES, Question
from directory.domain.entry.opening_hours import Span
from directory.domain.entry.patients import Condition
from directory.domain.vocabulary import Access, Country
from directory.models.practitioners import AlsoSees, Answer, OpenHours
from directory.web.presenters import stated
from tests.factories import person
from tests.pages import PageClient
from tests.visitors import office_of
from tests.ways_in import SYSTEM


def test_every_choice_has_its_words() -> None:
    offered = [each for choices in CHOICES.values() for each in choices]
    assert set(stated.CHOSEN) == set(offered)
    assert len(offered) == len(set(offered))
    assert set(stated.CONDITIONS) == set(Condition)
    assert list(stated.QUESTIONS) == list(Question)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_profile_says_what_is_stated_and_nothing_more(app: Flask, client: PageClient) -> None:
    with office_of(app).act(SYSTEM) as act:
        made = person(act.session, number=7, at=act.at, access=[Access.STEP_FREE])
        person(act.session, number=8, at=act.at, family="Silent")
        made.locations[0].hours = [
            OpenHours(weekday=day, opens=9 * 60, closes=17 * 60) for day in range(1, 6)
        ]
        made.locations[0].parking = "Free, behind the building"
        made.headaches[0].since_year = 2020
        made.conditions = [AlsoSees(condition="neck_pain")]
        made.answers = [
            Answer(question="sessions", answer="4_to_6"),
            Answer(question="sessions_words", answer="We talk after the third."),
        ]
        made.youngest_seen, made.referral_needed, made.suffix = 12, False, "DPT"
        made.fee_from, made.fee_to, made.gives_receipts = 90, 90, True
        made.booking_link = "https://clinic.example/book"
        made.former_names = []
    page = client.page("/practitioners/000000000007/ada-example-dpt")
    said = " ".join([*page.texts("dd"), *page.texts("dt"), *page.texts("p")])
    said = said.replace("\u202f", " ")
    for each in (
        "Monday to Friday", "9:00 AM–5:00 PM", "Saturday to Sunday", "Closed",
        "Parking: Free, behind the building", "Migraine for 6 years", "Neck pain",
        "12 years and older", "Not needed", "US$90 a session", "Gives receipts for your insurance",
        "4 to 6 sessions, then we look again. We talk after the third.",
        "Stated by the practitioner. We have not checked it.",
    ):  # fmt: skip
        assert each in said, each
    assert page.links()["Book on their site"] == "https://clinic.example/book"
    silent = client.page("/practitioners/000000000008/ada-silent")
    assert "What they answer" not in silent.texts("h3")
    assert not silent.all("dl", class_="hours")
    assert "Fee" not in silent.texts("dt")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_each_range_is_said_as_it_was_stated(app: Flask) -> None:
    with app.test_request_context("/"):
        assert stated.ages(None, None) == ""
        assert stated.ages(None, 17) == "Up to 17 years"
        assert stated.ages(6, 17) == "6 to 17 years"
        assert stated.fees(None, None, country=Country.US) == ""
        assert stated.fees(80, None, country=Country.CA) == "From CA$80 a session"
        assert stated.fees(None, 1200, country=Country.US) == "Up to US$1,200 a session"
        assert stated.fees(80, 120, country=Country.US) == "US$80 to US$120 a session"
        assert stated.years(0) == "for less than a year"
        assert stated.referral(None) == ""
        assert stated.hours([]) == ()
        night = stated.hours([Span(7, 18 * 60, 24 * 60)])
        assert night[0] == ("Monday to Saturday", "Closed")
        assert night[1][1].endswith("midnight")
