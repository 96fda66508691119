"""The page of a person on an earlier day: what it says, whom it names, and how to ask again."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from directory.db import Database
from directory.domain import ids
from directory.domain.vocabulary import Country, CredentialState
from directory.models.credentials import Licence
from directory.models.practitioners import Practitioner
from directory.workflows.standings import restate
from tests.clock import START, Clock
from tests.factories import Seen, person
from tests.pages import Page, PageClient, words
from tests.rule_books import ANYWHERE, REAL

PATH = f"/practitioners/{ids.encode(7)}"
SLUG = f"{PATH}/ada-example"
ST_JOHNS = Seen(
    lat=47.5615, lon=-52.7126, city="St. John's", region="NL", postal_code="A1C 1A1",
    country=Country.CA, time_zone="America/St_Johns",
)  # fmt: skip
SACRAMENTO = Seen(
    lat=38.58, lon=-121.49, city="Sacramento", region="CA", postal_code="95814",
    time_zone="America/Los_Angeles",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _later(clock: Clock) -> None:
    clock.forward(timedelta(days=150))


def listed(database: Database, **how: object) -> None:
    with database.transaction() as session:
        person(session, number=7, **how)  # type: ignore[arg-type]


def text(page: Page) -> str:
    return words(page.one("main"))


@pytest.mark.parametrize("path", [PATH, SLUG, f"{PATH}/somebody-else"])
def test_a_day_is_shown_in_plain_words(client: PageClient, database: Database, path: str) -> None:
    listed(database)
    page = client.page(f"{path}?as_of=2026-11-30")
    assert page.status == 200
    assert page.heading == "What this directory published at the end of 30 November 2026"
    said = text(page)
    assert "On that day this person was listed." in said
    assert "Practice location in Colorado" in said
    assert "Listed: a search found this place. All three checks were good here." in said
    assert "they held until 28 Feb 2027." in said
    assert "License confirmed on the Colorado register, 3 Nov 2026" in said
    assert "Training: certificate seen" in said
    assert "The day ended at midnight by the clock of Denver." in said
    assert page.one("meta", name="robots").get("content") == "noindex"
    rule = "Physical therapist, Colorado: the rule of 2020-01-01"
    assert page.links()[rule] == "/rules/us/co?as_of=2026-11-30"


def test_no_address_is_shown(client: PageClient, database: Database) -> None:
    listed(database)
    said = text(client.page(f"{SLUG}?as_of=2026-11-30"))
    for private in ("Example Street", "80202", "Example Clinic", "Denver,", "PTL."):
        assert private not in said


def test_a_lapsed_licence_is_said_on_the_day_after_its_last(
    client: PageClient, database: Database
) -> None:
    listed(database)
    assert "License confirmed" in text(client.page(f"{SLUG}?as_of=2027-02-28"))
    said = text(client.page(f"{SLUG}?as_of=2027-03-01"))
    assert "On that day this person was not listed: a search did not find them." in said
    assert "Not listed: a search did not find this place. Not all three checks were good" in said
    assert "No license check on record" in said


def test_canadian_locations_speak_of_a_licence(client: PageClient, database: Database) -> None:
    listed(database, locations=(ST_JOHNS,))
    page = client.page(f"{SLUG}?as_of=2026-11-30")
    first, second = (words(section) for section in page.all("section", class_="panel"))
    assert "Practice location 1, in Colorado" in first
    assert "License confirmed" in first
    assert "Practice location 2, in Newfoundland and Labrador" in second
    assert "Licence confirmed" in second
    assert "Physiotherapist" in second
    assert "by the clock of St. John’s." in second


@pytest.mark.parametrize(
    ("zone", "said"),
    [("America/Indiana/Indianapolis", "Indianapolis"), ("America/Indiana/Knox", "Knox, Indiana")],
)
def test_a_clock_is_named_by_its_city(
    client: PageClient, database: Database, zone: str, said: str
) -> None:
    listed(database, time_zone=zone)
    assert f"by the clock of {said}." in text(client.page(f"{SLUG}?as_of=2026-11-30"))


def reasons(page: Page) -> list[list[str]]:
    """Give what stands in the way, place by place."""
    return [
        [words(note) for note in panel.iter("div") if note.get("class") == "note wait"]
        for panel in page.all("section", class_="panel")
    ]


def test_why_a_place_did_not_count_is_said_as_on_the_profile(
    client: PageClient, database: Database, clock: Clock
) -> None:
    listed(database, book=REAL, locations=(SACRAMENTO,))
    refused = (
        "In California, physical therapists may not do dry needling (rule seen January 2026)."
        " We only list professions that may."
    )
    assert reasons(client.page(f"{SLUG}?as_of=2026-11-30")) == [[], [refused]]
    clock.at = START
    assert refused in text(client.page(SLUG))


def test_what_the_checks_say_is_no_reason_beside_them(
    client: PageClient, database: Database
) -> None:
    listed(database, book=REAL, accreditation=False)
    page = client.page(f"{SLUG}?as_of=2026-11-30")
    assert "Not all three checks were good here." in text(page)
    assert reasons(page) == [[]]


def test_no_reason_is_told_of_a_day_on_which_none_was_published(
    client: PageClient, database: Database, clock: Clock
) -> None:
    listed(database, book=REAL, locations=(SACRAMENTO,))
    clock.at = START + timedelta(days=10)
    with database.transaction() as session:
        for licence in session.scalars(select(Licence)):
            licence.state = CredentialState.SUSPENDED
        restate(session, 7, at=clock.at, book=REAL)
    clock.forward(timedelta(days=10))
    assert len(reasons(client.page(f"{SLUG}?as_of=2026-12-03"))[1]) == 1
    page = client.page(f"{SLUG}?as_of=2026-12-04")
    assert "On that day this person was not listed" in text(page)
    assert reasons(page) == [[], []]
    assert "again" not in text(page)


def test_a_day_that_cannot_be_shown_stays_in_its_field(
    client: PageClient, database: Database
) -> None:
    listed(database)
    # A field for a day can hold nothing but a day
    for typed, shown in (("2027-04-23", "2027-04-23"), ("x", "")):
        page = client.page(f"{SLUG}?as_of={typed}")
        assert page.status == 400
        assert page.one("input", name="as_of").get("value") == shown


def test_another_day_can_be_asked_for_without_scripts(
    client: PageClient, database: Database
) -> None:
    listed(database)
    for page in (client.page(f"{SLUG}?as_of=2026-11-30"), client.page(f"{SLUG}?as_of=x")):
        field = page.one("input", name="as_of")
        (form,) = [f for f in page.all("form") if field in list(f.iter())]
        assert (form.get("method"), form.get("action"), field.get("type")) == ("get", None, "date")
    shown = client.page(f"{SLUG}?as_of=2026-11-30").one("input", name="as_of")
    assert shown.get("value") == "2026-11-30"


def test_the_profile_leads_to_its_earlier_days(
    client: PageClient, database: Database, clock: Clock
) -> None:
    listed(database)
    clock.at = START
    page = client.page(SLUG)
    field = page.one("input", name="as_of")
    (fold,) = [each for each in page.all("details") if field in list(each.iter())]
    assert words(fold).startswith("What did this page say on an earlier day?")
    assert fold.get("open") is None


@pytest.mark.parametrize(
    ("state", "status"), [(CredentialState.REVOKED, 410), (CredentialState.SUSPENDED, 200)]
)
def test_who_is_not_listed_now_has_earlier_days_too(
    client: PageClient, database: Database, clock: Clock, state: CredentialState, status: int
) -> None:
    listed(database)
    with database.transaction() as session:
        for licence in session.scalars(select(Licence)):
            licence.state = state
        restate(session, 7, at=clock.at, book=ANYWHERE)
    page = client.page(SLUG)
    assert page.status == status
    assert page.all("section", aria_labelledby="checked") == []
    field = page.one("input", name="as_of")
    (fold,) = [each for each in page.all("details") if field in list(each.iter())]
    assert words(fold).startswith("What did this page say on an earlier day?")
    assert client.page(f"{SLUG}?as_of=2026-11-30").status == 200


def test_who_was_never_listed_has_no_earlier_days(client: PageClient, database: Database) -> None:
    # Licensed, but never trained: there is a page, and no search ever found it.
    listed(database, trained=False)
    page = client.page(SLUG)
    assert page.status == 200
    assert page.all("input", name="as_of") == []
    assert client.get(f"{SLUG}?as_of=2026-11-30").status_code == 404


def test_a_name_is_shown_while_it_is_public(client: PageClient, database: Database) -> None:
    listed(database)
    page = client.page(f"{PATH}?as_of=2026-11-30")
    assert "Ada Example" in text(page)
    assert page.links()["This page as it is now"] == SLUG
    with database.transaction() as session:
        made = session.get_one(Practitioner, 7)
        made.family_name = "Newname"
        restate(session, 7, at=START, book=ANYWHERE)
    said = text(client.page(f"{PATH}?as_of=2026-11-30"))
    assert "Ada Newname" in said
    assert "Example" not in said


def test_who_left_is_answered_without_a_name(
    client: PageClient, database: Database, clock: Clock
) -> None:
    listed(database)
    with database.transaction() as session:
        for licence in session.scalars(select(Licence)):
            licence.state = CredentialState.REVOKED
        restate(session, 7, at=clock.at, book=ANYWHERE)
    _nameless(client.page(f"{SLUG}?as_of=2026-11-30"))
    assert client.get(SLUG).status_code == 410
    with database.transaction() as session:
        session.execute(delete(Practitioner))
        restate(session, 7, at=clock.at, book=ANYWHERE)
    _nameless(client.page(f"{SLUG}?as_of=2026-11-30"))
    assert client.get(SLUG).status_code == 404


def _nameless(page: Page) -> None:
    assert page.status == 200
    assert "License confirmed" in text(page)
    assert "Ada" not in text(page)
    assert "Ada" not in page.title
    assert "This page as it is now" not in page.links()


def test_a_day_before_the_first_listing_says_that_nothing_was_said(
    client: PageClient, database: Database
) -> None:
    listed(database)
    page = client.page(f"{SLUG}?as_of=2026-11-23")
    assert page.status == 200
    assert "On that day this directory said nothing about this person." in text(page)
    assert page.all("section", class_="panel") == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("as_of=x", "Give the day as year, month and day, such as 2026-03-31."),
        ("as_of=2026-02-30", "Give the day as year, month and day, such as 2026-03-31."),
        ("as_of=2026-11-29&as_of=2026-11-30", "Give one day, not several."),
        ("as_of=2027-04-23", "Choose an earlier day. This one has not ended yet at every place"),
        ("as_of=9999-12-31", "Choose an earlier day. This one has not ended yet at every place"),
        ("as_of=%00%3Cb%3E", "Give the day as year, month and day, such as 2026-03-31."),
    ],
)
def test_a_wrong_day_is_said_in_title_summary_and_field(
    client: PageClient, database: Database, query: str, said: str
) -> None:
    listed(database)
    page = client.page(f"{SLUG}?{query}")
    assert page.status == 400
    assert page.title == "Error: What did this directory say on an earlier day?"
    (link,) = [words_ for words_, href in page.links().items() if href == "#as_of"]
    assert link.startswith(said)
    field = page.one("input", name="as_of")
    assert field.get("aria-invalid") == "true"
    assert said in words(page.one("p", id="as_of-error"))
    assert "as_of-error" in field.get("aria-describedby", "")
    assert page.one("meta", name="robots").get("content") == "noindex"


def test_a_day_that_goes_on_at_the_location_is_refused_and_kept_in_the_field(
    client: PageClient, database: Database, clock: Clock
) -> None:
    listed(database)
    clock.at = START.replace(day=25, hour=6, minute=59, second=59)
    page = client.page(f"{SLUG}?as_of=2026-11-24")
    assert page.status == 400
    assert page.one("input", name="as_of").get("value") == "2026-11-24"
    clock.forward(timedelta(seconds=1))
    assert client.page(f"{SLUG}?as_of=2026-11-24").status == 200


def test_who_was_never_listed_is_not_told_apart_from_nobody(
    client: PageClient, database: Database
) -> None:
    listed(database, published=False)
    hidden = client.get(f"{PATH}?as_of=2026-11-30")
    nobody = client.get(f"/practitioners/{ids.encode(8)}?as_of=2026-11-30")
    assert hidden.status_code == nobody.status_code == 404
    assert text(client.page(f"{PATH}?as_of=2026-11-30")) == text(
        client.page(f"/practitioners/{ids.encode(8)}?as_of=2026-11-30")
    )
    assert client.get("/practitioners/x?as_of=2026-11-30").status_code == 404


def test_an_empty_day_leads_to_the_page_of_today(client: PageClient, database: Database) -> None:
    listed(database)
    assert client.get(f"{PATH}?as_of=").headers["Location"] == SLUG


@pytest.mark.parametrize("synthetic", [True, False])
def test_invented_people_are_marked(
    client: PageClient, database: Database, *, synthetic: bool
) -> None:
    listed(database, synthetic=synthetic)
    for day in ("2026-11-30", "x"):
        said = client.get(f"{SLUG}?as_of={day}").get_data(as_text=True)
        assert ("these people are invented" in said) == synthetic


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_language_keeps_its_address(
    client: PageClient, database: Database, language: str
) -> None:
    listed(database)
    page = client.page(f"/{language}{SLUG}?as_of=2026-11-30")
    assert page.status == 200
    assert f"/{language}/rules/us/co?as_of=2026-11-30" in page.links().values()
