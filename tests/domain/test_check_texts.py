from dataclasses import replace

import pytest

from directory.domain.check_texts import read_check, write_check
from directory.domain.checks import CheckRecord
from directory.domain.vocabulary import CheckSource, CredentialKind
from tests.domain.reviewing import ON_REGISTER


@pytest.mark.parametrize(
    "record",
    [
        ON_REGISTER,
        replace(
            ON_REGISTER,
            kind=CredentialKind.TRAINING,
            source=CheckSource.DOCUMENT_SEEN,
            reviewer=None,
            url=None,
            status_found=None,
            end_found=None,
            note="“Zoë” wrote\nback",
            evidence_sha256="a" * 64,
        ),
    ],
)
def test_a_record_is_read_as_it_was_written(record: CheckRecord) -> None:
    assert read_check(write_check(record)) == record
