"""What hangs where: the reports of many screens, which travel back as files. No Qt, no network."""
