"""Every sentence that is printed and stands on no card, in Dutch and English; `rules/texts/` holds them."""
