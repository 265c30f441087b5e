"""Word documents become PDFs, by one of several engines, and none of them is believed unseen."""
