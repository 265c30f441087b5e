"""What bringing in an old register can find: questions that must be answered, and things worth knowing."""

from lotbook.domain.findings import Kind, Severity

IGNORED = frozenset({""})  # columns without a header hold nothing that could be found again

WHICH_DATE = Kind(
    "import-which-date",
    Severity.STOP,
    "Dates that can mean two days",
    "03/04/2024 is the third of April or the fourth of March, and no other date of the column tells which.",
    "Say which: --dates dmy (day first) or --dates mdy (month first).",
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
    'Name the right sheet, or map the columns: --map "header there=header here".',
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
    "Remove the row from the file, or correct its identifier.",
)

KINDS = (
    WHICH_DATE, WHICH_MARK, TWO_COLUMNS, NO_SUCH_COLUMN, NO_COLUMNS, UNREADABLE, LOST_IDENTIFIER, WAS_A_NUMBER,
    ALREADY_THERE,
)  # fmt: skip
