"""What was done: the journal, what is being typed, undo, and what two people changed."""
