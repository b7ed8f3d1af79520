"""What is worked out about the data: lists, the decision table, differences, questions, completions."""
