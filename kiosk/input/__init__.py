"""Touch events filtered before Qt Quick sees them."""
