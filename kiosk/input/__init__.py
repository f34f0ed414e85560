"""Touches and keys taken before Qt Quick sees them."""
