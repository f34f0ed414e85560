"""Bytes on the disk: the exhibition's own files, and contents kept by their digest."""
