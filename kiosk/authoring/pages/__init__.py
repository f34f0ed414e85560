"""Event files from a page that an office keeps already: HTML, JSON, a calendar, pasted text."""
