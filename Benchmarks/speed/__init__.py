"""How long scheduling takes, and what memory it needs."""
