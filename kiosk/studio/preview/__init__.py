"""The wall's own window, in a process of its own, whose frames the studio shows beside a form."""
