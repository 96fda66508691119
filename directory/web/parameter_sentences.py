"""What is wrong with a parameter, in a sentence that says what to do."""

from directory.domain.question import Fault, ParameterError
from directory.web.speech import gettext


def sentence(error: ParameterError) -> str:  # noqa: C901  (one sentence a case)
    """Say what is wrong and what to do, naming the parameter."""
    name, detail = error.name, error.detail
    match error.fault:
        case Fault.REPEATED:
            return gettext("Give “%(name)s” once.", name=name)
        case Fault.NOT_ONE_OF if detail:
            return gettext(
                "Set “%(name)s” to one of: %(values)s.", name=name, values=", ".join(detail)
            )
        case Fault.NOT_ONE_OF:
            return gettext(
                "We do not know this “%(name)s”. Use a language tag such as es or ase.", name=name
            )
        case Fault.NOT_A_NUMBER | Fault.OUT_OF_RANGE:
            return gettext(
                "Set “%(name)s” to a number from %(low)s to %(high)s.",
                name=name,
                low=detail[0],
                high=detail[1],
            )
        case Fault.TOO_LONG:
            return gettext(
                "“%(name)s” is too long. Use %(count)s characters or fewer.",
                name=name,
                count=detail[0],
            )
        case Fault.NOT_TEXT:
            return gettext("“%(name)s” has characters that are not text. Type it again.", name=name)
        case Fault.NOT_WITH:
            return gettext("Give “%(name)s” or “%(other)s”, not both.", name=name, other=detail[0])
        case Fault.NEEDS:
            return gettext("Give “%(name)s” together with “%(other)s”.", name=name, other=detail[0])
        case Fault.NO_PLACE:
            return gettext("Enter a ZIP code, city or address")
        case Fault.NOT_A_DAY:
            return gettext(
                "Set “%(name)s” to a day as year, month and day, such as %(day)s.",
                name=name,
                day=detail[0],
            )
        case Fault.IN_THE_FUTURE:
            return gettext("Set “%(name)s” to %(day)s or an earlier day.", name=name, day=detail[0])
        case Fault.UNKNOWN:
            return gettext(
                "There is no parameter “%(name)s” here. Use: %(values)s.",
                name=name,
                values=", ".join(detail),
            )
