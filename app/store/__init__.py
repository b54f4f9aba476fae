"""The store: the only place that speaks SQL. One SQLite file is a workspace."""
