"""Every part that pages are made of, in every state it has: for those who build and check them.

Its own words are English in every language: they are names of macros, and people who are made up.
What the parts themselves say is what they say on any other page.
"""

from typing import Final

from flask import render_template, request

from directory.domain.guide.blocks import read_blocks
from directory.web.address_form import AddressForm
from directory.web.hours_field import HoursForm
from directory.web.presenters.guide import Telling
from directory.web.presenters.plain import PlainPage
from directory.web.public import gallery_people
from directory.web.public.earlier import ask_for_day
from directory.web.public.forms import search_form
from directory.web.public.gallery_forms import ShownPoint, shown_fields
from directory.web.public.views import blueprint
from directory.web.wiring import services

TITLE: Final = "Components"
_TEXT: Final = """\
::: call
**Call now if** something is very wrong: {emergency}.

- Weakness on one side
- Confusion
:::

::: today
**See a doctor today if** it is new.
:::

::: week
**See a doctor this week if** it stays.
:::

::: unknown
**What we do not know** stands in letters of the same size.
:::

1. First
2. [Then](page:accuracy), and [elsewhere](https://example.org/)

| Word | What it means |
| --- | --- |
| IMS | Intramuscular stimulation |

@accuracy
"""


@blueprint.get("/components")
def components() -> str:
    """Show them all."""
    return render_template(
        "public/gallery.html",
        page=PlainPage(TITLE),
        forms=shown_fields(),
        address=AddressForm.filled(),
        hours=HoursForm.filled(()),
        search=search_form(request.args),
        day=ask_for_day(),
        point=ShownPoint(),
        people=gallery_people,
        texts=tuple(read_blocks(list(enumerate(_TEXT.splitlines(), 1)))),
        telling=Telling(services().settings.emergency_us, {}),
    )
