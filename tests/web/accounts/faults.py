"""What a page owes to whoever made a mistake: a title, a summary that links, words at the field."""

from werkzeug.test import TestResponse

from tests.pages import Page, read_page, words


def faulty(answer: TestResponse, *, at: str, said: str, status: int = 422) -> Page:
    """Hold a page to saying, in all three places, what is wrong at one field."""
    page = read_page(answer)
    assert page.status == status
    assert page.title.startswith("Error: ")
    summary = page.one("div", class_="problem")
    assert [(link.get("href"), words(link)) for link in summary.iter("a")] == [(f"#{at}", said)]
    field = page.one("*", id=at)
    assert f"{at}-error" in field.get("aria-describedby", "").split()
    assert words(page.one("p", id=f"{at}-error")).removeprefix("Error: ") == said
    return page
