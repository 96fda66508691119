"""A file is taken apart by a process that has nothing, and is believed nothing."""

import io
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from directory.adapters import evidence_reading
from directory.adapters.evidence_drawing import confine, send, take_apart
from directory.adapters.evidence_reading import Clean, EvidenceReader, understood
from directory.domain.entry.evidence import MOST_PAGES, FileKind, Trouble
from tests.adapters import good_files
from tests.servers import ROOT


def pixels(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as opened:
        opened.load()
        return opened.copy()


@pytest.mark.parametrize(
    ("content", "kind", "size"),
    [
        (good_files.good_pdf(3), FileKind.PDF, (1275, 1651)),
        (good_files.jpeg(), FileKind.JPEG, (240, 320)),
        (good_files.jpeg(exif=good_files.with_place()), FileKind.JPEG, (320, 240)),
        (good_files.png(), FileKind.PNG, (240, 320)),
        (good_files.heic(), FileKind.HEIC, (240, 320)),
    ],
    ids=["pdf", "jpeg", "turned", "png", "heic"],
)
def test_a_good_file_comes_out_as_pictures(
    content: bytes, kind: FileKind, size: tuple[int, int]
) -> None:
    found, spent = EvidenceReader().measured(content, kind)
    assert isinstance(found, Clean)
    assert {pixels(page).size for page in found.pages} == {size}
    assert {pixels(page).format for page in found.pages} == {None}
    assert found.size == len(found.document) + sum(map(len, found.pages))
    assert bool(found.document) is (kind is FileKind.PDF)
    if found.document:
        with pikepdf.open(io.BytesIO(found.document)) as bound:
            assert len(bound.pages) == len(found.pages) == 3
    assert 0 < spent.seconds < evidence_reading.WALL_SECONDS


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_make_can_be_read(mode: str) -> None:
    drawn = good_files.picture(mode="L" if mode == "I;16" else mode)
    if mode == "I;16":
        low_and_high = b"".join(bytes((0, value)) for value in drawn.tobytes())
        drawn = Image.frombytes("I;16", drawn.size, low_and_high)
    found = take_apart(good_files.saved(drawn, "PNG"))
    assert isinstance(found, tuple)
    # Paper is light, and its lines are dark
    shown = pixels(found[1]).convert("L")
    assert shown.getpixel((200, 8)) > 200  # type: ignore[operator]
    assert shown.getpixel((80, 160)) < 120  # type: ignore[operator]


def test_what_is_clear_is_white_and_what_is_large_becomes_smaller() -> None:
    clear = Image.new("RGBA", (4_000, 500), (0, 0, 0, 0))
    found = take_apart(good_files.saved(clear, "PNG"))
    assert isinstance(found, tuple)
    assert pixels(found[1]).size == (3_000, 375)
    assert pixels(found[1]).getpixel((5, 5)) == (255, 255, 255)


def test_a_document_may_say_at_which_page_it_opens() -> None:
    for opens in (
        pikepdf.Array([0, pikepdf.Name.Fit]),
        pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0, pikepdf.Name.Fit])),
    ):
        made = good_files.pdf()
        made.Root.OpenAction = opens
        assert isinstance(take_apart(good_files.written(made)), tuple)


def test_the_largest_document_is_read() -> None:
    found = EvidenceReader().read(good_files.good_pdf(MOST_PAGES), FileKind.PDF)
    assert isinstance(found, Clean)
    assert len(found.pages) == MOST_PAGES


CHILD = """
import os, resource, socket, sys
sys.path.insert(0, sys.argv[1])
from directory.adapters import evidence_drawing
evidence_drawing.prepare()
evidence_drawing.confine()
got = {"environment": sorted(os.environ), "open": []}
for what in ("/etc/passwd", "/dev/null"):
    try:
        got["open"].append(os.open(what, os.O_RDONLY))
    except OSError:
        pass
try:
    got["memory"] = len(bytearray(800 * 1024 * 1024))
except MemoryError:
    got["memory"] = 0
try:
    got["socket"] = bool(socket.socket())
except OSError:
    got["socket"] = False
try:
    resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))
    got["again"] = True
except (OSError, ValueError):
    got["again"] = False
import json
print(json.dumps(got))
"""


