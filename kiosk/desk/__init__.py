"""What helps a curator to write a folder: a new one, labels from a spreadsheet or from pictures, and what an editor should know."""
