"""Reading Dutch and English learning outcomes."""
