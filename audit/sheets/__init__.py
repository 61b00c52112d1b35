"""What each page asks, as answer sheets: values that a page draws and a browser fills in."""
