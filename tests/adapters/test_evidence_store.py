"""Files are there as a whole or not at all, whenever the machine falls."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from directory.adapters.evidence_store import EvidenceStore, NotKept
from tests.servers import ROOT

PAGES = (b"first", b"second")


def nobody(_: Sequence[str]) -> Collection[str]:
    return ()


def everybody(names: Sequence[str]) -> Collection[str]:
    return names


def within(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} - {".lock"}


def test_what_is_put_can_be_read_by_us_alone(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "deep" / "evidence")
    name = store.put(PAGES, b"document")
    other = store.put([b"photograph"])
    assert name != other
    assert set(store.names()) == {name, other}
    assert (store.page(name, 1), store.page(name, 2)) == PAGES
    assert store.document(name) == b"document"
    assert store.document(other) == b"photograph"
    folder = tmp_path / "deep" / "evidence"
    for each in (folder, folder / name, folder / other):
        assert stat.S_IMODE(each.stat().st_mode) == 0o700
    for each in (folder / name).iterdir():
        assert stat.S_IMODE(each.stat().st_mode) == 0o600


def test_what_is_not_there_is_not_kept(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    name = store.put(PAGES)
    (tmp_path / "1.jpg").write_bytes(b"outside")
    for page in (0, 3, -1, 21):
        with pytest.raises(NotKept):
            store.page(name, page)
    for odd in ("", ".", "..", "../x", f"{name}/", f"/{name}", name.upper(), "0" * 32, "\0"):
        with pytest.raises(NotKept):
            store.page(odd, 1)
        with pytest.raises(NotKept):
            store.document(odd)
        store.remove(odd)
    assert store.names() == (name,)


def test_what_is_removed_is_gone(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    name = store.put(PAGES)
    store.remove(name)
    store.remove(name)
    assert within(tmp_path) == set()
    with pytest.raises(NotKept):
        store.document(name)


def test_a_sweep_takes_what_no_row_names_and_what_is_half_done(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    assert EvidenceStore(tmp_path / "none").sweep(nobody) == 0
    kept, orphan = store.put(PAGES), store.put(PAGES)
    for half in (".draft-a", ".going-b"):
        (tmp_path / half).mkdir()
        (tmp_path / half / "1.jpg").write_bytes(b"x")
    asked: list[str] = []

    def known(names: Sequence[str]) -> Collection[str]:
        asked.extend(names)
        return [kept]

    assert store.sweep(known) == 1
    assert asked == sorted([kept, orphan])
    assert within(tmp_path) == {kept}
    assert store.sweep(everybody) == 0


def test_a_sweep_waits_for_nobody_and_takes_nothing_from_who_is_putting(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    with store.putting():
        name = store.put(PAGES)
        with EvidenceStore(tmp_path).putting():
            assert EvidenceStore(tmp_path).sweep(nobody) == 0
        assert EvidenceStore(tmp_path).sweep(nobody) == 0
    assert store.names() == (name,)
    assert store.sweep(nobody) == 1


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = EvidenceStore(tmp_path)
    store.put([b"x"])
    before = within(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.put(PAGES)
    monkeypatch.undo()
    assert within(tmp_path) == before


def test_everything_is_on_the_disk_before_its_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EvidenceStore(tmp_path)
    done: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def noted(handle: int) -> None:
        done.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        fsync(handle)

    def moved(before: Path, after: Path) -> Path:
        done.append("rename")
        return rename(before, after)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Path, "rename", moved)
    name = store.put(PAGES, b"document")
    draft = f".draft-{name}"
    assert done == ["1.jpg", "2.jpg", "document.pdf", draft, "rename", tmp_path.name]


FALLS = """
import os, signal, sys
from pathlib import Path
from directory.adapters.evidence_store import EvidenceStore
left = int(sys.argv[2])
def counted(inner):
    def step(*given, **more):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return inner(*given, **more)
    return step
os.fsync, os.open, Path.rename, Path.mkdir = map(
    counted, (os.fsync, os.open, Path.rename, Path.mkdir)
)
store = EvidenceStore(Path(sys.argv[1]))
with store.putting():
    print(store.put((b"first", b"second"), b"document"), flush=True)
store.remove(store.names()[0])
"""


def fall(folder: Path, steps: int) -> int:
    done = subprocess.run(  # noqa: S603  (the program above)
        [sys.executable, "-S", "-c", FALLS, str(folder), str(steps)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    return done.returncode


def test_a_fall_between_any_two_steps_leaves_a_whole_file_or_none(tmp_path: Path) -> None:
    steps, code = 0, -signal.SIGKILL
    while code == -signal.SIGKILL:
        folder = tmp_path / str(steps)
        code = fall(folder, steps)
        if folder.is_dir():
            store = EvidenceStore(folder)
            for name in store.names():
                assert (store.page(name, 1), store.page(name, 2)) == PAGES
                assert store.document(name) == b"document"
            # What a fall leaves, the next sweep takes; no lock outlives its holder.
            store.sweep(nobody)
            assert within(folder) == set()
        steps += 1
    assert code == 0
    assert steps > 12


def test_a_file_is_whole_while_all_its_pages_are_there(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    name = store.put(PAGES)
    assert store.is_whole(name, 2)
    assert not store.is_whole(name, 3)
    assert not store.is_whole(name, 0)
    for odd in ("", "..", "0" * 32, f"../{tmp_path.name}/{name}"):
        assert not store.is_whole(odd, 1)
    (tmp_path / name / "2.jpg").unlink()
    assert not store.is_whole(name, 2)
