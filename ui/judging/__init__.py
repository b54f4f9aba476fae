"""Where the judgment is given: verdict bar, scores, findings, composer, rationale, and the strips above the bar."""
