"""The helper beside the open spreadsheet: its mailbox, its worker, its log."""
