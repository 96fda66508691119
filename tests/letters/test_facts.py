"""Facts in letters: days, hours, languages and headaches as each language writes them."""

import json

import pytest
from babel.support import NullTranslations

from directory.letters.facts import Facts

PLACE = json.dumps(
    {
        "name": "Clínica",
        "street": "",
        "town": "Denver, CO 80202",
        "phone": "+13035550100",
        "hours": [[1, 540, 1020], [7, 0, 1440]],
    }
)


def facts(language: str = "en") -> Facts:
    return Facts(NullTranslations(), language=language)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "February 28, 2027"), ("es", "28 de febrero de 2027"), ("fr", "28 février 2027")],
)
def test_a_day_is_written_as_the_reader_writes_it(language: str, said: str) -> None:
    assert facts(language).day("2027-02-28") == said
    assert facts(language).day_after("2027-02-27") == said


def test_a_place_is_one_line_and_what_is_not_known_is_not_said() -> None:
    (line,) = facts().places(PLACE)
    where, phone, hours = line.split(" · ")
    assert where == "Clínica, Denver, CO 80202"
    assert phone == "+1 303-555-0100"
    assert hours.replace("\u202f", " ") == "Mon 9:00 AM–5:00 PM; Sun 12:00 AM–12:00 AM"
    (french,) = facts("fr").places(PLACE)
    assert "lun." in french
    bare = json.dumps({"name": "A", "street": "B", "town": "C", "phone": "", "hours": []})
    assert facts().places(f"{bare}\n{bare}") == ["A, B, C"] * 2
    assert facts().places("") == []


def test_what_is_listed_is_named_and_an_unknown_code_stays() -> None:
    assert facts().languages("en es") == "English and Spanish"
    assert facts("fr").languages("en es") == "anglais et espagnol"
    assert facts().languages("zz-Zzzz-x qaa-not") == "zz-Zzzz-x and qaa-not"
    assert facts().headaches("migraine cluster") == "migraine and cluster headache"
    assert facts().headaches("") == facts().languages("") == ""
