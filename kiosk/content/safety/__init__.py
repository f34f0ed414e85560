"""What must never be shown by mistake: withdrawn works, hidden content notes, cancelled events."""
