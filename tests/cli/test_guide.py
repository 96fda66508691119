"""What `guide check` tells whoever edits the texts."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from directory.adapters import guide_files
from directory.cli.guide import guide
from directory.domain.guide import Guide

# The package's attribute of this name is the command itself, so the module is looked up.
MODULE = sys.modules["directory.cli.guide"]


def checked() -> tuple[int, str]:
    done = CliRunner().invoke(guide, ["check"])
    return done.exit_code, done.output


def test_the_guide_as_shipped_is_well() -> None:
    code, said = checked()
    assert code == 0
    assert "migraine: school grade " in said
    assert said.endswith("3 languages, 18 pages: all is well.\n")


def test_what_is_stale_is_said_with_the_mark_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    read = guide_files.read_guide()
    changed = Guide(read.pages, read.sources, {**read.marks, "migraine": "0123456789ab"})
    monkeypatch.setattr(MODULE, "read_guide", lambda: changed)
    code, said = checked()
    assert code == 1
    assert (
        "es/migraine.md: its original has changed; read it again, then set of: 0123456789ab" in said
    )
    assert said.endswith("Error: 2 things to mend.\n")


def test_what_cannot_be_read_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "sources.csv").write_text("key\n", encoding="utf-8")
    monkeypatch.setattr(MODULE, "read_guide", lambda: guide_files.read_guide(tmp_path))
    code, said = checked()
    assert code == 1
    assert said == (
        "Error: The guide cannot be read. sources.csv: name its columns key, text, url, read_on.\n"
    )
