"""What the answers are called in both languages. Nothing here decides, nothing here prints."""
