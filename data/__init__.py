"""What a person judges with: rubrics, schemas, the sample task set."""
