from dataclasses import replace

import pytest

from directory.domain.entry.evidence import (
    MOST_BYTES,
    FileFacts,
    FileKind,
    Trouble,
    check_file,
    kind_of,
)
from directory.domain.entry.faults import FaultCode
from tests.domain.entry.said import said, stops

PDF = b"%PDF-1.7\n"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def container(major: bytes, *others: bytes) -> bytes:
    rest = b"ftyp" + major + b"\0\0\0\0" + b"".join(others)
    return (len(rest) + 4).to_bytes(4, "big") + rest


HEIC = container(b"heic", b"mif1", b"heic")
GOOD = FileFacts(name="certificate.pdf", size=1000, first_bytes=PDF)


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (PDF, FileKind.PDF),
        (JPEG, FileKind.JPEG),
        (PNG, FileKind.PNG),
        (HEIC, FileKind.HEIC),
        (container(b"heix"), FileKind.HEIC),
        (container(b"mif1", b"miaf", b"heic"), FileKind.HEIC),
        (container(b"msf1", b"heis"), FileKind.HEIC),
        (container(b"mif1", b"avif"), None),
        (container(b"avif", b"mif1", b"heic"), None),
        (container(b"mif1") + b"heic", None),
        (container(b"mp42", b"isom"), None),
        (b"", None),
        (b" %PDF-1.7", None),
        (b"%PDF", None),
        (b"\xff\xd8", None),
        (b"\x89PNG\r\n\x1a", None),
        (b"GIF89a", None),
        (b"<html>", None),
        (b"PK\x03\x04", None),
        (b"\0\0\0\x18ftyq" + b"heic", None),
    ],
)
def test_a_file_is_what_it_begins_as(first: bytes, kind: FileKind | None) -> None:
    assert kind_of(first) is kind


def test_only_the_beginning_of_a_container_is_read() -> None:
    far = container(b"mif1", *[b"xxxx"] * 11, b"heic")
    assert kind_of(far) is FileKind.HEIC
    assert kind_of(container(b"mif1", *[b"xxxx"] * 12, b"heic")) is None


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("a.PDF", PDF),
        ("a.jpg", JPEG),
        ("a.jpeg", JPEG),
        ("a.JPE", JPEG),
        ("a.png ", PNG),
        ("a.heic", HEIC),
        ("a.heif", HEIC),
        ("scan", PDF),
        ("Diploma v1.2", PNG),
        ("", JPEG),
    ],
)
def test_a_file_of_each_kind_is_evidence(name: str, first: bytes) -> None:
    assert check_file(replace(GOOD, name=name, first_bytes=first)) == ()


@pytest.mark.parametrize(
    "media_type",
    ["", "application/octet-stream", "application/pdf", "Application/PDF; charset=x", "text/x"],
)
def test_what_the_sender_says_may_be_vague(media_type: str) -> None:
    assert check_file(replace(GOOD, media_type=media_type)) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"received_whole": False}, FaultCode.EVIDENCE_NOT_RECEIVED),
        ({"size": 0}, FaultCode.EVIDENCE_EMPTY),
        ({"size": MOST_BYTES + 1}, FaultCode.EVIDENCE_TOO_BIG),
        ({"first_bytes": b"<html>"}, FaultCode.EVIDENCE_KIND),
        ({"name": "a.jpg"}, FaultCode.EVIDENCE_OTHER_THAN_NAMED),
        ({"name": "a.pdf", "first_bytes": PNG}, FaultCode.EVIDENCE_OTHER_THAN_NAMED),
        ({"media_type": "image/png"}, FaultCode.EVIDENCE_OTHER_THAN_NAMED),
        ({"media_type": "image/jpg"}, FaultCode.EVIDENCE_OTHER_THAN_NAMED),
        ({"media_type": "image/pjpeg"}, FaultCode.EVIDENCE_OTHER_THAN_NAMED),
        ({"media_type": "image/heif"}, FaultCode.EVIDENCE_OTHER_THAN_NAMED),
        ({"trouble": Trouble.ENCRYPTED}, FaultCode.EVIDENCE_ENCRYPTED),
        ({"trouble": Trouble.ACTIVE}, FaultCode.EVIDENCE_ACTIVE),
        ({"trouble": Trouble.TWO_KINDS}, FaultCode.EVIDENCE_OTHER_THAN_NAMED),
        ({"trouble": Trouble.MANY_PIXELS}, FaultCode.EVIDENCE_MANY_PIXELS),
        ({"trouble": Trouble.DAMAGED}, FaultCode.EVIDENCE_DAMAGED),
    ],
)
def test_each_reason_against_a_file_is_said(change: dict[str, object], code: FaultCode) -> None:
    assert said(check_file(replace(GOOD, **change))) == stops(code)  # type: ignore[arg-type]  # each of its own type


def test_a_file_has_at_most_ten_megabytes() -> None:
    assert MOST_BYTES == 10_485_760
    assert check_file(replace(GOOD, size=MOST_BYTES)) == ()
    assert check_file(replace(GOOD, size=1)) == ()


def test_a_file_has_at_most_twenty_pages() -> None:
    (fault,) = check_file(replace(GOOD, trouble=Trouble.MANY_PAGES))
    assert said((fault,)) == stops(FaultCode.EVIDENCE_MANY_PAGES)
    assert fault.params == (("most", "20"),)


def test_the_first_reason_that_a_person_can_act_on_is_said() -> None:
    hopeless = FileFacts(
        name="a.jpg", size=0, first_bytes=b"", received_whole=False, trouble=Trouble.DAMAGED
    )
    assert said(check_file(hopeless)) == stops(FaultCode.EVIDENCE_NOT_RECEIVED)
    assert said(check_file(replace(hopeless, received_whole=True))) == stops(
        FaultCode.EVIDENCE_EMPTY
    )
    misnamed = replace(GOOD, name="a.png", trouble=Trouble.ENCRYPTED)
    assert said(check_file(misnamed)) == stops(FaultCode.EVIDENCE_OTHER_THAN_NAMED)
