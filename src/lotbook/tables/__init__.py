"""One module a sheet: that sheet's specification and its row type in one place, and reading rows by header.

A column is one annotated line. Everything else (the workbook, drop-downs, readers, the data dictionary, template
fields) is made from these lines. Nothing here opens a file.
"""
