"""What bringing in an old register can find: questions that must be answered, and things worth knowing."""

from lotbook.domain.findings import Kind, Severity

WHICH_DATE = Kind(
    "import-which-date",
    Severity.STOP,
    "Dates that can mean two days",
    "03/04/2024 is the third of April or the fourth of March, and no other date of the column tells which.",
    "Say which: --dates dmy (day first) or --dates mdy (month first).",
)
DATES_OF_NOTHING = Kind(
    "import-dates-of-nothing",
    Severity.STOP,
    "Dates in a column that is none of ours",
    "A day that every row needs has no column, and the dates of this one would stay text that no check reads.",
    'Say which it is: --map "header there=header here"; or keep it as a column of your own with --leave-empty.',
)
DATES_UNUSED = Kind(
    "import-dates-unused",
    Severity.WARN,
    "The order of dates was given and nothing was read by it",
    "No column that goes into a day of ours has dates written in figures; those in columns of your own stay text.",
    'If a column of your own is meant, say which: --map "header there=header here".',
)
WHICH_MARK = Kind(
    "import-which-decimal-mark",
    Severity.STOP,
    "Numbers that can mean two amounts",
    "1,234 is a thousand or a bit more than one, and no other number of the column tells which.",
    "Say which mark separates decimals: --decimal . or --decimal ,",
)
TWO_COLUMNS = Kind(
    "import-two-columns",
    Severity.STOP,
    "Two columns could be the same one",
    "A wrong column is worse than a question.",
    'Say which: --map "header there=header here".',
)
NO_SUCH_COLUMN = Kind(
    "import-no-such-column",
    Severity.STOP,
    "A column that was named is not there",
    "The names given with --map must be headers of the file and of the sheet.",
    "Correct the name; the dry run lists both.",
)
NO_COLUMNS = Kind(
    "import-no-columns",
    Severity.STOP,
    "No column fits",
    "The file has none of the sheet's columns under any name Lotbook knows.",
    'Name the right sheet (here, or there with --from-sheet), or map the columns: --map "header there=header here".',
)
KEY_MISSING = Kind(
    "import-key-missing",
    Severity.STOP,
    "A column is missing that every row hangs on",
    "Without it no row tells what it belongs to, and nothing in the workbook would find it.",
    'Say which column it is: --map "header there=header here"; or add the column to the file.',
)
UNREADABLE = Kind(
    "import-unreadable",
    Severity.STOP,
    "A cell cannot be read",
    "The column holds dates, numbers or yes and no, and this is none.",
    "Correct the cell in the file, or leave such cells empty with --leave-empty.",
)
LOST_IDENTIFIER = Kind(
    "import-lost-identifier",
    Severity.STOP,
    "An identifier was lost to Excel",
    "Excel turned it into a date or a number, and what was typed cannot be known any more.",
    "Type it again in the file, from the paper, in a cell formatted as Text; or leave it empty with --leave-empty.",
)
WAS_A_NUMBER = Kind(
    "import-was-a-number",
    Severity.WARN,
    "An identifier was a number",
    "It is text from now on. Zeros in front, or an E that Excel took for a power of ten, cannot be seen any more.",
    "Compare these with the paper.",
)
ALREADY_THERE = Kind(
    "import-already-there",
    Severity.STOP,
    "A row is there already",
    "The sheet has a row with the same identifier and other values; two rows of one identifier break the chain.",
    "Compare both with the paper. Remove the row from the file; or, where it is another one, give it a number of its own in the file.",
)
TWICE = Kind(
    "import-twice-in-file",
    Severity.STOP,
    "An identifier stands in the file twice",
    "Two rows of one identifier break the chain, and their values differ.",
    "Correct one of the two rows in the file.",
)
SETTING_THERE = Kind(
    "import-setting-there",
    Severity.STOP,
    "A setting has a value already",
    "Every setting has its one row, and an import adds rows; it never changes what is there.",
    "Type the value into the sheet Settings yourself and remove the row from the file.",
)
SAME_ROW = Kind(
    "import-same-row",
    Severity.NOTE,
    "A row is there already",
    "A file brought in twice must not count a delivery twice.",
    "Nothing, when the file was brought in before. A second delivery that is the same in every cell is typed in by hand.",
)
NOT_IN_LIST = Kind(
    "import-not-in-list",
    Severity.WARN,
    "Words that are not in the column's list",
    "They are brought in as they are, and Check will list them.",
    "Choose a word from the drop-down afterwards, or replace the words in the file first.",
)
NO_HEADER = Kind(
    "import-no-header",
    Severity.WARN,
    "A column has no header",
    "Nothing tells what its cells mean, so they are not brought in.",
    "Give the column a header in the file if it is needed.",
)
UNEVEN = Kind(
    "import-uneven-rows",
    Severity.STOP,
    "A row has more cells than the header",
    "A separator inside a cell that stands in no quotes moves all cells behind it into the wrong columns.",
    "Put that cell in quotes, or save the file again from the program it came from, best as .xlsx.",
)
CALCULATED_HERE = Kind(
    "import-calculated-here",
    Severity.NOTE,
    "A column is calculated by the workbook",
    "Its values are worked out from the rows and are not brought in.",
    "Nothing; compare the result afterwards.",
)

KINDS = (
    WHICH_DATE, WHICH_MARK, TWO_COLUMNS, NO_SUCH_COLUMN, NO_COLUMNS, KEY_MISSING, UNREADABLE, LOST_IDENTIFIER, WAS_A_NUMBER,
    ALREADY_THERE, TWICE, SETTING_THERE, SAME_ROW, NOT_IN_LIST, NO_HEADER, UNEVEN, CALCULATED_HERE,
)  # fmt: skip
