"""The rules of a fair and complete judgment, as pure functions."""
