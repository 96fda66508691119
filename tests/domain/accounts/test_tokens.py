import re

import pytest

from directory.domain.accounts.tokens import RANDOM_BYTES, fresh, hash_of


def test_a_token_holds_256_random_bits_in_marks_that_fit_an_address_and_a_cookie() -> None:
    assert RANDOM_BYTES == 32
    # 43 marks of 6 bits each are the fewest that hold them.
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", fresh())


def test_no_two_tokens_are_alike() -> None:
    assert len({fresh() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("token", "kept"),
    [
        # Test vectors of SHA-256 (FIPS 180-2, appendix B), and one beyond ASCII.
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("é", "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"),
    ],
)
def test_of_a_token_its_sha_256_is_kept(token: str, kept: str) -> None:
    assert hash_of(token) == kept
