"""What is asked and how it is scored: instruments as data, their loader, checks and scoring."""
