from dataclasses import asdict

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.domain.question import (
    LONGEST_PLACE,
    NAMES,
    REPEATABLE,
    Fault,
    ParameterError,
    Question,
    read_question,
)
from directory.domain.vocabulary import (
    Access,
    Ages,
    ChecksFilter,
    Country,
    Gender,
    Headache,
    NewPatientsFilter,
    Payment,
    Profession,
    Sort,
    Technique,
    Unit,
)

OUT = Fault.OUT_OF_RANGE


def read(**given: str | list[str]) -> Question | tuple[ParameterError, ...]:
    given = {"near": "Denver, CO", **given}
    return read_question({n: [v] if isinstance(v, str) else v for n, v in given.items()})


def good(**given: str | list[str]) -> Question:
    question = read(**given)
    assert isinstance(question, Question), question
    return question


def faults(**given: str | list[str]) -> dict[str, Fault]:
    errors = read(**given)
    assert not isinstance(errors, Question)
    return {error.name: error.fault for error in errors}


def test_a_place_alone_is_a_question_with_the_usual_answers() -> None:
    question = good()
    assert question == Question(
        near="Denver, CO",
        point=None,
        within=None,
        within_given=False,
        unit=None,
        headache=None,
        checks=ChecksFilter.ALL,
        professions=frozenset(),
        technique=None,
        new_patients=NewPatientsFilter.YES_OR_NOT_KNOWN,
        head_neck=False,
        languages=frozenset(),
        access=frozenset(),
        remote=False,
        gender=None,
        same_country=False,
        age=None,
        payment=frozenset(),
        sort=Sort.DISTANCE,
        page=1,
    )


@pytest.mark.parametrize("empty", ["", " ", "\t\n "])
def test_empty_is_absent(empty: str) -> None:
    assert read_question({name: [empty, empty] for name in NAMES if name != "near"} | {
        "near": [empty, "Denver, CO"]
    }) == good()  # fmt: skip


def test_other_names_are_ignored() -> None:
    assert good(utm_source="x", _external="1", endpoint="x") == good()


@pytest.mark.parametrize(
    ("name", "field", "kind"),
    [
        ("headache", "headache", Headache),
        ("checks", "checks", ChecksFilter),
        ("technique", "technique", Technique),
        ("new_patients", "new_patients", NewPatientsFilter),
        ("gender", "gender", Gender),
        ("sort", "sort", Sort),
        ("unit", "unit", Unit),
    ],
)
def test_every_word_of_the_contract_is_read(name: str, field: str, kind: type[Sort]) -> None:
    for member in kind:
        assert getattr(good(**{name: f" {member.value} "}), field) is member
    for wrong in ("nobody", member.value.upper(), f"{member.value}\0", member.name):
        (error,) = read(**{name: wrong})  # type: ignore[misc]
        assert error == ParameterError(name, Fault.NOT_ONE_OF, tuple(m.value for m in kind))


@pytest.mark.parametrize(
    ("name", "field", "values"),
    [
        ("profession", "professions", list(Profession)),
        ("access", "access", list(Access)),
        ("language", "languages", ["en", "ase", "vi"]),
    ],
)
def test_what_repeats_is_read_as_a_set(name: str, field: str, values: list[str]) -> None:
    given = [str(value) for value in values]
    assert getattr(good(**{name: [*given, *given, ""]}), field) == frozenset(values)
    assert faults(**{name: [*given, "nothing"]}) == {name: Fault.NOT_ONE_OF}


def test_a_language_tag_is_read_in_any_case() -> None:
    assert good(language=["ES", "Ase"]).languages == {"es", "ase"}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in REPEATABLE])
def test_nothing_else_may_be_repeated(name: str) -> None:
    same = {"near": "Denver", "lat": "1", "lon": "1", "page": "1", "within": "5", "within_km": "5"}
    value = same.get(name, "yes")
    assert faults(**{name: [value, value]}).get(name) is Fault.REPEATED


@pytest.mark.parametrize("name", ["head_neck", "remote", "same_country"])
def test_a_box_is_ticked_or_not(name: str) -> None:
    assert getattr(good(**{name: "yes"}), name) is True
    for wrong in ("no", "1", "true", "YES", "on"):
        assert faults(**{name: wrong}) == {name: Fault.NOT_ONE_OF}


