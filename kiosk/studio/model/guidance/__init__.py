"""What helps a curator: the check at its fields, remedies, checklist, dates, differences."""
