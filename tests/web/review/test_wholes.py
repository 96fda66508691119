"""Pages about a person as a whole: held back and let back, excluded, changed, merged, called."""

from typing import Final

import pytest
from flask import Flask

from directory.domain import ids
from directory.domain.exclusions import Fit
from directory.domain.vocabulary import ActorKind, HeldKind
from directory.models.practitioners import Practitioner
from tests.clock import Clock
from tests.pages import read_page
from tests.visitors import AccountClient, account, signed_in
from tests.web.review.forms.staging import SYSTEM, Staging, key
from tests.web.review.forms.wholes import WHY, held, matched, waiting

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WORDS: Final = {"words": "It is mended."}
ODD: Final = ("\x00", "\u202eabc", "x" * 3_000, " \n ")


@pytest.fixture
def on(app: Flask, clock: Clock) -> Staging:
    return Staging(app, clock, account(app, ActorKind.REVIEWER))


@pytest.fixture
def me(on: Staging) -> AccountClient:
    return signed_in(on.app, on.me)


def another(on: Staging) -> AccountClient:
    return signed_in(on.app, on.other())


def of(who: int, rest: str = "") -> str:
    return f"/review/person/{key(who)}{rest}"


def errors(client: AccountClient, path: str, **fields: str) -> list[str]:
    answer = client.send(path, **fields)
    assert answer.status_code == 422, answer.text
    return read_page(answer).texts("p", class_="error")


def test_a_listing_is_held_back_and_let_back_by_two(on: Staging, me: AccountClient) -> None:
    who = on.listed()
    page = me.page(of(who))
    assert "The listing as a whole" in page.texts("h2")
    form = of(who, "/holds/new")
    assert me.page(form).heading == "Hold back the listing of Ada Example"
    assert errors(me, form) == [
        "Error: Choose a reason", "Error: Write what the practitioner reads"
    ]  # fmt: skip
    for words in ODD:
        assert errors(me, form, reason="report_under_review", words=words)
    assert errors(me, form, reason="corrected", words=WHY) == ["Error: Choose a reason"]
    kept = me.send(form, reason="nonsense", words=WHY).text
    assert WHY in kept
    assert me.send(form, reason="report_under_review", words=WHY).status_code == 303
    again = me.send(form, reason="report_under_review", words=WHY)
    assert again.status_code == 409
    assert "This listing is held back already." in again.text
    public = me.get(f"/practitioners/{key(who)}", follow_redirects=True)
    assert "is not listed now" in public.text
    assert "We are checking this listing again. Until then no search finds it." in public.text
    found = me.get(f"/api/v1/practitioners/{key(who)}").get_json()
    assert found["listed"] is False
    assert me.get("/api/v1/search?near=80202&lat=&lon=").status_code in {200, 404}
    (end,) = (href for text, href in me.page(of(who)).links().items() if "Propose that it" in text)
    assert me.page(end).heading == "Propose to let Ada Example back"
    assert errors(me, end)
    assert me.send(end, reason="corrected", **WORDS).status_code == 303
    assert me.send(end, reason="corrected", **WORDS).status_code == 409
    (mine,) = (href for text, href in me.page(of(who)).links().items() if "take it back" in text)
    alone = me.send(mine, answer="confirm")
    assert alone.status_code == 409
    assert "Another reviewer has to confirm it." in alone.text
    second = another(on)
    page = second.page(mine)
    assert page.heading == "Let Ada Example back"
    assert errors(second, mine) == ["Error: Choose your answer"]
    assert second.send(mine, answer="confirm").status_code == 303
    assert me.get(f"/api/v1/practitioners/{key(who)}").get_json()["listed"] is True
    # One proof serves one such act; and what is settled is not settled again.
    assert second.send(mine, answer="confirm").location.startswith("/account/step-up")
    settled = another(on).send(mine, answer="refuse")
    assert settled.status_code == 409
    assert "This is settled already." in settled.text
    assert me.send(end, reason="corrected", **WORDS).status_code == 409


