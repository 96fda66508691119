"""What is wrong with the facts and addresses of people in a file, for its keeper."""

from typing import Final

from directory.domain.entry.faults import FaultCode

SENTENCES: Final = {
    FaultCode.TEXT_MISSING: "This cell must not be empty",
    FaultCode.TEXT_TOO_LONG: "Use {most} characters or fewer",
    FaultCode.TEXT_NOT_TEXT: (
        "There are characters here that cannot be shown. Type it again instead of pasting it"
    ),
    FaultCode.CHOICE_UNKNOWN: "Use one of these words: {values}",
    FaultCode.NUMBER_NOT_WHOLE: "Enter a whole number from {low} to {high}, in digits",
    FaultCode.NUMBER_RANGE: "Enter a number from {low} to {high}",
    FaultCode.NUMBERS_ORDER: (
        "The range begins at {low} and ends at {high}. Enter the smaller number first"
    ),
    FaultCode.NAME_NO_LETTERS: "Enter a name that has letters in it",
    FaultCode.NAME_MIXED_SCRIPTS: (
        "“{word}” mixes letters of several alphabets. Look whether it poses as another name"
    ),
    FaultCode.NAME_LOOK_ALIKE: (
        "“{word}” is written in letters that only look Latin. Look whether it poses as another name"
    ),
    FaultCode.NAME_DIFFERS: (
        "The name on the license differs from the practitioner’s (likeness {score}). Ask "
        "whether they changed their name"
    ),
    FaultCode.NAME_ELSEWHERE: (
        "Somebody of the same name, profession and region has a listing. Compare the two "
        "before you decide"
    ),
    FaultCode.PHONE_AND_NAME_ELSEWHERE: (
        "Somebody of this name has a listing with this telephone number. Compare the two"
    ),
    FaultCode.NPI_CHARACTERS: "An NPI has digits only. Remove letters and other characters",
    FaultCode.NPI_LENGTH: (
        "An NPI has 10 digits and you entered {count}. Check it against your NPI notice"
    ),
    FaultCode.NPI_FIRST_DIGIT: "An NPI begins with 1 or 2. Check its first digit",
    FaultCode.NPI_CHECK_DIGIT: (
        "The last digit of this NPI does not fit the nine before it. Look for a mistyped "
        "digit, or two that are swapped"
    ),
    FaultCode.NPI_NOT_IN_CANADA: "NPIs are given in the United States only. Leave this field empty",
    FaultCode.NPI_ON_ANOTHER_LISTING: (
        "This NPI is on another listing already. Compare the two people"
    ),
    FaultCode.PHONE_NOT_A_NUMBER: (
        "Enter a telephone number with its area code, such as 303-555-0100"
    ),
    FaultCode.PHONE_LENGTH: (
        "This telephone number has too few or too many digits. Enter it with its area code, "
        "such as 303-555-0100"
    ),
    FaultCode.PHONE_NOT_IN_USE: "No telephone has this number. Check the area code and each digit",
    FaultCode.PHONE_PREMIUM: (
        "Callers pay extra for this number. Enter one that costs an ordinary call"
    ),
    FaultCode.PHONE_EXTENSION_DROPPED: (
        "The number is shown without its extension ({extension}). If patients need it, enter "
        "a direct number"
    ),
    FaultCode.EMAIL_FORM: (
        "Enter an e-mail address with a name, an @ and a domain, such as name@clinic.com"
    ),
    FaultCode.EMAIL_DOMAIN: (
        "No mail can be sent to what stands after the @. Check it, such as clinic.com"
    ),
    FaultCode.EMAIL_CHARACTERS: (
        "What stands before the @ has characters that mail cannot use. Use letters without "
        "accents, digits, dots and hyphens"
    ),
    FaultCode.WEBSITE_CHARACTERS: (
        "A website has no spaces, backslashes or hidden characters. Type it again"
    ),
    FaultCode.WEBSITE_SCHEME: "Enter a website that begins with https:// or http://",
    FaultCode.WEBSITE_FORM: "Enter the website in full, such as https://clinic.com",
    FaultCode.WEBSITE_CREDENTIALS: "Remove the user name and the @ from the website’s address",
    FaultCode.WEBSITE_PORT: "Remove the number after the colon from the website’s address",
    FaultCode.WEBSITE_ADDRESS_NUMBER: "Enter the website’s name, such as clinic.com, not a number",
    FaultCode.WEBSITE_NOT_PUBLIC: (
        "Enter a website that everybody can open, such as https://clinic.com"
    ),
    FaultCode.WEBSITE_MIXED_SCRIPTS: (
        "“{word}” in the website’s address mixes letters of several alphabets. Look whether "
        "it poses as another site"
    ),
    FaultCode.REGION_UNKNOWN: (
        "Choose a state, province or territory of this country, such as CO or ON"
    ),
    FaultCode.POSTAL_CODE_US: "Enter a ZIP code of 5 digits, such as 80211",
    FaultCode.POSTAL_CODE_CA: "Enter a postal code such as M5V 2T6",
    FaultCode.POSTAL_CODE_OTHER_COUNTRY: (
        "This postal code is of the other country. Check the code and the country"
    ),
    FaultCode.POSTAL_CODE_MILITARY: (
        "{zip} is a military mail code, not a place. Enter the ZIP code where you see patients"
    ),
    FaultCode.COORDINATES_INCOMPLETE: "Enter both the latitude and the longitude, or neither",
    FaultCode.COORDINATES_RANGE: (
        "Enter latitude and longitude in degrees, such as 39.7392 and -104.9847"
    ),
    FaultCode.ADDRESS_NOT_FOUND: (
        "This address could not be found. Check the city and the postal code"
    ),
    FaultCode.ADDRESS_OUTSIDE_REGION: (
        "This address is in {place}, not in {region}. Correct the address or the region"
    ),
    FaultCode.ADDRESS_IS_THIS_RIGHT: (
        "The postal code is not known, and the town was found as {place}. Check that this is "
        "the right place"
    ),
    FaultCode.BIO_PROMISES: (
        "The text may promise or compare: {words}. Read it, and ask for other words if it does"
    ),
    FaultCode.LANGUAGE_UNKNOWN: "This language is not known. Use a language tag such as es or ase",
    FaultCode.HEADACHE_UNKNOWN: "This headache type is not known. Use one of: {values}",
    FaultCode.HEADACHE_MISSING: "Choose at least one headache type that you see",
    FaultCode.CURRENCY_MISSING: "Choose the currency of your fees",
    FaultCode.CURRENCY_UNKNOWN: "Choose one of these currencies: {values}",
}
