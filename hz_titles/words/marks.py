"""The marks before an answer and before each condition, the same in every rendering."""

from __future__ import annotations

from ..rules.verdict import Status

MARKS = {True: "√", False: "×", None: "?"}
"""Marks of a condition that is met, not met or open; drawn by any Chinese console."""

ANSWERED = {Status.ELIGIBLE: True, Status.NOT_ELIGIBLE: False, Status.UNDETERMINED: None}
"""Which of the marks stands before an answer."""
