from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.websites import read_website
from tests.domain.entry.said import flags, params, said, stops


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("clinic.com", "https://clinic.com"),
        (" HTTP://Clinic.COM/Path?q=1#top ", "http://clinic.com/Path?q=1#top"),
        ("clinic.com.", "https://clinic.com"),
        ("clinic.com:443/a", "https://clinic.com/a"),
        ("http://clinic.com:80", "http://clinic.com"),
        ("https://clinic.com:/a", "https://clinic.com/a"),
        ("https://clinic.com/é<a>\"'|{", "https://clinic.com/%C3%A9%3Ca%3E%22'%7C%7B"),
        ("https://clinic.com/%20", "https://clinic.com/%20"),
        ("https://clinic.com?q=a@b", "https://clinic.com?q=a@b"),
        ("münchen.example", "https://xn--mnchen-3ya.example"),
        ("faß.example", "https://xn--fa-hia.example"),
        ("a-1.example", "https://a-1.example"),
        (f"{'a' * 63}.example", f"https://{'a' * 63}.example"),
        ("1.example", "https://1.example"),
        ("clinic.home.example", "https://clinic.home.example"),
    ],
)
def test_a_public_site_is_linked_one_way(text: str, address: str) -> None:
    assert read_website(text) == Checked(address)


def test_a_site_is_optional_unless_it_is_needed() -> None:
    assert read_website(" ") == Checked(None)
    assert said(read_website(" ", required=True)) == stops(FaultCode.TEXT_MISSING)


def test_a_site_has_at_most_300_characters() -> None:
    address = f"https://clinic.com/{'a' * 281}"
    assert len(address) == 300
    assert read_website(address).passes
    assert said(read_website(address + "a")) == stops(FaultCode.TEXT_TOO_LONG)
    assert params(read_website(address + "a")) == {"most": "300"}


@pytest.mark.parametrize(
    "text",
    [
        "https://a b.com",
        "https:\\\\evil.com",
        "https://clinic.com\\@evil.com",
        "https://a.com/\n",
        "https://a.com/\tb",
        "a\u200b.com",
        "a\u202e.com",
        "a\ud800.com",
        "a\u3000.com",
        "https://a.com/\0",
    ],
)
def test_marks_that_parsers_read_differently_are_refused(text: str) -> None:
    text = text.replace("/\n", "/\nb")
    assert said(read_website(text)) == stops(FaultCode.WEBSITE_CHARACTERS)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://a.com",
        "mailto:a@b.com",
        "file:///etc/passwd",
        "data:text/html,x",
        "httpss://a.com",
        "a:b@c.com",
    ],
)
def test_a_site_is_http_or_https(text: str) -> None:
    assert said(read_website(text)) == stops(FaultCode.WEBSITE_SCHEME)


@pytest.mark.parametrize(
    "text",
    [
        "http:clinic.com",
        "https:/clinic.com",
        "https://[::1",
        "https://a..com",
        "https://-a.com",
        "a-.com",
        "a_b.com",
        "https://.com",
        "https://a%2e.com",
        "ⓐ.com",
        "１２７.0.0.1",
        "a℀.com",
        f"{'a' * 64}.com",
        f"{'é' * 60}.com",
        "https://a.com\u0301b",
        "a.com..",
        "é_.com",
    ],
)
def test_a_host_is_written_plainly(text: str) -> None:
    assert said(read_website(text)) == stops(FaultCode.WEBSITE_FORM)


def test_a_host_has_at_most_253_characters() -> None:
    longest = ".".join(["a" * 63] * 3 + ["b" * 57, "com"])
    assert len(longest) == 253
    assert read_website(longest).passes
    assert said(read_website("b" + longest)) == stops(FaultCode.WEBSITE_FORM)
    over = ".".join(["a" * 63] * 3 + ["b" * 58, "com"])
    assert said(read_website(over)) == stops(FaultCode.WEBSITE_FORM)


@pytest.mark.parametrize("text", ["http://user@clinic.com", "https://clinic.com@evil.com"])
def test_a_site_names_no_user(text: str) -> None:
    assert said(read_website(text)) == stops(FaultCode.WEBSITE_CREDENTIALS)


@pytest.mark.parametrize(
    "text",
    [
        "clinic.com:8080",
        "http://clinic.com:443",
        "clinic.com:80",
        "https://clinic.com:443:443",
        "https://clinic.com:x",
        "localhost:8000/x",
    ],
)
def test_a_site_is_at_the_usual_port(text: str) -> None:
    assert said(read_website(text)) == stops(FaultCode.WEBSITE_PORT)


@pytest.mark.parametrize(
    "text",
    [
        "http://127.0.0.1",
        "8.8.8.8",
        "http://2130706433",
        "http://0x7f.1",
        "http://0x7f.0x1",
        "http://0177.0.0.01",
        "http://[::1]/",
        "https://a.0x",
        "10.0.0.1.",
    ],
)
def test_a_site_is_a_name_not_a_number(text: str) -> None:
    assert said(read_website(text)) == stops(FaultCode.WEBSITE_ADDRESS_NUMBER)


@pytest.mark.parametrize(
    "text",
    [
        "localhost",
        "http://intranet/x",
        "printer.local",
        "a.localhost",
        "a.internal",
        "a.home.arpa",
        "a.test",
        "a.onion",
        "//evil.com",
        "https://",
        "https:///a",
    ],
)
def test_a_site_is_public(text: str) -> None:
    assert said(read_website(text)) == stops(FaultCode.WEBSITE_NOT_PUBLIC)


def test_a_host_of_mixed_scripts_is_flagged() -> None:
    read = read_website("clinic.раypal.com")
    assert said(read) == flags(FaultCode.WEBSITE_MIXED_SCRIPTS)
    assert params(read) == {"word": "раypal"}
    assert read.passes
    assert read_website("пример.com").faults == ()


@given(st.text(max_size=80) | st.from_regex(r"https?://[\w.:@%\[\]\\/?#-]{0,40}"))
def test_what_is_accepted_means_the_same_to_another_parser(text: str) -> None:
    address = read_website(text).value
    if address is not None:
        parts = urlsplit(address)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname == parts.netloc
        assert address.isascii()
        assert "." in parts.netloc
        assert not parts.netloc.split(".")[-1].isdigit()
        assert read_website(address).value in {address, None}
