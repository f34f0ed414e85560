"""Reading aloud: what is spoken, and the external programs that speak or play it."""
