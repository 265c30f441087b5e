"""What bringing in measured results can find besides: questions about run, characteristic, unit, limits and verdict."""

from lotbook.domain.findings import Kind, Severity

WHICH_RUN = Kind(
    "import-which-run",
    Severity.STOP,
    "Nothing says which run was measured",
    "A result belongs to the batch it was measured on; the gauge or measuring machine does not know its number.",
    "Say which: --run MFG-0001.",
)
WHICH_UNIT = Kind(
    "import-which-unit",
    Severity.STOP,
    "The file does not say in which unit it measures",
    "25 can be millimetres or inches, and nothing in the file tells.",
    "Say which: --unit mm. Better, let the measuring program write its units.",
)
UNIT_DIFFERS = Kind(
    "import-unit-differs",
    Severity.STOP,
    "Results and characteristic are in different units",
    "Nothing is converted: a result stands on the report in the unit of the drawing.",
    "Let the measuring program write the drawing's unit; or correct Unit on Characteristics.",
)
CHARACTERISTIC_UNKNOWN = Kind(
    "import-characteristic-unknown",
    Severity.STOP,
    "A measured characteristic is not on the sheet Characteristics",
    "A result without its limits can be called neither in nor out.",
    "Enter it on Characteristics for this part and revision, or import them from the same file: lotbook import WORKBOOK Characteristics FILE.",
)
LIMITS_DIFFER = Kind(
    "import-limits-differ",
    Severity.STOP,
    "The measuring program has other limits than the workbook",
    "One of the two is of another revision of the drawing; its verdicts are worth nothing.",
    "Compare both with the drawing and correct the wrong one.",
)
VERDICT_DIFFERS = Kind(
    "import-verdict-differs",
    Severity.STOP,
    "The measuring program and the workbook do not agree whether a result is in or out",
    "The report would contradict the measuring protocol behind it.",
    "Look at the protocol: limits, a bonus tolerance or a slip make the difference.",
)
NO_VALUE = Kind(
    "import-no-value",
    Severity.WARN,
    "A result has no number in the drawing's unit",
    "Passed or failed without a value, a thread, or a roughness in another unit than the drawing's has no cell on Measurements.",
    "Type it in by hand if the report needs it.",
)
PIECE_BY_ORDER = Kind(
    "import-piece-by-order",
    Severity.NOTE,
    "The file names no pieces",
    "They are numbered in the order of the file: 1, 2, 3.",
    "Compare with the pieces on the bench; serial numbers are typed in the measuring program.",
)

KINDS = (
    WHICH_RUN, WHICH_UNIT, UNIT_DIFFERS, CHARACTERISTIC_UNKNOWN, LIMITS_DIFFER, VERDICT_DIFFERS, NO_VALUE,
    PIECE_BY_ORDER,
)  # fmt: skip
