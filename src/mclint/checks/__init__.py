"""The closed vocabulary of checks that rule cards may name; nothing outside the package can add to it."""
