"""The tests, in folders that mirror the package; what they share stands in `tests.support`."""
