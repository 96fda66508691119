"""Letters in words: plain text in the reader's language, from templates that operators replace."""
