"""Every screen a visitor can reach, rendered without a display through the same window code as on the wall."""
