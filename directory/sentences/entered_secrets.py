"""Sentences about the passwords and codes that people enter."""

from typing import Final

from directory.domain.entry.faults import FaultCode
from directory.sentences.marking import marked

MISSING: Final = {
    "password": marked("Enter a password"),
    "code": marked("Enter the code that your app shows"),
    "recovery_code": marked("Enter one of your recovery codes"),
}
"""What to say of each field that was left empty."""

SENTENCES: Final = {
    FaultCode.PASSWORD_SHORT: marked(
        "Use %(least)s characters or more. A few unrelated words are easy to remember"
    ),
    FaultCode.PASSWORD_REPEATS: marked(
        "This password repeats the same few characters. "
        "Use words that have nothing to do with each other"
    ),
    FaultCode.PASSWORD_RUN: marked(
        "This password follows the keyboard, the alphabet or the digits. "
        "Use a few unrelated words instead"
    ),
    FaultCode.PASSWORD_KNOWN: marked(
        "This password is made of ones that others use, and those are tried first. "
        "Choose one that you have never seen anywhere"
    ),
    FaultCode.PASSWORD_PERSONAL: marked(
        "This password is mostly your name, your e-mail address or the name of this site. "
        "Use words that nobody connects with you"
    ),
    FaultCode.PASSWORD_GUESSABLE: marked(
        "This password can be guessed quickly. Add another word or two that do not belong with it"
    ),
    FaultCode.CODE_FORM: marked(
        "The code has %(digits)s digits. Enter the one that your app shows now"
    ),
    FaultCode.RECOVERY_CODE_FORM: marked(
        "A recovery code has %(letters)s letters and digits, in groups of four. "
        "Enter one as it stands on your list"
    ),
}
