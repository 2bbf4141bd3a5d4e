"""How good schedules are: against other builds, references, bounds and CP-SAT."""
