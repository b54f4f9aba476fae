"""Measurements against named peers and floors: ratios taken in one run."""
