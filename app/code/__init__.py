"""What can be known from source text alone: lines, how they are drawn, how they align, what their tokens are."""
