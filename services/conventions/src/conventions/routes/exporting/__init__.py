"""Lists as files for spreadsheets: the same rows as the pages, written one by one."""

from conventions.routes.exporting.columns import COLUMNS, Naming
from conventions.routes.exporting.delimited import Delimited
from conventions.routes.exporting.files import TURNS, Sheet, sent, written
from conventions.routes.exporting.late import LATE_COLUMNS, Named
from conventions.routes.exporting.workbook import Workbook

__all__ = [
    "COLUMNS",
    "LATE_COLUMNS",
    "TURNS",
    "Delimited",
    "Named",
    "Naming",
    "Sheet",
    "Workbook",
    "sent",
    "written",
]
