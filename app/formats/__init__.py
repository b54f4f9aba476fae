"""Formats of the outside world: tasks, rubrics and drafts in, judgments and tasks out."""
