"""Reading aloud: what is said, and the programs that say it."""
