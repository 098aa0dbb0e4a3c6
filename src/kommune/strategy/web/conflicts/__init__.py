"""Pages of goal conflicts and the questions that find them."""