@pytest.mark.parametrize(
    ("given", "km", "unit"),
    [
        ({}, 40.2336, Unit.MILES),
        ({"within": "10"}, 16.09344, Unit.MILES),
        ({"within": "10", "unit": "km"}, 10, Unit.KILOMETRES),
        ({"within": "12.5", "unit": "km"}, 12.5, Unit.KILOMETRES),
        ({"within": "0.1", "unit": "km"}, 0.1, Unit.KILOMETRES),
        ({"within": "12427"}, 19999.317888, Unit.MILES),
        ({"within": "20000", "unit": "km"}, 20000, Unit.KILOMETRES),
        ({"within_km": "20000"}, 20000, Unit.KILOMETRES),
        ({"within_km": " 7 "}, 7, Unit.KILOMETRES),
        ({"within": "any"}, None, Unit.MILES),
        ({"within": "any", "unit": "km"}, None, Unit.KILOMETRES),
        ({"unit": "km"}, 40.2336, Unit.MILES),
    ],
)
def test_distances(given: dict[str, str], km: float | None, unit: Unit) -> None:
    question = good(**given)
    criteria = question.criteria(lat=1, lon=2, country=Country.US, region="CO")
    assert criteria.within_km == (None if km is None else pytest.approx(km, abs=1e-9))
    assert question.distance(Country.US)[1] is unit


