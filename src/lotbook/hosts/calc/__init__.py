"""LibreOffice Calc as a live host: an xlwings engine over UNO, LibreOffice's own way of being driven from outside."""
