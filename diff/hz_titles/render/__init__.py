"""Puts verdicts and tables on a screen, in a pipe or in JSON; nothing is decided here."""