def test_a_child_can_open_nothing_and_has_little() -> None:
    done = subprocess.run(  # noqa: S603  (the program above)
        [sys.executable, "-I", "-c", CHILD, str(ROOT)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={},
        text=True,
        check=True,
    )
    got = json.loads(done.stdout)
    assert set(got["environment"]) <= {"LC_ALL", "LC_CTYPE", "PYTHONDONTWRITEBYTECODE"}
    assert (got["open"], got["memory"], got["socket"]) == ([], 0, False)


def test_the_limits_are_those_that_are_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", told.__setitem__)
    confine()
    assert told[resource.RLIMIT_AS] == (768 << 20, 768 << 20)
    assert told[resource.RLIMIT_CPU][1] <= 10
    assert told[resource.RLIMIT_FSIZE] == told[resource.RLIMIT_NPROC] == (0, 0)
    assert told[resource.RLIMIT_CORE] == (0, 0)


def program(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(evidence_reading, "_PROGRAM", text)


@pytest.mark.parametrize(
    "text",
    [
        "raise SystemExit(1)",
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "print('{\"lengths\": [0, 3]}')",
        "",
    ],
)
def test_a_child_that_ends_badly_says_nothing(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    program(monkeypatch, text)
    assert EvidenceReader().read(b"%PDF-", FileKind.PDF) is Trouble.DAMAGED


def test_a_child_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, "import time; time.sleep(60)")
    begun = time.monotonic()
    assert EvidenceReader(seconds=0.3).read(b"%PDF-", FileKind.PDF) is Trouble.DAMAGED
    assert time.monotonic() - begun < 30


def test_a_child_that_never_stops_writing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_reading, "MOST_WRITTEN", 1_000_000)
    program(monkeypatch, "import os\nwhile True: os.write(1, b'x' * 65536)")
    assert EvidenceReader().read(b"%PDF-", FileKind.PDF) is Trouble.DAMAGED


JPEG, PDF = b"\xff\xd8\xff\xe0", b"%PDF-1.7"


def answer(head: Any, body: bytes = b"") -> bytes:  # noqa: ANN401  (whatever a child may write)
    return json.dumps(head).encode() + b"\n" + body


@pytest.mark.parametrize(
    "written",
    [
        None,
        b"",
        b"\n",
        b"[" * 100_000,
        b"\xff\xfe",
        answer([]),
        answer("trouble"),
        answer({}),
        answer({"trouble": "none"}),
        answer({"trouble": ["encrypted"]}),
        answer({"lengths": None}),
        answer({"lengths": []}),
        answer({"lengths": [8]}, PDF),
        answer({"lengths": [8, 4]}, PDF),
        answer({"lengths": [8, 4]}, PDF + JPEG + b"x"),
        answer({"lengths": [8, -4]}, PDF + JPEG),
        answer({"lengths": [8.0, 4]}, PDF + JPEG),
        answer({"lengths": [True, 11]}, PDF + JPEG),
        answer({"lengths": ["8", "4"]}, PDF + JPEG),
        answer({"lengths": [8, 4]}, PDF + b"GIF8"),
        answer({"lengths": [8, 4]}, b"<script>"[:8] + JPEG),
        answer({"lengths": [0, 4]}, JPEG),
        answer({"lengths": [8] + [4] * (MOST_PAGES + 1)}, PDF + JPEG * (MOST_PAGES + 1)),
    ],
)
def test_nothing_that_a_child_writes_is_believed(written: bytes | None) -> None:
    assert understood(written, FileKind.PDF) is Trouble.DAMAGED


def test_a_picture_has_no_document() -> None:
    both = answer({"lengths": [8, 4]}, PDF + JPEG)
    assert understood(both, FileKind.JPEG) is Trouble.DAMAGED
    assert isinstance(understood(both, FileKind.PDF), Clean)
    assert isinstance(understood(answer({"lengths": [0, 4]}, JPEG), FileKind.JPEG), Clean)


@pytest.mark.parametrize("trouble", Trouble)
def test_what_a_child_finds_is_understood(trouble: Trouble) -> None:
    out = io.BytesIO()
    send(out, trouble)
    assert understood(out.getvalue(), FileKind.PDF) is trouble


def test_nothing_is_left_of_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    EvidenceReader().read(good_files.jpeg(), FileKind.JPEG)
    assert list(tmp_path.iterdir()) == []
