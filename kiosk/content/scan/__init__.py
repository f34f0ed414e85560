"""Which files a folder holds, and which of them belong together."""
