"""Checks: soft rules about a draft. They inform, are asked about once, and never stand in the way of a judgment."""
