"""What the running program reports about itself. Standard library only."""
