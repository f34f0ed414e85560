"""Pictures: sizes read before pixels, derivatives at display size in sRGB, and the tint of the wall."""
