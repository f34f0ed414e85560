"""Dates and times as people write them, in English and Spanish."""
