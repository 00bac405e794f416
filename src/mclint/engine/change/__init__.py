"""What a change does: against a revision of the repository, and to the judgement of its own dossiers."""
