"""The small engine: plans which rules run, runs them, stamps and locates what they find."""
