"""The open workbook: read and changed where it is shown, through xlwings' public API, in Excel or in LibreOffice Calc."""
