"""Reading English learning outcomes by lexicon and grammar."""
