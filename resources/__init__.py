"""What the program draws with: themes, style sheet, fonts."""
