"""What is open and selected, and the verbs that change it; without Qt."""
