"""Codes of authenticator apps, and the picture that sets one up."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pyotp
import pytest

from directory.adapters.code_apps import app_address, drawn, fresh_secret, matching_step

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  (nobody's)
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30
ADDRESS = app_address(SECRET, email="ana@example.org", issuer="IMS Directory")


def code_of(step: int) -> str:
    return pyotp.HOTP(SECRET).at(step)


def test_codes_are_those_of_rfc_6238() -> None:
    # Appendix B, SHA-1, the last six of its eight digits.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105
    for second, code in ((59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")):
        at = datetime.fromtimestamp(second, UTC)
        assert matching_step(secret, code, at=at) == second // 30


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_a_clock_may_be_one_step_off(drift: int) -> None:
    assert matching_step(SECRET, code_of(STEP + drift), at=NOW) == STEP + drift


@pytest.mark.parametrize("drift", [-2, 2])
def test_a_clock_may_not_be_two_steps_off(drift: int) -> None:
    assert matching_step(SECRET, code_of(STEP + drift), at=NOW) is None


def test_a_step_lasts_thirty_seconds() -> None:
    code = code_of(STEP)
    assert matching_step(SECRET, code, at=NOW + timedelta(seconds=59)) == STEP
    assert matching_step(SECRET, code, at=NOW + timedelta(seconds=60)) is None
    assert matching_step(SECRET, code, at=NOW - timedelta(seconds=30)) == STEP
    assert matching_step(SECRET, code, at=NOW - timedelta(seconds=31)) is None


@pytest.mark.parametrize("code", ["", "12345", f" {code_of(STEP)}", "é", code_of(STEP) + "0"])
def test_anything_else_matches_no_step(code: str) -> None:
    assert matching_step(SECRET, code, at=NOW) is None


def test_another_secret_shows_other_codes() -> None:
    steps = range(STEP, STEP + 40)
    assert [matching_step(fresh_secret(), code_of(step), at=NOW) for step in steps].count(
        None
    ) >= 39


def test_where_two_steps_show_one_code_the_later_one_is_used_up() -> None:
    step = 473_597
    assert code_of(step) == code_of(step + 1)
    at = datetime.fromtimestamp(30 * step, UTC)
    assert matching_step(SECRET, code_of(step), at=at) == step + 1


def test_a_secret_has_160_bits_and_is_never_the_same() -> None:
    secrets = {fresh_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert {len(pyotp.OTP(secret).byte_secret()) for secret in secrets} == {20}


def test_the_address_says_whose_code_it_is_and_where() -> None:
    parts = urlsplit(ADDRESS)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parts.path == "/IMS%20Directory:ana%40example.org"
    assert parse_qs(parts.query) == {"secret": [SECRET], "issuer": ["IMS Directory"]}


def test_the_picture_is_one_that_a_page_may_hold() -> None:
    svg = drawn(ADDRESS, title="Set up <your> app & sign in")
    html5lib.HTMLParser(strict=True).parseFragment(svg)
    picture = ET.fromstring(svg)  # noqa: S314  (drawn here)
    assert picture.tag == "svg"
    assert set(picture.attrib) == {"viewBox"}
    assert picture.findtext("title") == "Set up <your> app & sign in"
    assert {each.tag for each in picture} == {"title", "path"}
    assert all(set(path.attrib) <= {"d", "fill", "stroke"} for path in picture.findall("path"))
    assert SECRET not in svg


def test_the_picture_is_dark_on_its_own_light_ground_in_any_theme() -> None:
    picture = ET.fromstring(drawn(ADDRESS, title="x"))  # noqa: S314  (drawn here)
    ground, modules = picture.findall("path")
    size = int(picture.attrib["viewBox"].split()[-1])
    assert (ground.attrib["fill"], ground.attrib["d"]) == ("#fff", f"M0 0h{size}v{size}h-{size}z")
    assert modules.attrib["stroke"] == "#000"
    # Four modules of white around it: the first dark one is at 4, half a line's width down.
    assert modules.attrib["d"].startswith("M4 4.5h7")
