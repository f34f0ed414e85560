"""PDFs: the proof for approval, and wall labels."""
