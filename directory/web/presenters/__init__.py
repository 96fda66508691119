"""What each public page says: state turned into words, so that templates decide nothing."""

from directory.web.presenters.around import Around
from directory.web.presenters.asked import Asked
from directory.web.presenters.faulty import FaultyPage
from directory.web.presenters.home import Counts, HomePage
from directory.web.presenters.places import PlaceProblemPage, WhichPlacePage
from directory.web.presenters.profile import NotListedPage, ProfilePage
from directory.web.presenters.results import ResultsPage

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
