"""Reading Dutch outcomes: separable verbs, modals and frames, main clauses and infinitives."""
