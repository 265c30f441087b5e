"""What can keep a row from getting its number: the catalogue entries of `assign`."""

from lotbook.domain.findings import Kind, Severity

FACT_MISSING = Kind(
    "id-fact-missing",
    Severity.STOP,
    "A row lacks what its number is made of",
    "The number tells material and month, so both must be known when it is given.",
    "Fill the cell, then run: lotbook assign.",
)
MATERIAL_UNKNOWN = Kind(
    "id-material-unknown",
    Severity.STOP,
    "A delivery names a material that is not on Materials",
    "The material's code starts the Lot ID; with a code nobody knows, the number would mean nothing.",
    "Choose the material from the drop-down, or add it to Materials, then run: lotbook assign.",
)
PARENT_UNKNOWN = Kind(
    "id-parent-unknown",
    Severity.STOP,
    "A cut was taken from a lot that is not in the workbook",
    "The new piece inherits heat and certificate from its parent; without the parent it has neither.",
    "Correct the cell From: the Lot ID on the parent's tag, or number the delivery first.",
)
NOT_USABLE = Kind(
    "id-not-usable",
    Severity.STOP,
    "A number would be misread",
    "Lot IDs are typed, scanned and printed; one that Excel takes for a date or a number is lost when it is typed.",
    "Give the material another code, or a format of its own on Materials (Lot ID format).",
)
HEAT_NOT_USABLE = Kind(
    "id-heat-not-usable",
    Severity.STOP,
    "The maker's lot number cannot be the Lot ID",
    "The material is set to take the maker's number as Lot ID; that works only with numbers that are safe and unique.",
    "Set Lot ID from to Lotbook for this material on Materials, then run: lotbook assign.",
)
FORMAT_WRONG = Kind(
    "id-format",
    Severity.STOP,
    "An ID format cannot be used",
    "No number can be made with it, so its rows were left without.",
    "Correct the format, e.g. {material}-{mm}{yy}-{seq:03}, then run: lotbook assign.",
)
UNREADABLE = Kind(
    "id-unreadable",
    Severity.STOP,
    "The cell for the number holds an error or a formula",
    "Something stands there already, and Lotbook never writes over it.",
    "Empty the cell, then run: lotbook assign.",
)
BLEND_UNNAMED = Kind(
    "id-blend",
    Severity.STOP,
    "A blend has no new Lot ID yet",
    "A blend has one new lot and several parents, one in each row; which rows belong together only you know.",
    "Type the same New lot ID in every row of the blend.",
)
JOURNAL_NEW = Kind(
    "id-journal-new",
    Severity.WARN,
    "These are the first numbers of a new journal",
    "There are numbers in the workbook already, and no journal tells which more were given out before: a number "
    "whose row was deleted could be given again.",
    "Nothing, if Lotbook never numbered this workbook. Otherwise run lotbook undo, put its .lotbook folder back beside it, "
    "under the workbook's name, and run: lotbook assign.",
)
KINDS = (
    FACT_MISSING, MATERIAL_UNKNOWN, PARENT_UNKNOWN, NOT_USABLE, HEAT_NOT_USABLE, FORMAT_WRONG, UNREADABLE,
    BLEND_UNNAMED, JOURNAL_NEW,
)  # fmt: skip
