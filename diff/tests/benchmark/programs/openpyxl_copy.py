"""Loads a workbook and saves it: ``python openpyxl_copy.py FILE COPY``."""

import sys

from openpyxl import load_workbook

load_workbook(sys.argv[1]).save(sys.argv[2])
