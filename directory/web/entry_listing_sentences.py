"""Sentences about what people enter of themselves: text, names, contacts, addresses, files."""

from typing import Final

from flask_babel import lazy_gettext

from directory.domain.entry.faults import FaultCode

MISSING: Final = {
    "given_name": lazy_gettext("Enter the given name"),
    "family_name": lazy_gettext("Enter the family name"),
    "former_names": lazy_gettext("Enter the former name, or remove it"),
    "number": lazy_gettext("Enter the %(licence)s number as it is on your %(licence)s"),
    "name_on_licence": lazy_gettext("Enter your name as it is on your %(licence)s"),
    "region": lazy_gettext("Choose a state or province"),
    "kind": lazy_gettext("Choose what kind it is"),
    "provider": lazy_gettext("Enter who gave the course"),
    "course": lazy_gettext("Enter the name of the course"),
    "body": lazy_gettext("Enter the name of the certifying body"),
    "body_website": lazy_gettext("Enter the website of the certifying body"),
    "name": lazy_gettext("Enter the name"),
    "street": lazy_gettext("Enter the street and number, or choose “Show only the town”"),
    "city": lazy_gettext("Enter the city or town"),
    "postal_code": lazy_gettext("Enter the ZIP or postal code"),
    "email": lazy_gettext("Enter an e-mail address"),
    "website": lazy_gettext("Enter a website"),
}
"""What to say of each field that was left empty."""

