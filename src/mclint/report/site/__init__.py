"""The report of a catalogue as static pages of HTML; the only importer of Jinja."""
