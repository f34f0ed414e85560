"""Pictures: header reading, derivatives at display size in sRGB, their cache, the wall's tint."""