def test_the_usual_distance_is_that_of_the_country() -> None:
    assert good().distance(Country.CA) == (50, Unit.KILOMETRES)
    assert good().distance(None) == good().distance(Country.US) == (25, Unit.MILES)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"within": "0"}, {"within": Fault.OUT_OF_RANGE}),
        ({"within": "0.09"}, {"within": Fault.OUT_OF_RANGE}),
        ({"within": "12428"}, {"within": Fault.OUT_OF_RANGE}),
        ({"within": "20001", "unit": "km"}, {"within": Fault.OUT_OF_RANGE}),
        ({"within_km": "20000.1"}, {"within_km": Fault.OUT_OF_RANGE}),
        ({"within_km": "any"}, {"within_km": Fault.NOT_A_NUMBER}),
        ({"within": "5", "within_km": "8"}, {"within_km": Fault.NOT_WITH}),
        ({"within": "any", "within_km": "8"}, {"within_km": Fault.NOT_WITH}),
        ({"within": "ANY"}, {"within": Fault.NOT_A_NUMBER}),
        ({"page": "0"}, {"page": Fault.OUT_OF_RANGE}),
        ({"page": "51"}, {"page": Fault.OUT_OF_RANGE}),
        ({"page": "99999"}, {"page": Fault.NOT_A_NUMBER}),
        ({"page": "1.0"}, {"page": Fault.NOT_A_NUMBER}),
        ({"near": "x" * (LONGEST_PLACE + 1)}, {"near": Fault.TOO_LONG}),
        ({"near": "x" * 100_000}, {"near": Fault.TOO_LONG}),
        ({"near": "Den\0ver"}, {"near": Fault.NOT_TEXT}),
        ({"near": "Den\x7fver"}, {"near": Fault.NOT_TEXT}),
        ({"near": "Den\x1bver"}, {"near": Fault.NOT_TEXT}),
        ({"near": "Den\ud800ver"}, {"near": Fault.NOT_TEXT}),
        ({"near": "Den\ue000ver"}, {"near": Fault.NOT_TEXT}),
        ({"lat": "1"}, {"lat": Fault.NOT_WITH, "lon": Fault.NEEDS}),
        ({"lat": "1", "lon": "2"}, {"lat": Fault.NOT_WITH, "lon": Fault.NOT_WITH}),
        ({"near": ""}, {"near": Fault.NO_PLACE}),
        ({"near": "", "lat": "1"}, {"lon": Fault.NEEDS}),
        ({"near": "", "lon": "1"}, {"lat": Fault.NEEDS}),
        ({"near": "", "lat": "91", "lon": "181"}, {"lat": OUT, "lon": OUT}),
        ({"near": "", "page": "0"}, {"page": Fault.OUT_OF_RANGE}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(given: dict[str, str], expected: dict[str, Fault]) -> None:
    assert faults(**given) == expected


@pytest.mark.parametrize(
    "number",
    [
        "x", "1e1", "+1", "1_0", "0x1", "inf", "nan", "NaN", "1,5", "1.", ".5", "--1", "1 0", "1\0",
        "\u0661", "\uff11", "\u00b2", "9" * 400, "1" + "0" * 100_000, "-0.0.1", "1\n2",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["lat", "lon", "within", "within_km", "page"])
def test_a_number_is_plain_digits(name: str, number: str) -> None:
    place = {"near": "", "lat": "1", "lon": "1"} if name in {"lat", "lon"} else {}
    found = faults(**{**place, name: number})
    assert found[name] in {Fault.NOT_A_NUMBER, Fault.OUT_OF_RANGE}


@pytest.mark.parametrize(
    ("lat", "lon", "point"),
    [
        ("90", "-180", (90.0, -180.0)),
        ("-90", "180", (-90.0, 180.0)),
        ("39.7392", "-104.9847", (39.7392, -104.9847)),
        (" 0 ", "-0", (0.0, 0.0)),
        ("39.739235823058197", "-0.00001", (39.739235823058197, -0.00001)),
    ],
)
def test_a_point_stands_for_a_place(lat: str, lon: str, point: tuple[float, float]) -> None:
    question = good(near="", lat=lat, lon=lon)
    assert (question.near, question.point) == (None, point)


def test_a_point_as_programs_print_it_is_read() -> None:
    # repr() of a float has up to seventeen significant digits; a link back must be readable.
    for number in (12.345678901234567, 0.1 + 0.2, 1 / 3, 100 / 7):
        question = good(near="", lat=repr(number), lon="0")
        assert question.point == (number, 0)


def test_every_fault_is_told_at_once_in_the_order_of_the_contract_and_once() -> None:
    found = faults(near="", lat="x", lon=["1", "x"], headache="x", page=["0", "0"], unit="x")
    assert found == {
        "lat": Fault.NOT_A_NUMBER,
        "lon": Fault.REPEATED,
        "headache": Fault.NOT_ONE_OF,
        "page": Fault.REPEATED,
        "unit": Fault.NOT_ONE_OF,
    }


def test_a_question_becomes_criteria_around_the_place() -> None:
    asked = good(
        headache="migraine", checks="licence_training", profession="chiropractor",
        technique="gunn_ims", new_patients="any", head_neck="yes", language="es",
        access=["low_light", "lie_down"], remote="yes", gender="woman", same_country="yes",
        age="teen", payment=["receipts", "sliding_scale"], sort="name", page="3",
    )  # fmt: skip
    around = asked.criteria(lat=1.5, lon=2.5, country=Country.CA, region="BC")
    assert asdict(around) == {
        "lat": 1.5,
        "lon": 2.5,
        "within_km": 50,
        "headache": Headache.MIGRAINE,
        "checks": ChecksFilter.LICENCE_TRAINING,
        "professions": {Profession.CHIROPRACTOR},
        "technique": Technique.GUNN_IMS,
        "new_patients": NewPatientsFilter.ANY,
        "head_neck": True,
        "languages": {"es"},
        "access": {Access.LOW_LIGHT, Access.LIE_DOWN},
        "remote_in": (Country.CA, "BC"),
        "gender": Gender.WOMAN,
        "country": Country.CA,
        "age": Ages.TEEN,
        "payment": {Payment.RECEIPTS, Payment.SLIDING_SCALE},
        "sort": Sort.NAME,
        "page": 3,
    }


WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["yes", "any", "km", "mi", "1", "50", "90", "-90.5", "migraine", "en", "VI", "all", "",
         "step_free", "name", "Denver, CO", "80202", "9" * 50, "\0", "\ud800", "x" * 201]
    ),
)  # fmt: skip


@settings(deadline=None)
@given(
    st.dictionaries(
        st.one_of(st.sampled_from(NAMES), st.text(max_size=5)), st.lists(WORDS, max_size=3)
    )
)
@example({name: ["\ud800"] for name in NAMES})
@example({})
@example({"near": []})
def test_whatever_is_asked_is_a_question_or_named_faults(given: dict[str, list[str]]) -> None:
    answer = read_question(given)
    if isinstance(answer, Question):
        assert (answer.near is None) != (answer.point is None)
        answer.criteria(lat=0, lon=0, country=None, region="")
        return
    assert answer
    names = [error.name for error in answer]
    assert len(set(names)) == len(names)
    assert set(names) <= set(NAMES)
