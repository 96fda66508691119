"""Every page of the site in a real browser: both themes, each language, on desk and phone."""