def test_a_proposal_is_put_aside(on: Staging, me: AccountClient) -> None:
    who = on.listed()
    hold = held(on, who)
    end = of(who, f"/holds/{key(hold)}/end")
    assert me.send(end, reason="corrected", **WORDS).status_code == 303
    (mine,) = (href for text, href in me.page(of(who)).links().items() if "take it back" in text)
    assert me.send(mine, answer="refuse", words="Too soon.").status_code == 303
    assert me.send(end, reason="corrected", **WORDS).status_code == 303


def test_a_match_is_settled(on: Staging, me: AccountClient) -> None:
    who, other = on.listed(), on.listed()
    flag, exact = matched(on, who), matched(on, other, fit=Fit.EXACT)
    path, held_path = of(who, f"/exclusions/{key(flag)}"), of(other, f"/exclusions/{key(exact)}")
    page = me.page(path)
    assert page.heading == "Does the list of excluded people mean Ada Example?"
    assert errors(me, path) == ["Error: Choose whom the list means"]
    assert errors(me, path, outcome="theirs") == ["Error: Write what the practitioner reads"]
    assert me.send(path, outcome="not_theirs").status_code == 303
    assert "It is somebody else" in me.get(of(who)).text
    assert "Settled on" in me.get(path).text
    late = me.send(path, outcome="theirs", words="You are.")
    assert late.status_code == 409
    assert "Another reviewer has settled this already." in late.text
    assert "held back because of this" in me.get(held_path).text
    two = me.send(held_path, outcome="not_theirs")
    assert two.status_code == 409
    assert "takes two reviewers" in two.text
    assert me.send(held_path, outcome="theirs", words="You are.").status_code == 303
    assert "Excluded" in me.get(of(other)).text
    # Somebody else's match is not there.
    assert me.get(of(other, f"/exclusions/{key(flag)}")).status_code == 404


def test_a_change_is_accepted_or_not(on: Staging, me: AccountClient) -> None:
    who = on.listed()
    change = waiting(on, who, {"given_name": "Eda", "family_name": "Example", "suffix": None})
    page = me.page(of(who))
    assert "Changes that wait" in page.texts("h2")
    path = of(who, f"/changes/{key(change)}")
    page = me.page(path)
    assert page.heading == "Another name: Ada Example"
    # What stays the same is not in the way.
    assert page.texts("th", scope="row") == ["Given name"]
    assert page.texts("td")[1:] == ["Ada", "Eda"]
    assert errors(me, path) == ["Error: Write what the practitioner reads"]
    elsewhere = of(on.listed(), f"/changes/{key(change)}/accept")
    assert me.send(elsewhere).status_code == 409
    assert me.send(f"{path}/accept").status_code == 303
    assert me.page(of(who)).heading == "Eda Example"
    for gone in (me.send(f"{path}/accept"), me.send(path, **WORDS), me.get(path)):
        assert gone.status_code == 409
        assert "waits no more" in gone.text


def test_a_place_in_another_region_is_said_by_its_names(on: Staging, me: AccountClient) -> None:
    who = on.listed()
    after = {
        "city": "Albany", "region": "NY", "country": "US", "street": None, "street_hidden": True
    }  # fmt: skip
    change = waiting(on, who, after, kind=HeldKind.LOCATION)
    path = of(who, f"/changes/{key(change)}")
    said = me.page(path).texts("td")
    assert {"New York", "Yes", "Albany"} <= set(said)
    assert me.send(path, **WORDS).status_code == 303
    assert "Changes that wait" not in me.page(of(who)).texts("h2")


