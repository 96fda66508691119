"""What a server of web applications loads."""

from directory import create_app
from directory.adapters.guide_files import DamagedGuide
from directory.adapters.sealed_files import DamagedDataFile
from directory.config import SettingError

try:
    app = create_app()
except (SettingError, DamagedDataFile, DamagedGuide) as fault:
    # One sentence that says what to do, instead of a traceback.
    raise SystemExit(str(fault)) from fault
