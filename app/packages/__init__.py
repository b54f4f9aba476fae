"""Judgment packages: written once, read strictly, signed, sent and acknowledged. Knows no store."""