def test_two_listings_become_one(on: Staging, me: AccountClient) -> None:
    kept, double = on.listed(), on.listed(given="Eda")
    choose = of(kept, "/merge")
    page = me.page(choose)
    assert page.heading == "Merge a double into the listing of Ada Example"
    for odd in ("nobody", "%00", key(kept), ids.encode(999), "%E2%80%AE" * 400):
        assert me.get(f"{choose}?other={odd}").status_code == 422
        assert me.send(choose, other=odd, words="x").status_code == 422
    whole = f"https://find.example/practitioners/{key(double)}/eda-example"
    page = me.page(f"{choose}?other={whole}")
    assert page.heading == "Make one listing of two: Ada Example"
    fields = {
        field.get("name", ""): field.get("value", "")
        for field in page.all("input", type="hidden")
        if field.get("name") in {"seen", "other"}
    }
    assert errors(me, choose, **fields) == ["Error: Write why these two are one person"]
    stale = me.send(choose, **{**fields, "seen": "0"}, words="One person.")
    assert stale.status_code == 409
    assert "changed while you were reading" in stale.text
    assert me.send(choose, **fields, words="One person.").status_code == 303
    assert me.send(choose, **fields, words="One person.").status_code == 409
    # Whichever of the two files is open says so.
    for who in (kept, double):
        assert "that two listings become one" in me.get(of(who)).text
    (path,) = (href for text, href in me.page(of(kept)).links().items() if "take it back" in text)
    second = another(on)
    assert "It cannot be undone." in second.get(path).text
    assert second.send(path, answer="confirm").status_code == 303
    for address in (f"/practitioners/{key(double)}", f"/api/v1/practitioners/{key(double)}"):
        answer = me.get(address)
        assert answer.status_code == 301
        assert key(kept) in answer.location
        assert me.get(answer.location, follow_redirects=True).status_code == 200
    day = me.get(f"/api/v1/practitioners/{key(double)}?as_of=2026-11-23")
    assert day.status_code in {200, 404}
    assert "This was a double." in me.get(of(double)).text
    refused = me.send(of(double, "/merge"), other=key(kept), words="x")
    assert refused.status_code == 409
    assert "merged already" in refused.text


def test_facts_are_confirmed_by_telephone(on: Staging, me: AccountClient) -> None:
    who = on.listed()
    path = of(who, "/by-phone")
    page = me.page(path)
    assert page.heading == "Confirm by telephone: Ada Example"
    assert "+13035550100" in me.get(path).text
    seen = page.one("input", name="seen").get("value", "")
    assert errors(me, path, seen=seen) == ["Error: Choose what they said about new patients"]
    stale = me.send(path, seen="0", new_patients="no")
    assert stale.status_code == 409
    assert "Nothing was confirmed" in stale.text
    assert me.send(path, seen=seen, new_patients="no").status_code == 303
    found = me.get(f"/api/v1/practitioners/{key(who)}").get_json()
    assert found["new_patients"] == {"status": "no", "confirmed_on": "2026-11-24"}
    with on.office.act(SYSTEM) as act:
        row = act.session.get_one(Practitioner, who)
        assert row.new_patients_confirmed_by is ActorKind.REVIEWER
        row.left_at = act.at
    assert me.get(path).status_code == 404


def test_nobody_opens_or_decides_on_their_own_file(on: Staging, me: AccountClient) -> None:
    who, other = on.listed(), on.listed()
    hold, flag = held(on, who), matched(on, who)
    change = waiting(on, who, {"given_name": "Eda"})
    with on.office.act(SYSTEM) as act:
        act.session.get_one(Practitioner, who).account_id = on.me
    for rest in (
        "/holds/new",
        f"/holds/{key(hold)}/end",
        f"/exclusions/{key(flag)}",
        f"/changes/{key(change)}",
        "/merge",
        "/by-phone",
    ):
        for answer in (me.get(of(who, rest)), me.send(of(who, rest))):
            assert answer.status_code == 403
            assert "Nobody reads or decides on their own file." in answer.text
    # Nor is it merged into somebody else's.
    assert me.get(of(other, f"/merge?other={key(who)}")).status_code == 403
    for rest in (f"/holds/{key(99)}/end", f"/exclusions/{key(99)}", f"/proposed/{key(99)}"):
        assert me.get(of(other, rest)).status_code == 404