SENTENCES: Final = {
    FaultCode.TEXT_MISSING: lazy_gettext("Fill in this field"),
    FaultCode.TEXT_TOO_LONG: lazy_gettext("Use %(most)s characters or fewer"),
    FaultCode.TEXT_NOT_TEXT: lazy_gettext(
        "There are characters here that cannot be shown. Type it again instead of pasting it"
    ),
    FaultCode.CHOICE_UNKNOWN: lazy_gettext("Choose one of the answers offered. %(values)s"),
    FaultCode.NUMBER_NOT_WHOLE: lazy_gettext(
        "Enter a whole number from %(low)s to %(high)s, in digits"
    ),
    FaultCode.NUMBER_RANGE: lazy_gettext("Enter a number from %(low)s to %(high)s"),
    FaultCode.NUMBERS_ORDER: lazy_gettext(
        "The range begins at %(low)s and ends at %(high)s. Enter the smaller number first"
    ),
    FaultCode.NAME_NO_LETTERS: lazy_gettext("Enter a name that has letters in it"),
    FaultCode.NAME_MIXED_SCRIPTS: lazy_gettext(
        "“%(word)s” mixes letters of several alphabets. Look whether it poses as another name"
    ),
    FaultCode.NAME_LOOK_ALIKE: lazy_gettext(
        "“%(word)s” is written in letters that only look Latin. "
        "Look whether it poses as another name"
    ),
    FaultCode.NAME_DIFFERS: lazy_gettext(
        "The name on the %(licence)s differs from the practitioner’s (likeness %(score)s). "
        "Ask whether they changed their name"
    ),
    FaultCode.NAME_ELSEWHERE: lazy_gettext(
        "Somebody of the same name, profession and region has a listing. "
        "Compare the two before you decide"
    ),
    FaultCode.PHONE_AND_NAME_ELSEWHERE: lazy_gettext(
        "Somebody of your name has a listing with this telephone number. "
        "If it is yours, claim that listing"
    ),
    FaultCode.NPI_CHARACTERS: lazy_gettext(
        "An NPI has digits only. Remove letters and other characters"
    ),
    FaultCode.NPI_LENGTH: lazy_gettext(
        "An NPI has 10 digits and you entered %(count)s. Check it against your NPI notice"
    ),
    FaultCode.NPI_FIRST_DIGIT: lazy_gettext("An NPI begins with 1 or 2. Check its first digit"),
    FaultCode.NPI_CHECK_DIGIT: lazy_gettext(
        "The last digit of this NPI does not fit the nine before it. "
        "Look for a mistyped digit, or two that are swapped"
    ),
    FaultCode.NPI_NOT_IN_CANADA: lazy_gettext(
        "NPIs are given in the United States only. Leave this field empty"
    ),
    FaultCode.NPI_ON_ANOTHER_LISTING: lazy_gettext(
        "This NPI is on another listing already. If it is yours, claim that listing"
    ),
    FaultCode.PHONE_NOT_A_NUMBER: lazy_gettext(
        "Enter a telephone number with its area code, such as 303-555-0100"
    ),
    FaultCode.PHONE_LENGTH: lazy_gettext(
        "This telephone number has too few or too many digits. "
        "Enter it with its area code, such as 303-555-0100"
    ),
    FaultCode.PHONE_NOT_IN_USE: lazy_gettext(
        "No telephone has this number. Check the area code and each digit"
    ),
    FaultCode.PHONE_PREMIUM: lazy_gettext(
        "Callers pay extra for this number. Enter one that costs an ordinary call"
    ),
    FaultCode.PHONE_EXTENSION_DROPPED: lazy_gettext(
        "We show this number without its extension (%(extension)s). "
        "If patients need it, enter a direct number"
    ),
    FaultCode.EMAIL_FORM: lazy_gettext(
        "Enter an e-mail address with a name, an @ and a domain, such as name@clinic.com"
    ),
    FaultCode.EMAIL_DOMAIN: lazy_gettext(
        "No mail can be sent to what stands after the @. Check it, such as clinic.com"
    ),
    FaultCode.EMAIL_CHARACTERS: lazy_gettext(
        "What stands before the @ has characters that mail cannot use. "
        "Use letters without accents, digits, dots and hyphens"
    ),
    FaultCode.WEBSITE_CHARACTERS: lazy_gettext(
        "A website has no spaces, backslashes or hidden characters. Type it again"
    ),
    FaultCode.WEBSITE_SCHEME: lazy_gettext("Enter a website that begins with https:// or http://"),
    FaultCode.WEBSITE_FORM: lazy_gettext("Enter the website in full, such as https://clinic.com"),
    FaultCode.WEBSITE_CREDENTIALS: lazy_gettext(
        "Remove the user name and the @ from the website’s address"
    ),
    FaultCode.WEBSITE_PORT: lazy_gettext(
        "Remove the number after the colon from the website’s address"
    ),
    FaultCode.WEBSITE_ADDRESS_NUMBER: lazy_gettext(
        "Enter the website’s name, such as clinic.com, not a number"
    ),
    FaultCode.WEBSITE_NOT_PUBLIC: lazy_gettext(
        "Enter a website that everybody can open, such as https://clinic.com"
    ),
    FaultCode.WEBSITE_MIXED_SCRIPTS: lazy_gettext(
        "“%(word)s” in the website’s address mixes letters of several alphabets. "
        "Look whether it poses as another site"
    ),
    FaultCode.REGION_UNKNOWN: lazy_gettext(
        "Choose a state, province or territory of this country, such as CO or ON"
    ),
    FaultCode.POSTAL_CODE_US: lazy_gettext("Enter a ZIP code of 5 digits, such as 80211"),
    FaultCode.POSTAL_CODE_CA: lazy_gettext("Enter a postal code such as M5V 2T6"),
    FaultCode.POSTAL_CODE_OTHER_COUNTRY: lazy_gettext(
        "This postal code is of the other country. Check the code and the country"
    ),
    FaultCode.POSTAL_CODE_MILITARY: lazy_gettext(
        "%(zip)s is a military mail code, not a place. Enter the ZIP code where you see patients"
    ),
    FaultCode.COORDINATES_INCOMPLETE: lazy_gettext(
        "Enter both the latitude and the longitude, or neither"
    ),
    FaultCode.COORDINATES_RANGE: lazy_gettext(
        "Enter latitude and longitude in degrees, such as 39.7392 and -104.9847"
    ),
    FaultCode.ADDRESS_NOT_FOUND: lazy_gettext(
        "We could not find this address. Check the city and the postal code"
    ),
    FaultCode.ADDRESS_OUTSIDE_REGION: lazy_gettext(
        "This address is in %(place)s, not in %(region)s. Correct the address or the region"
    ),
    FaultCode.ADDRESS_IS_THIS_RIGHT: lazy_gettext(
        "We found this address in %(place)s. Is this the right place? Confirm it, or move it"
    ),
    FaultCode.BIO_PROMISES: lazy_gettext(
        "The text may promise or compare: %(words)s. Read it, and ask for other words if it does"
    ),
    FaultCode.LANGUAGE_UNKNOWN: lazy_gettext(
        "We do not know this language. Use a language tag such as es or ase"
    ),
    FaultCode.HEADACHE_UNKNOWN: lazy_gettext(
        "We do not know this headache type. Use one of: %(values)s"
    ),
    FaultCode.HEADACHE_MISSING: lazy_gettext("Choose at least one headache type that you see"),
    FaultCode.CURRENCY_MISSING: lazy_gettext("Choose the currency of your fees"),
    FaultCode.CURRENCY_UNKNOWN: lazy_gettext("Choose one of these currencies: %(values)s"),
    FaultCode.EVIDENCE_NOT_RECEIVED: lazy_gettext(
        "The selected file could not be uploaded. Try again"
    ),
    FaultCode.EVIDENCE_EMPTY: lazy_gettext("The selected file is empty. Choose another one"),
    FaultCode.EVIDENCE_TOO_BIG: lazy_gettext("The selected file must be smaller than 10MB"),
    FaultCode.EVIDENCE_KIND: lazy_gettext("The selected file must be a PDF, JPG, PNG or HEIC"),
    FaultCode.EVIDENCE_OTHER_THAN_NAMED: lazy_gettext(
        "The selected file is not of the kind that its name says. "
        "Save it again as a PDF, JPG, PNG or HEIC"
    ),
    FaultCode.EVIDENCE_ENCRYPTED: lazy_gettext(
        "The selected file is password protected. Save it without a password"
    ),
    FaultCode.EVIDENCE_DAMAGED: lazy_gettext(
        "The selected file cannot be opened. Save it again, or take a photo of the paper"
    ),
    FaultCode.EVIDENCE_ACTIVE: lazy_gettext(
        "The selected file has scripts or attachments in it. Print it to a new PDF and send that"
    ),
    FaultCode.EVIDENCE_ADDED_ALREADY: lazy_gettext(
        "You have sent this file already. Choose another one if this was a slip"
    ),
    FaultCode.EVIDENCE_ELSEWHERE: lazy_gettext(
        "The same file is on another listing. Compare the two before you decide"
    ),
}
