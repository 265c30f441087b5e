"""What reading a sheet can find: the catalogue entries for cells, headers and rows that are not as they should be."""

from lotbook.domain.findings import Kind, Severity

IDENTIFIER_BECAME_NUMBER = Kind(
    "identifier-became-number",
    Severity.STOP,
    "An identifier was turned into a number",
    "Excel reads 22E1 as 220 and drops leading zeros. What was typed is lost, so it must be read again from the paper.",
    "Format the cell as Text, then type the identifier again from the certificate or the material.",
)
IDENTIFIER_BECAME_DATE = Kind(
    "identifier-became-date",
    Severity.STOP,
    "An identifier was turned into a date",
    "Excel reads 3-4 and 9.10 as dates. What was typed is lost, so it must be read again from the paper.",
    "Format the cell as Text, then type the identifier again from the certificate or the material.",
)
TEXT_BECAME_NUMBER = Kind(
    "text-became-number",
    Severity.NOTE,
    "A text cell holds a number",
    "A column of words holds a number or date; it prints as Excel shows it.",
    "Format the cell as Text and type the words.",
)
HIDDEN_CHARACTERS = Kind(
    "hidden-characters",
    Severity.WARN,
    "Characters nobody can see stand in an identifier",
    "Spaces at the end, no-break spaces and zero-width marks make two equal identifiers look different to Excel.",
    "Type the identifier again, without copying it.",
)
DATE_IS_TEXT = Kind(
    "date-is-text",
    Severity.STOP,
    "A date is text",
    "Text such as 03/04/2025 has two meanings; dates that are text are not compared.",
    "Type the date again as a date, e.g. 2025-04-03.",
)
DATE_IS_NUMBER = Kind(
    "date-is-number",
    Severity.WARN,
    "A date is a bare number",
    "A number without a date format may be a day count or a typing error; it is not used.",
    "Type the date again as a date, e.g. 2025-04-03.",
)
NUMBER_IS_TEXT = Kind(
    "number-is-text",
    Severity.STOP,
    "A quantity is text",
    "Text such as '5 kg' or '1,234' is not a number; the balance cannot use it.",
    "Type the bare number; the unit has its own column.",
)
CELL_ERROR = Kind(
    "cell-error",
    Severity.STOP,
    "A cell shows an error",
    "An error such as #N/A or #REF! stands where a value should be.",
    "Type the value again; delete the broken formula.",
)
FORMULA_WITHOUT_VALUE = Kind(
    "formula-without-value",
    Severity.STOP,
    "A formula has never been calculated",
    "The file holds a formula but not its result, so the cell cannot be read outside Excel.",
    "Open the workbook in Excel, save it, and try again; better, type the value.",
)
NOT_IN_LIST = Kind(
    "not-in-list",
    Severity.STOP,
    "A word is not in its list",
    "The cell has a drop-down; pasting went round it.",
    "Choose a word from the drop-down.",
)
NOT_YES_OR_NO = Kind(
    "not-yes-or-no",
    Severity.STOP,
    "Neither Yes nor No",
    "The cell decides a rule and must say Yes, No or nothing.",
    "Choose Yes or No.",
)
SHEET_MISSING = Kind(
    "sheet-missing",
    Severity.STOP,
    "A sheet is missing",
    "Rows of this kind cannot be read, so links into it cannot be resolved.",
    "Undo the deletion, or copy the sheet back from a backup.",
)
TABLE_MISSING = Kind(
    "table-missing",
    Severity.WARN,
    "A sheet has lost its Excel Table",
    "The rows are still read by their header, but drop-downs and formulas no longer grow.",
    "Select the rows with their header and press Ctrl+T; name the table as the data dictionary says.",
)
COLUMN_MISSING = Kind(
    "column-missing",
    Severity.STOP,
    "A column is missing",
    "The column's header was not found, in any of the names it is known by.",
    "Put the header back exactly as the data dictionary says.",
)
COLUMN_RENAMED = Kind(
    "column-renamed",
    Severity.NOTE,
    "A column has another name",
    "The column is still found by a name it is known by.",
    "Nothing must be done; the original header is safer.",
)
COLUMN_REPEATED = Kind(
    "column-repeated",
    Severity.STOP,
    "A header stands there twice",
    "Two columns claim to be the same one; only the first is read.",
    "Rename or delete the second one.",
)
ROW_OUTSIDE_TABLE = Kind(
    "row-outside-table",
    Severity.WARN,
    "A row stands below its table",
    "The row is read, but drop-downs, formulas and sorting leave it out.",
    "Drag the table's lower right corner down over the row.",
)
BLANK_ROW = Kind(
    "blank-row",
    Severity.NOTE,
    "An empty row stands between rows",
    "Filters and sorting stop at empty rows.",
    "Delete the row.",
)
MERGED_CELLS = Kind(
    "merged-cells",
    Severity.WARN,
    "Cells are merged",
    "Only the first of merged cells holds a value; the others read as empty.",
    "Unmerge the cells and fill each one.",
)

KINDS = (
    IDENTIFIER_BECAME_NUMBER, IDENTIFIER_BECAME_DATE, TEXT_BECAME_NUMBER, HIDDEN_CHARACTERS, DATE_IS_TEXT,
    DATE_IS_NUMBER, NUMBER_IS_TEXT, CELL_ERROR, FORMULA_WITHOUT_VALUE, NOT_IN_LIST, NOT_YES_OR_NO, SHEET_MISSING,
    TABLE_MISSING, COLUMN_MISSING, COLUMN_RENAMED, COLUMN_REPEATED, ROW_OUTSIDE_TABLE, BLANK_ROW, MERGED_CELLS,
)  # fmt: skip
