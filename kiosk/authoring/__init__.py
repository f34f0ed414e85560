"""Tools for curators who write a folder: new folder, table import, key reference."""
