"""What is written to the program's own cache between two starts. It needs nothing but the values, so that a start reads it first."""
