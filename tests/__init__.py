"""The tests; helper modules are imported by their full names, as in tests.faults."""
