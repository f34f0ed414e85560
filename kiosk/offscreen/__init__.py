"""Every screen a visitor can reach, rendered without a display by the wall's own window code."""
