"""Sentences about what people enter of themselves: text, names, contacts, addresses, files."""

from typing import Final

from directory.domain.entry.faults import FaultCode
from directory.sentences.marking import marked

MISSING: Final = {
    "given_name": marked("Enter the given name"),
    "family_name": marked("Enter the family name"),
    "former_names": marked("Enter the former name, or remove it"),
    "number": marked("Enter the %(licence)s number as it is on your %(licence)s"),
    "name_on_licence": marked("Enter your name as it is on your %(licence)s"),
    "region": marked("Choose a state or province"),
    "kind": marked("Choose what kind it is"),
    "profession": marked("Choose your profession"),
    "program": marked("Choose a program, or “Another one, not on this list”"),
    "technique": marked("Choose what the course taught"),
    "completed": marked("Enter the year in which the course ended"),
    "expires": marked("Enter the new end date"),
    "provider": marked("Enter who gave the course"),
    "course": marked("Enter the name of the course"),
    "body": marked("Enter the name of the certifying body"),
    "body_website": marked("Enter the website of the certifying body"),
    "name": marked("Enter the name"),
    "street": marked("Enter the street and number, or choose “Show only the town”"),
    "city": marked("Enter the city or town"),
    "postal_code": marked("Enter the ZIP or postal code"),
    "email": marked("Enter an e-mail address"),
    "website": marked("Enter a website"),
}
"""What to say of each field that was left empty."""

