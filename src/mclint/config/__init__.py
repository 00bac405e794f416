"""Configuration: data only, found from the checked file upwards, each value with its origin."""
