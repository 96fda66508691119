import pytest

from directory.domain.guide import Emphasis, GuideFault, Link, LinkKind, Paragraph, Slot, Words
from tests.domain.guide.texts import BEGINS, site


def paragraph(text: str) -> Paragraph:
    (block,) = site(text).sections[0].blocks
    assert isinstance(block, Paragraph)
    return block


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("It hurts.", (Words("It hurts."),)),
        ("Do **not** wait.", (Words("Do "), Emphasis("not"), Words(" wait."))),
        ("Call {emergency}.", (Words("Call "), Slot.EMERGENCY, Words("."))),
        ("[Cluster](guide:cluster)", (Link("Cluster", LinkKind.GUIDE, "cluster"),)),
        ("[Rules](page:rules)", (Link("Rules", LinkKind.PAGE, "rules"),)),
        ("[NIH](https://nih.gov/a)", (Link("NIH", LinkKind.SITE, "https://nih.gov/a"),)),
    ],
)
def test_what_may_stand_in_a_sentence(text: str, inlines: tuple[object, ...]) -> None:
    assert paragraph(text).inlines == inlines


def test_lines_of_a_paragraph_are_one_text() -> None:
    assert paragraph("It\nhurts. [^one]\n[^two] [^one]").inlines == (Words("It hurts."),)
    assert paragraph("It\nhurts. [^one]\n[^two] [^one]").sources == ("one", "two")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It [^one] hurts.", "at the end of its block"),
        ("It hurts. [^One]", "at the end of its block"),
        ("It hurts. [^one", "at the end of its block"),
        ("A ** star", "has a meaning here"),
        ("A [bracket", "has a meaning here"),
        ("A {brace", "has a meaning here"),
        ("<b>bold</b>", "has a meaning here"),
        ("Call {police}.", "the only word in braces"),
        ("[away](http://nih.gov)", "starts with none of"),
        ("[away](javascript:alert)", "starts with none of"),
        ("[away](guide:Up/..)", "starts with none of"),
        ("[away](mailto:a@b.example)", "starts with none of"),
    ],
)
def test_anything_else_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(GuideFault, match=says) as fault:
        site(f"First.\n\n{text}\n")
    assert fault.value.line == BEGINS + 2
