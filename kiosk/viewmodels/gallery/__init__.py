"""Works on the screen: slides, the wall's rows, picture loading and tiles."""
