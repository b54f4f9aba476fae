"""The screen: PySide6 and the core, nothing else."""
