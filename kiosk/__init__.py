"""A lobby screen for art and events, read from a local folder."""

# The release that the files name. In a package and a wheel, the version of that build.
__version__ = "0.2.0"

# The day of the release (UTC), as in CHANGELOG.md. A clock that shows an earlier day is wrong.
BUILT = (2026, 11, 27)
