"""The bounds on pictures, as plain numbers; ``kiosk.domain.bounds`` declares and explains them."""

from kiosk.domain import bounds

MAX_MEGAPIXELS = bounds.PICTURE_MEGAPIXELS.limit
MAX_MEGAPIXELS_IN_MEMORY = bounds.PICTURE_MEMORY_MEGAPIXELS.limit
MAX_DECODER_MEMORY = bounds.DECODER_MEMORY.limit
MAX_ASPECT_RATIO = bounds.PICTURE_ASPECT.limit
MAX_FILE_BYTES = bounds.PICTURE_BYTES.limit
MAX_FILE_BYTES_IN_MEMORY = bounds.PICTURE_MEMORY_BYTES.limit
MAX_HEADER_BYTES = bounds.PICTURE_HEADER_BYTES.limit
MAX_HEADER_READS = bounds.PICTURE_HEADER_READS.limit
MAX_METADATA_BYTES = bounds.PICTURE_METADATA_BYTES.limit
# Bytes of all packed texts of a PNG after unpacking.
MAX_UNPACKED_BYTES = 4 * MAX_METADATA_BYTES
MAX_PARTS = bounds.PICTURE_PARTS.limit
MAX_SCANS = bounds.PICTURE_SCANS.limit
MAX_DIRECTORY_ENTRIES = MAX_IPTC_ENTRIES = bounds.METADATA_ENTRIES.limit
MAX_XMP_ELEMENTS = bounds.XMP_ENTRIES.limit
MAX_XMP_DEPTH = bounds.XMP_DEPTH.limit
MAX_VALUE_LETTERS = bounds.CAPTION_LETTERS.limit
