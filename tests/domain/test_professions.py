from directory.domain.professions import ProfessionFacts
from directory.domain.vocabulary import Profession


def facts(*codes: str) -> ProfessionFacts:
    return ProfessionFacts(
        profession=Profession.CHIROPRACTOR,
        titles_us=("Doctor of Chiropractic",),
        titles_ca=(),
        nucc_codes=codes,
        regulators="State boards",
        note="",
    )


def test_the_usual_code_stands_first() -> None:
    assert facts("111N00000X", "111NN0400X").usual_code == "111N00000X"


def test_a_profession_without_codes_has_no_usual_one() -> None:
    assert facts().usual_code is None
