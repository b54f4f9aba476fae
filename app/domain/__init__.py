"""The words of Diptych as frozen values: tasks, candidates, drafts, findings, verdicts, judgments."""
