"""What can be said across the dossiers of a catalogue: which outcomes match, which dossiers overlap, what they add up to."""
