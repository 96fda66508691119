// What makes the desk quicker; every page of it works without.
