"""The window around the code: top bar, task strip, toast, welcome."""
