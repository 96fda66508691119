"""What more than one door says: English texts by code, which the web translates."""
