"""The heading of a results page: count, need, distance and place in one sentence."""

from directory.web.speech import gettext, ngettext


def nobody(said: dict[str, str]) -> str:
    if said["distance"] and said["need"]:
        return gettext(
            "No practitioners who see people with %(need)s found within %(distance)s of %(place)s",
            **said,
        )
    if said["distance"]:
        return gettext("No practitioners found within %(distance)s of %(place)s", **said)
    if said["need"]:
        return gettext("No practitioners who see people with %(need)s found", **said)
    return gettext("No practitioners found")


def checked(total: int, number: str, *, said: dict[str, str]) -> str:
    said = {**said, "number": number}
    if said["need"] and said["distance"]:
        return ngettext(
            "%(number)s checked practitioner who sees people with %(need)s "
            "within %(distance)s of %(place)s",
            "%(number)s checked practitioners who see people with %(need)s "
            "within %(distance)s of %(place)s",
            total,
            **said,
        )
    if said["need"]:
        return ngettext(
            "%(number)s checked practitioner who sees people with %(need)s, from %(place)s",
            "%(number)s checked practitioners who see people with %(need)s, nearest to %(place)s",
            total,
            **said,
        )
    if said["distance"]:
        return ngettext(
            "%(number)s checked practitioner within %(distance)s of %(place)s",
            "%(number)s checked practitioners within %(distance)s of %(place)s",
            total,
            **said,
        )
    return ngettext(
        "%(number)s checked practitioner, from %(place)s",
        "%(number)s checked practitioners, nearest to %(place)s",
        total,
        **said,
    )


def partly_checked(total: int, number: str, *, said: dict[str, str]) -> str:
    said = {**said, "number": number}
    if said["need"] and said["distance"]:
        return ngettext(
            "%(number)s practitioner with license and training checked who sees people with "
            "%(need)s within %(distance)s of %(place)s",
            "%(number)s practitioners with license and training checked who see people with "
            "%(need)s within %(distance)s of %(place)s",
            total,
            **said,
        )
    if said["need"]:
        return ngettext(
            "%(number)s practitioner with license and training checked who sees people with "
            "%(need)s, from %(place)s",
            "%(number)s practitioners with license and training checked who see people with "
            "%(need)s, nearest to %(place)s",
            total,
            **said,
        )
    if said["distance"]:
        return ngettext(
            "%(number)s practitioner with license and training checked within %(distance)s of "
            "%(place)s",
            "%(number)s practitioners with license and training checked within %(distance)s of "
            "%(place)s",
            total,
            **said,
        )
    return ngettext(
        "%(number)s practitioner with license and training checked, from %(place)s",
        "%(number)s practitioners with license and training checked, nearest to %(place)s",
        total,
        **said,
    )
