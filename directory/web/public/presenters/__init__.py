"""What each public page says: state turned into words, so that templates decide nothing."""

from directory.web.public.presenters.around import Around
from directory.web.public.presenters.asked import Asked
from directory.web.public.presenters.faulty import FaultyPage
from directory.web.public.presenters.home import Counts, HomePage
from directory.web.public.presenters.places import PlaceProblemPage, WhichPlacePage
from directory.web.public.presenters.profile import NotListedPage, ProfilePage
from directory.web.public.presenters.results import ResultsPage

__all__ = [
    "Around",
    "Asked",
    "Counts",
    "FaultyPage",
    "HomePage",
    "NotListedPage",
    "PlaceProblemPage",
    "ProfilePage",
    "ResultsPage",
    "WhichPlacePage",
]
