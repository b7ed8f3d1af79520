"""Workbooks as files to read and to write."""
