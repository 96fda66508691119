"""The columns of a roster, and which of them the fields of an entry are read from."""

from collections.abc import Mapping
from typing import Final

COLUMNS: Final = (
    "given_name", "family_name", "profession", "npi", "email", "phone", "website",
    "location_name", "street", "city", "region", "postal_code", "country", "lat", "lon",
    "headaches", "languages",
    "licence_number", "licence_region", "licence_class", "licence_issued", "licence_expires",
    "training_provider", "training_course", "training_technique", "training_hours",
    "hours_in_person", "hours_live_online", "hours_self_study", "supervised_sessions",
    "training_completed", "head_and_neck",
    "certification_body", "certification", "certification_number", "certification_issued",
    "certification_expires",
)  # fmt: skip
"""The columns of the contract; their order in a file does not matter."""
PERSON_COLUMNS: Final[Mapping[str, str]] = {}
LOCATION_COLUMNS: Final[Mapping[str, str]] = {"name": "location_name"}
LICENCE_COLUMNS: Final = {
    "number": "licence_number",
    "region": "licence_region",
    "issued": "licence_issued",
    "expires": "licence_expires",
    "name_on_licence": "family_name",
    "authorization": "licence_region",
    "training": "training_course",
}
TRAINING_COLUMNS: Final = {
    "program": "training_provider",
    "provider": "training_provider",
    "course": "training_course",
    "technique": "training_technique",
    "hours": "training_hours",
    "completed_on": "training_completed",
    "completed_year": "training_completed",
    "head_neck": "head_and_neck",
}
CERTIFICATION_COLUMNS: Final = {
    "program": "certification",
    "body": "certification_body",
    "name": "certification",
    "number": "certification_number",
    "issued": "certification_issued",
    "expires": "certification_expires",
}
OF_LICENCE: Final = (
    "licence_number", "licence_region", "licence_class", "licence_issued", "licence_expires",
)  # fmt: skip
OF_TRAINING: Final = (
    "training_provider", "training_course", "training_technique", "training_hours",
    "hours_in_person", "hours_live_online", "hours_self_study", "supervised_sessions",
    "training_completed", "head_and_neck",
)  # fmt: skip
OF_CERTIFICATION: Final = (
    "certification_body", "certification", "certification_number", "certification_issued",
    "certification_expires",
)  # fmt: skip
