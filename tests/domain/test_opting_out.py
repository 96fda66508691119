from directory.domain.opting_out import marks_of
from directory.domain.vocabulary import Country, Profession

LICENCE = (Country.US, "CO", Profession.PHYSICAL_THERAPIST, "PTL.0012345")


def test_each_number_has_a_mark_that_does_not_say_it() -> None:
    marks = marks_of(npis=["1234567893", None, ""], licences=[LICENCE])
    assert len(marks) == 2
    assert all(len(mark) == 64 and "1234567893" not in mark for mark in marks)
    assert marks == marks_of(npis=["1234567893"]) | marks_of(licences=[LICENCE])


def test_the_same_number_of_another_place_is_somebody_else() -> None:
    other = (Country.US, "WY", Profession.PHYSICAL_THERAPIST, "PTL.0012345")
    assert not marks_of(licences=[LICENCE]) & marks_of(licences=[other])
    assert marks_of() == frozenset()
