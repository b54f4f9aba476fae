"""What lies over the window for a moment: command palette, shortcuts, import sheet."""
