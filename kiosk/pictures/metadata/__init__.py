"""Metadata embedded in pictures, read within bounds: EXIF, IPTC and XMP."""
