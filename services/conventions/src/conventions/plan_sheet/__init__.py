"""The plan of a convention as a sheet: read from XLSX or CSV cell by cell, and written."""

from conventions.plan_sheet.columns import Heading, Headings
from conventions.plan_sheet.grid import Grid
from conventions.plan_sheet.reading import PlanSheet, plan_in
from conventions.plan_sheet.workbook import csv_grid, xlsx_grid

__all__ = ["Grid", "Heading", "Headings", "PlanSheet", "csv_grid", "plan_in", "xlsx_grid"]
