"""What pages say, and in which order and elements they say it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from flask import get_template_attribute
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.places import Ambiguous, Choice, Empty, Military, Outside, PlaceKind, Unknown
from directory.domain.vocabulary import (
    Access,
    ChecksFilter,
    CheckSource,
    Country,
    Headache,
    HeadNeck,
    NewPatients,
    NewPatientsFilter,
    Unit,
)
from directory.queries.listing_views import NewPatientsView
from directory.web.presenters import (
    HomePage,
    NotListedPage,
    PlaceProblemPage,
    WhichPlacePage,
    ring_map,
)
from directory.web.presenters.checks import Mark, check_lines
from directory.web.presenters.places import choice_links
from tests.pages import Page, check, words
from tests.web.stage import (
    CLINIC,
    CONFIRMED,
    NONE,
    PERSON,
    TRAINED,
    SearchForm,
    asked,
    found,
    results,
    show,
    stage,
)

SPRINGFIELD = Choice("Springfield, IL", PlaceKind.CITY, "US", "IL", 39.8, -89.6, "Springfield, IL")


@pytest.fixture(autouse=True)
def _on_stage() -> Iterator[None]:
    with stage():
        yield


def results_shown(*people: object, **changes: object) -> Page:
    page = results(found(*people, **changes))  # type: ignore[arg-type]
    return show("public/results.html", page=page, form=SearchForm())


# --- Headings ---


@pytest.mark.parametrize(
    ("total", "begins"),
    [
        (0, "No practitioners who see people with migraine found"),
        (1, "1 checked practitioner who sees people with migraine"),
        (6, "6 checked practitioners who see people with migraine"),
        (1000, "1,000 checked practitioners who see people with migraine"),
    ],
)
def test_the_heading_counts_in_words(total: int, begins: str) -> None:
    title = results(found(total=total)).title
    assert title == f"{begins} within 25 miles of Denver, CO"


def test_the_heading_says_when_it_stopped_counting() -> None:
    title = results(found(total=1000, total_is_exact=False)).title
    assert title.startswith("1,000+ checked practitioners")


def test_the_heading_leaves_out_what_was_not_asked() -> None:
    page = found(PERSON, total=2)
    assert results(page, asked(headache=None)).title == (
        "2 checked practitioners within 25 miles of Denver, CO"
    )
    assert results(page, asked(headache=None, within=None)).title == (
        "2 checked practitioners, nearest to Denver, CO"
    )


def test_people_without_accreditation_are_not_called_checked() -> None:
    question = asked(checks=ChecksFilter.LICENCE_TRAINING)
    assert results(found(PERSON, total=2), question).title.startswith(
        "2 practitioners with license and training checked who see people with migraine"
    )


# --- Checks ---


def test_a_tick_stands_only_where_the_source_confirmed() -> None:
    lines = check_lines(CLINIC, region="Colorado", language="en")
    assert [line.mark for line in lines] == [Mark.TICK, Mark.DOT, Mark.TICK]
    assert [f"{line.finding} {line.how}, {line.on}" for line in lines] == [
        "License confirmed on the Colorado register, 3 Nov 2026",
        "Training: certificate seen not confirmed with the provider, 4 Oct 2026",
        "Certification confirmed by the issuer, 3 Nov 2026",
    ]


@pytest.mark.parametrize("how", CheckSource)
def test_a_seen_document_never_gets_a_tick(how: CheckSource) -> None:
    place = replace(
        CLINIC,
        licence=replace(CONFIRMED, how=how),
        training=replace(TRAINED, how=how),
        accreditation=replace(CONFIRMED, how=how),
    )
    marks = {line.mark for line in check_lines(place, region="Colorado", language="en")}
    assert marks == {Mark.DOT if how is CheckSource.DOCUMENT_SEEN else Mark.TICK}


def test_nothing_on_record_is_said_and_marked() -> None:
    line = check_lines(replace(CLINIC, accreditation=NONE), region="Colorado", language="en")[2]
    assert (line.mark, line.finding) == (Mark.NONE, "No certification on record")


def test_a_certificate_silent_on_head_and_neck_says_ask() -> None:
    silent = replace(CLINIC, training=replace(TRAINED, head_neck=HeadNeck.NOT_STATED))
    line = check_lines(silent, region="Colorado", language="en")[1]
    assert line.ask == "The certificate does not say head and neck were taught. Ask."


def test_canadians_read_licence() -> None:
    place = replace(CLINIC, country=Country.CA, region="ON")
    assert check_lines(place, region="Ontario", language="en")[0].finding == "Licence confirmed"


# --- Cards ---


def test_a_card_is_read_in_the_decided_order() -> None:
    card = results_shown(PERSON).one("li", id="r1")
    text = words(card)
    order = [
        "Priya Raman",
        "Physical therapist",
        "1.8 miles",
        "Call",
        "(303) 555-0142",
        "Taking new patients",
        "confirmed 12 Nov 2026",
        "License confirmed",
        "Training: certificate seen",
        "Certification confirmed",
        "Says they see",
        "Tension-type, migraine",
        "What this means, and more",
        "English, Spanish",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_every_repeated_link_says_whose_it_is() -> None:
    page = results_shown(PERSON, replace(PERSON, id="0000000000p2", name="Jo Ek"))
    names = [name for name in page.links() if name.startswith("Call")]
    assert names == ["Call Priya Raman, (303) 555-0142", "Call Jo Ek, (303) 555-0142"]
    assert page.texts("summary")[-2:] == [
        "What this means, and more: Priya Raman",
        "What this means, and more: Jo Ek",
    ]


def test_calling_dials_the_number() -> None:
    assert results_shown(PERSON).links()["Call Priya Raman, (303) 555-0142"] == "tel:+13035550142"


def test_a_hidden_street_stays_hidden() -> None:
    home = replace(CLINIC, street_hidden=True)
    page = results_shown(replace(PERSON, location=home))
    assert not [text for text in page.texts("*") if "2300 W 30th" in text]


def test_somebody_across_the_border_is_said_to_be_there() -> None:
    abroad = replace(CLINIC, country=Country.CA, region="ON", city="Windsor")
    card = results_shown(replace(PERSON, location=abroad)).one("li", id="r1")
    assert "Windsor. In Ontario, Canada" in words(card)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (
            NewPatientsView(NewPatients.NO, date(2026, 11, 1)),
            "Not taking new patients said 1 Nov 2026",
        ),
        (
            NewPatientsView(NewPatients.NOT_KNOWN, date(2026, 5, 2)),
            "Not known if taking new patients last confirmed 2 May 2026: call to ask",
        ),
        (
            NewPatientsView(NewPatients.NOT_KNOWN, None),
            "Not known if taking new patients call to ask",
        ),
    ],
)
def test_new_patients_come_with_their_date(view: NewPatientsView, said: str) -> None:
    page = results_shown(replace(PERSON, new_patients=view))
    assert page.texts("p", class_="state") == [said]


def test_people_without_accreditation_follow_under_their_own_heading() -> None:
    other = replace(PERSON, id="0000000000p2", location=replace(CLINIC, accreditation=NONE))
    page = results_shown(PERSON, also=(other,), without_accreditation=1)
    check(page)
    assert "License and training checked, no certification on record" in page.texts("h2")
    assert "No certification on record" in words(page.one("li", id="r2"))


def test_words_from_people_are_escaped() -> None:
    page = results_shown(replace(PERSON, name="<script>alert(1)</script>"))
    check(page)
    assert page.links()["<script>alert(1)</script>"]


# --- Around the list ---


def test_a_filter_takes_itself_away_and_nothing_else() -> None:
    question = asked(access=frozenset({Access.LOW_LIGHT, Access.STEP_FREE}))
    tags = {tag.text: tag.href for tag in results(found(PERSON), question).tags}
    assert list(tags) == [
        "Migraine",
        "Taking new patients, or not known",
        "Step-free entrance",
        "Low-light waiting area",
    ]
    without = tags["Low-light waiting area"]
    assert "access=step_free" in without
    assert "low_light" not in without
    assert "new_patients=any" in tags["Taking new patients, or not known"]
    assert "headache" not in tags["Migraine"]


def test_no_tag_says_what_was_not_filtered() -> None:
    question = asked(headache=None, new_patients=NewPatientsFilter.ANY)
    page = results(found(PERSON), question)
    assert (page.tags, page.clear) == ((), "")


@pytest.mark.parametrize("headache", Headache)
def test_a_doctor_comes_first_where_needling_has_no_studies(headache: Headache) -> None:
    caution = results(found(PERSON), asked(headache=headache)).caution
    needs = headache in {Headache.CLUSTER, Headache.SINUS}
    assert (caution is not None) is needs
    if caution:
        assert caution.says.startswith("See a doctor first. We found no good studies of needling")
        assert "Read 24 Nov 2026" in caution.source


def test_an_empty_list_shows_ways_out() -> None:
    far = replace(PERSON, distance_km=100.0)
    question = asked(access=frozenset({Access.LOW_LIGHT}))
    page = results(found(nearest=(far,)), question)
    assert page.nearest_said == "The nearest is 62.1 miles away."
    assert [way.text for way in page.ways_out] == [
        "Search within 100 miles",
        "Remove filter: Low-light waiting area",
    ]
    shown = show("public/results.html", page=page, form=SearchForm())
    check(shown)
    assert "The nearest" in shown.texts("h2")


def test_pages_of_results_say_where_they_stand() -> None:
    page = results(found(PERSON, total=143, page=4, pages=8))
    assert page.showing == "Showing 61\u201361 of 143"
    assert [link.text if link else "…" for link in page.pages] == [
        "1",
        "…",
        "3",
        "4",
        "5",
        "…",
        "8",
    ]
    assert page.previous.endswith("page=3")
    assert page.next.endswith("page=5")


def test_past_the_last_page_leads_back() -> None:
    shown = results_shown(total=43, page=9, pages=3)
    check(shown)
    assert "Back to the first page" in shown.links()


@pytest.mark.parametrize("synthetic", [True, False])
def test_invented_people_are_said_to_be_invented(synthetic: bool) -> None:  # noqa: FBT001
    page = results_shown(replace(PERSON, synthetic=synthetic))
    assert bool(page.all("section", class_="demo")) is synthetic


def test_nobody_can_pay_and_places_are_credited() -> None:
    text = words(results_shown(PERSON).root)
    assert "Nobody can pay to be listed higher." in text
    assert "Places © GeoNames (CC BY 4.0), US Census Bureau" in text


# --- The ring map ---

CENTRE = ring_map.Spot("Denver", 39.7392, -104.9847)


def drawn(*stops: ring_map.Stop) -> ring_map.RingMap:
    return ring_map.draw(CENTRE, stops, unit=Unit.MILES, language="en")


def test_a_pin_stands_at_its_distance_and_direction() -> None:
    north, east = drawn(
        ring_map.Stop(1, "North", 39.9, -104.9847, 17.9),
        ring_map.Stop(2, "East", 39.7392, -104.7, 24.4),
    ).pins
    assert (north.true_x, east.true_y) == pytest.approx((164, 164), abs=0.5)
    assert north.true_y == pytest.approx(164 - 150 * 17.9 / 40.2336, abs=0.1)
    assert east.true_x > 164


@given(
    st.lists(
        st.tuples(st.floats(-0.3, 0.3), st.floats(-0.3, 0.3), st.floats(0, 40)),
        min_size=1,
        max_size=20,
    )
)
def test_pins_never_cover_each_other(places: list[tuple[float, float, float]]) -> None:
    with stage():
        pins = drawn(
            *(
                ring_map.Stop(n, "A", CENTRE.lat + lat, CENTRE.lon + lon, kilometres)
                for n, (lat, lon, kilometres) in enumerate(places, 1)
            )
        ).pins
    for at, one in enumerate(pins):
        assert 13 <= one.x <= 315
        assert 13 <= one.y <= 315
        for other in pins[at + 1 :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= 26**2


def test_twenty_people_in_one_clinic_can_each_be_pressed() -> None:
    pins = drawn(*(ring_map.Stop(n, "A", 39.75, -105.0, 2.0) for n in range(1, 21))).pins
    assert len({(pin.x, pin.y) for pin in pins}) == 20
    assert sum(pin.moved for pin in pins) == 19


def test_a_pin_says_whom_it_leads_to_after_the_list() -> None:
    page = results_shown(replace(PERSON, distance_km=11.75))
    drawing = page.one("svg", role="group")
    pin = next(part for part in drawing.iter() if part.tag == "a")
    assert pin.get("aria-label") == "Go to result 1, Priya Raman, 7.3 miles"
    assert pin.get("href") == "#r1"
    order = [element.get("id") for element in page.root.iter() if element.get("id")]
    assert order.index("r1") < order.index("map")
    assert page.links()["Skip map"] == "#after-map"


# --- Other pages ---


def test_home_is_fit_to_be_shown() -> None:
    check(show("public/home.html", page=HomePage(demo=True), form=SearchForm()))


def test_a_problem_is_said_alike_in_the_summary_and_at_the_field() -> None:
    page = PlaceProblemPage(
        Unknown("Dnever, CO", (SPRINGFIELD,)), lambda near: f"/search?near={near}"
    )
    form = SearchForm()
    form.near.errors = (page.message,)
    shown = show("public/problem.html", page=page, form=form)
    check(shown)
    message = "We could not find “Dnever, CO”. Check the spelling, or enter a ZIP code"
    assert shown.title == "Error: We could not find “Dnever, CO”"
    assert shown.links()[message] == "#near"
    assert words(shown.one("p", id="near-error")) == f"Error: {message}"
    field = shown.one("input", id="near")
    assert field.get("aria-describedby") == "near-hint near-error"
    assert field.get("aria-invalid") == "true"
    assert shown.one("div", role="alert").get("tabindex") == "-1"


@pytest.mark.parametrize("problem", [Empty(), Military("AE"), Outside("Leeds", "GB")])
def test_every_problem_page_is_fit_to_be_shown(problem: Empty | Military | Outside) -> None:
    page = PlaceProblemPage(problem, lambda near: f"/search?near={near}")
    shown = show("public/problem.html", page=page, form=SearchForm())
    check(shown)
    assert shown.title.startswith("Error: ") is page.is_error


def test_a_place_abroad_is_no_error() -> None:
    page = PlaceProblemPage(Outside("Leeds", "GB"), lambda near: near)
    assert page.title == "Leeds is in the United Kingdom"
    assert page.explained == "This directory covers the United States and Canada."


def test_which_place_lists_each_with_its_county() -> None:
    which = Ambiguous((replace(SPRINGFIELD, county="Sangamon County"),))
    page = WhichPlacePage("Springfield", which, address=lambda near: f"/search?near={near}")
    shown = show("public/which_place.html", page=page, form=SearchForm())
    check(shown)
    assert shown.heading == "Which Springfield?"
    assert "Sangamon County" in words(shown.one("ul", class_="choices"))


@pytest.mark.parametrize(("gone", "template"), [(True, "gone"), (False, "not_listed")])
def test_leaving_gives_no_reason(gone: bool, template: str) -> None:  # noqa: FBT001
    shown = show(f"public/{template}.html", page=NotListedPage("Jo Ek", gone=gone))
    check(shown)
    assert "This does not mean that anything is wrong." in words(shown.root)


@pytest.mark.parametrize("code", [400, 404, 405, 410, 429, 500, 503])
def test_error_pages_need_nothing(code: int) -> None:
    shown = show(f"errors/{code}.html")
    check(shown)
    assert shown.links()["Who may needle where"] == "/rules"


# --- Fields ---


def test_many_choices_fold_and_open_where_one_is_chosen() -> None:
    choices = get_template_attribute("components/fields.html", "choices")
    closed = str(choices(SearchForm(data={"profession": ["1"]}).profession))
    opened = str(choices(SearchForm(data={"profession": ["8"]}).profession))
    assert '<details class="signs">' in closed
    assert '<details class="signs" open>' in opened
    assert closed.count("<input") == 9


def test_radios_stand_in_a_fieldset_with_a_legend() -> None:
    choices = get_template_attribute("components/fields.html", "choices")
    field = unescape(str(choices(SearchForm(data={"new_patients": "any"}).new_patients, "search")))
    assert "<legend>New patients</legend>" in field
    assert (
        'type="radio" id="new_patients" name="new_patients" value="any" checked form="search"'
        in field
    )


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_the_display_switch_says_which_is_on(theme: str) -> None:
    shown = show("errors/404.html", theme=theme)
    pressed = [b.get("value") for b in shown.all("button") if b.get("aria-pressed") == "true"]
    assert pressed == [theme]
    assert shown.one("html").get("data-theme") == (None if theme == "auto" else theme)


def test_a_county_offered_is_not_followed_by_its_own_name() -> None:
    town = Choice("Denver, CO", PlaceKind.CITY, "US", "CO", 39.7, -105.0, "x", "Denver County")
    county = replace(town, name="Denver County, CO", kind=PlaceKind.COUNTY)
    links = choice_links((town, county), str)
    assert [link.note for link in links] == ["Denver County", ""]
