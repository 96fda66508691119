"""Every page of the site in a real browser: both themes, each language, at a desk and on a phone."""
