"""View models of works: slides, the wall's rows, image loading and tiles."""
