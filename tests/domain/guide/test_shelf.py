from datetime import date

from directory.domain.guide import Guide, Link, LinkKind, Source, faults_of
from directory.domain.guide.reading_age import school_grade
from directory.domain.guide.shelf import links_of, shape_of
from tests.domain.guide.texts import HEAD, page, site

A = Source("a", "A study", "https://example.org/a", date(2026, 12, 1))
ALL = (
    "See [this](guide:migraine) now. [^a]\n\n- an [item](page:rules) [^ours]\n\n"
    "| a |\n| --- |\n| b [^a] |\n\n::: call\nCall {emergency}. [^a]\n:::\n\n### Small\n\n"
    "@search headache=migraine\n"
)
SIXTH, TWELFTH = 6, 12
TRANSLATED = HEAD.replace("due:", "of: mark\ndue:")


def guide(
    english: str = ALL, *, spanish: str | None = ALL, head: str = TRANSLATED, **sources: Source
) -> Guide:
    others = {} if spanish is None else {"migraine": page(spanish, head)}
    return Guide(
        {"en": {"migraine": page(english)}, "es": others}, sources or {"a": A}, {"migraine": "mark"}
    )


def faults(given: Guide) -> list[str]:
    return list(faults_of(given, "en"))


def test_what_fits_together_has_no_faults() -> None:
    assert faults(guide()) == []


def test_a_page_is_found_by_language_and_name() -> None:
    kept = guide()
    assert kept.page("es", "migraine") is kept.pages["es"]["migraine"]
    assert kept.page("es", "gout") is None
    assert kept.page("de", "migraine") is None


def test_sources_are_named_and_used() -> None:
    assert faults(guide(b=A, a=A)) == ["sources.csv: no page names b; take it out"]
    assert faults(guide(b=A))[1:] == [
        "en/migraine.md: add the source a to sources.csv",
        "es/migraine.md: add the source a to sources.csv",
    ]


def test_links_lead_to_pages_that_there_are() -> None:
    lost = ALL.replace("guide:migraine", "guide:gout")
    assert faults(guide(lost, spanish=lost)) == [
        "en/migraine.md: there is no page guide:gout",
        "es/migraine.md: there is no page guide:gout",
    ]


def test_a_translation_that_is_missing_stale_or_of_nothing() -> None:
    assert faults(guide(spanish=None)) == ["es/migraine.md: is not there; translate en/migraine.md"]
    stale = faults(guide(head=TRANSLATED.replace("of: mark", "of: older")))
    assert stale == ["es/migraine.md: its original has changed; read it again, then set of: mark"]
    extra = Guide({"en": {}, "es": {"migraine": page(ALL, TRANSLATED)}}, {"a": A}, {})
    assert "es/migraine.md: translates a page that there is not; take it out" in faults(extra)


def test_a_translation_has_the_blocks_sources_and_links_of_its_original() -> None:
    says = "es/migraine.md: give it the blocks, sources and links of its original, in their order"
    for change in (
        ("guide:migraine", "page:search"),
        ("now. [^a]", "now. [^ours]"),
        ("- an", "1. an"),
        ("::: call", "::: week"),
        ("### Small", "Large [^a]"),
        ("@search headache=migraine", "@search headache=cluster"),
        ("| b [^a] |", "| b [^a] |\n| c |"),
    ):
        assert says in faults(guide(spanish=ALL.replace(*change)))


def test_a_translation_keeps_the_days_of_its_original() -> None:
    head = TRANSLATED.replace("2027-06-01", "2028-06-01").replace("order: 20", "order: 21")
    assert faults(guide(head=head)) == [
        "es/migraine.md: order: is not that of its original",
        "es/migraine.md: due: is not that of its original",
    ]


def test_links_come_in_the_order_of_the_text() -> None:
    assert list(links_of(page(ALL))) == [
        Link("this", LinkKind.GUIDE, "migraine"),
        Link("item", LinkKind.PAGE, "rules"),
    ]
    assert shape_of(page(ALL)) == shape_of(page(ALL.replace("this", "that")))


def test_short_words_and_sentences_are_easy_to_read() -> None:
    easy = school_grade(site("Call now. It can be bad. {emergency} is free."))
    hard = school_grade(
        site("Intramuscular stimulation necessitates considerable anatomical education.")
    )
    assert easy < SIXTH < TWELFTH < hard
    assert school_grade(site("@care")) == 0
