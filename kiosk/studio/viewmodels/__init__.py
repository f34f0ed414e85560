"""What the studio's window shows, and what it does when somebody acts."""
