"""mclint checks dossiers of microcredentials against a quality framework."""

__version__ = "0.1.0"