SENTENCES: Final = {
    FaultCode.TEXT_MISSING: marked("Fill in this field"),
    FaultCode.TEXT_TOO_LONG: marked("Use %(most)s characters or fewer"),
    FaultCode.TEXT_NOT_TEXT: marked(
        "There are characters here that cannot be shown. Type it again instead of pasting it"
    ),
    FaultCode.CHOICE_UNKNOWN: marked("Choose one of the answers offered. %(values)s"),
    FaultCode.NUMBER_NOT_WHOLE: marked("Enter a whole number from %(low)s to %(high)s, in digits"),
    FaultCode.NUMBER_RANGE: marked("Enter a number from %(low)s to %(high)s"),
    FaultCode.NUMBERS_ORDER: marked(
        "The range begins at %(low)s and ends at %(high)s. Enter the smaller number first"
    ),
    FaultCode.NAME_NO_LETTERS: marked("Enter a name that has letters in it"),
    FaultCode.NAME_MIXED_SCRIPTS: marked(
        "“%(word)s” mixes letters of several alphabets. Look whether it poses as another name"
    ),
    FaultCode.NAME_LOOK_ALIKE: marked(
        "“%(word)s” is written in letters that only look Latin. "
        "Look whether it poses as another name"
    ),
    FaultCode.NAME_DIFFERS: marked(
        "The name on the %(licence)s differs from the practitioner’s (likeness %(score)s). "
        "Ask whether they changed their name"
    ),
    FaultCode.NAME_ELSEWHERE: marked(
        "Somebody of the same name, profession and region has a listing. "
        "Compare the two before you decide"
    ),
    FaultCode.PHONE_AND_NAME_ELSEWHERE: marked(
        "Somebody of your name has a listing with this telephone number. "
        "If it is yours, claim that listing"
    ),
    FaultCode.NPI_CHARACTERS: marked("An NPI has digits only. Remove letters and other characters"),
    FaultCode.NPI_LENGTH: marked(
        "An NPI has 10 digits and you entered %(count)s. Check it against your NPI notice"
    ),
    FaultCode.NPI_FIRST_DIGIT: marked("An NPI begins with 1 or 2. Check its first digit"),
    FaultCode.NPI_CHECK_DIGIT: marked(
        "The last digit of this NPI does not fit the nine before it. "
        "Look for a mistyped digit, or two that are swapped"
    ),
    FaultCode.NPI_NOT_IN_CANADA: marked(
        "NPIs are given in the United States only. Leave this field empty"
    ),
    FaultCode.NPI_ON_ANOTHER_LISTING: marked(
        "This NPI is on another listing already. If it is yours, claim that listing"
    ),
    FaultCode.PHONE_NOT_A_NUMBER: marked(
        "Enter a telephone number with its area code, such as 303-555-0100"
    ),
    FaultCode.PHONE_LENGTH: marked(
        "This telephone number has too few or too many digits. "
        "Enter it with its area code, such as 303-555-0100"
    ),
    FaultCode.PHONE_NOT_IN_USE: marked(
        "No telephone has this number. Check the area code and each digit"
    ),
    FaultCode.PHONE_PREMIUM: marked(
        "Callers pay extra for this number. Enter one that costs an ordinary call"
    ),
    FaultCode.PHONE_EXTENSION_DROPPED: marked(
        "We show this number without its extension (%(extension)s). "
        "If patients need it, enter a direct number"
    ),
    FaultCode.EMAIL_FORM: marked(
        "Enter an e-mail address with a name, an @ and a domain, such as name@clinic.com"
    ),
    FaultCode.EMAIL_DOMAIN: marked(
        "No mail can be sent to what stands after the @. Check it, such as clinic.com"
    ),
    FaultCode.EMAIL_CHARACTERS: marked(
        "What stands before the @ has characters that mail cannot use. "
        "Use letters without accents, digits, dots and hyphens"
    ),
    FaultCode.WEBSITE_CHARACTERS: marked(
        "A website has no spaces, backslashes or hidden characters. Type it again"
    ),
    FaultCode.WEBSITE_SCHEME: marked("Enter a website that begins with https:// or http://"),
    FaultCode.WEBSITE_FORM: marked("Enter the website in full, such as https://clinic.com"),
    FaultCode.WEBSITE_CREDENTIALS: marked(
        "Remove the user name and the @ from the website’s address"
    ),
    FaultCode.WEBSITE_PORT: marked("Remove the number after the colon from the website’s address"),
    FaultCode.WEBSITE_ADDRESS_NUMBER: marked(
        "Enter the website’s name, such as clinic.com, not a number"
    ),
    FaultCode.WEBSITE_NOT_PUBLIC: marked(
        "Enter a website that everybody can open, such as https://clinic.com"
    ),
    FaultCode.WEBSITE_MIXED_SCRIPTS: marked(
        "“%(word)s” in the website’s address mixes letters of several alphabets. "
        "Look whether it poses as another site"
    ),
    FaultCode.REGION_UNKNOWN: marked(
        "Choose a state, province or territory of this country, such as CO or ON"
    ),
    FaultCode.POSTAL_CODE_US: marked("Enter a ZIP code of 5 digits, such as 80211"),
    FaultCode.POSTAL_CODE_CA: marked("Enter a postal code such as M5V 2T6"),
    FaultCode.POSTAL_CODE_OTHER_COUNTRY: marked(
        "This postal code is of the other country. Check the code and the country"
    ),
    FaultCode.POSTAL_CODE_MILITARY: marked(
        "%(zip)s is a military mail code, not a place. Enter the ZIP code where you see patients"
    ),
    FaultCode.COORDINATES_INCOMPLETE: marked(
        "Enter both the latitude and the longitude, or neither"
    ),
    FaultCode.COORDINATES_RANGE: marked(
        "Enter latitude and longitude in degrees, such as 39.7392 and -104.9847"
    ),
    FaultCode.ADDRESS_NOT_FOUND: marked(
        "We could not find this address. Check the city and the postal code"
    ),
    FaultCode.ADDRESS_OUTSIDE_REGION: marked(
        "This address is in %(place)s, not in %(region)s. Correct the address or the region"
    ),
    FaultCode.ADDRESS_IS_THIS_RIGHT: marked(
        "We found this address in %(place)s. Is this the right place? Confirm it, or move it"
    ),
    FaultCode.POINT_FAR_FROM_ADDRESS: marked(
        "This point is %(distance)s km from %(place)s. Move it nearer, or correct the address"
    ),
    FaultCode.BIO_PROMISES: marked(
        "The text may promise or compare: %(words)s. Read it, and ask for other words if it does"
    ),
    FaultCode.OPENING_HOURS_FORM: marked(
        "Write the hours as from and to, such as 9 am to noon, 1 pm to 5:30 pm"
    ),
    FaultCode.OPENING_HOURS_ORDER: marked(
        "These hours end before they begin. Write from when to when, such as 9 am to 5 pm"
    ),
    FaultCode.OPENING_HOURS_OVERLAP: marked(
        "Two of these hours overlap. Begin each after the one before has ended"
    ),
    FaultCode.ANSWER_PROMISES: marked(
        "The answer may promise or compare: %(words)s. Read it, and ask for other words if it does"
    ),
    FaultCode.PROFESSION_MISSING: marked("Choose at least one profession"),
    FaultCode.CONDITION_UNKNOWN: marked("Choose conditions from the list"),
    FaultCode.LANGUAGE_UNKNOWN: marked(
        "We do not know this language. Use a language tag such as es or ase"
    ),
    FaultCode.HEADACHE_UNKNOWN: marked("We do not know this headache type. Use one of: %(values)s"),
    FaultCode.HEADACHE_MISSING: marked("Choose at least one headache type that you see"),
    FaultCode.CURRENCY_MISSING: marked("Choose the currency of your fees"),
    FaultCode.CURRENCY_UNKNOWN: marked("Choose one of these currencies: %(values)s"),
    FaultCode.EVIDENCE_NOT_RECEIVED: marked("The selected file could not be uploaded. Try again"),
    FaultCode.EVIDENCE_EMPTY: marked("The selected file is empty. Choose another one"),
    FaultCode.EVIDENCE_TOO_BIG: marked("The selected file must be smaller than 10MB"),
    FaultCode.EVIDENCE_KIND: marked("The selected file must be a PDF, JPG, PNG or HEIC"),
    FaultCode.EVIDENCE_OTHER_THAN_NAMED: marked(
        "The selected file is not of the kind that its name says. "
        "Save it again as a PDF, JPG, PNG or HEIC"
    ),
    FaultCode.EVIDENCE_ENCRYPTED: marked(
        "The selected file is password protected. Save it without a password"
    ),
    FaultCode.EVIDENCE_DAMAGED: marked(
        "The selected file cannot be opened. Save it again, or take a photo of the paper"
    ),
    FaultCode.EVIDENCE_ACTIVE: marked(
        "The selected file has scripts or attachments in it. Print it to a new PDF and send that"
    ),
    FaultCode.EVIDENCE_MANY_PAGES: marked(
        "The selected file must have %(most)s pages or fewer. Save the pages that matter"
    ),
    FaultCode.EVIDENCE_MANY_PIXELS: marked(
        "The selected picture must have 50 megapixels or fewer. Save it smaller"
    ),
    FaultCode.EVIDENCE_MANY_AT_ONCE: marked(
        "You can send %(most)s files at a time. Choose %(most)s or fewer, then add the others"
    ),
    FaultCode.EVIDENCE_NO_ROOM: marked(
        "Your listing can keep %(most)s files. Remove one that you do not need, then add this one"
    ),
    FaultCode.EVIDENCE_TOO_OFTEN: marked(
        "You have sent many files in a short while. Try again in %(minutes)s minutes"
    ),
    FaultCode.EVIDENCE_ADDED_ALREADY: marked(
        "You have sent this file already. Choose another one if this was a slip"
    ),
    FaultCode.EVIDENCE_ELSEWHERE: marked(
        "The same file is on another listing. Compare the two before you decide"
    ),
}
