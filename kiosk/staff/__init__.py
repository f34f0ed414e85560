"""What protects the staff panel. Standard library only."""
