"""A statement as the treasury hands it out: XLSX, CSV or JSON lines, read cell by cell."""

from conventions.statement_sheet.columns import StatementColumn
from conventions.statement_sheet.json_lines import json_grid
from conventions.statement_sheet.reading import Period, lines_in

__all__ = ["Period", "StatementColumn", "json_grid", "lines_in"]
