"""Putting the buttons into the spreadsheet, and taking them out again."""
