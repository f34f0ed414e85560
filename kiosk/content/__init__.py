"""A folder read into a snapshot; whatever is wrong in it becomes a problem, and the good rest is kept."""

from kiosk.content.load import LoadResult, load

__all__ = ["LoadResult", "load"]
