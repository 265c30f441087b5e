"""What can stand in the way of a trace: the catalogue entries for gaps. A stop may have made the answer shorter."""

from lotbook.domain.findings import Kind, Severity
from lotbook.tables.trace import amount_kinds, origin_kinds, serial_kinds

UNREADABLE = Kind(
    "gap-unreadable-identifier",
    Severity.STOP,
    "An identifier that links rows cannot be read",
    "Excel turned it into a number or a date, or the cell shows an error; the row may belong to what is traced.",
    "Format the cell as Text, type the identifier again, then trace again.",
)
NO_COLUMN = Kind(
    "gap-missing-sheet-or-column",
    Severity.STOP,
    "A sheet or column that links rows is missing",
    "Nothing on it could be followed.",
    "Put it back, then trace again.",
)
COLUMN_TWICE = Kind(
    "gap-column-repeated",
    Severity.STOP,
    "A column that links rows stands there twice",
    "Only the first of the two is read; what stands in the other could not be followed.",
    "Bring both together in one column and delete the other, then trace again.",
)
SHEET_NOT_READ = Kind(
    "gap-sheet-not-read",
    Severity.STOP,
    "Rows stand on a sheet that is not read",
    "They look like rows that were moved or copied away; nothing on that sheet could be followed.",
    "Move them back under the rows of the sheet they belong to, then trace again.",
)
NOT_COMPARED = Kind(
    "gap-not-compared",
    Severity.WARN,
    "Rows do not say what was asked for",
    "The cell that was looked at is empty there, so these may be meant, too; they were left out.",
    "Fill in the cells, or recall these as well.",
)
NO_SOURCE = Kind(
    "gap-no-source",
    Severity.STOP,
    "A row does not say what it was made from",
    "The material used there may be the one that is traced.",
    "Fill in the source from the traveler.",
)
NO_TARGET = Kind(
    "gap-no-target",
    Severity.STOP,
    "Traced material went somewhere nobody wrote down",
    "What was made of it, and who got it, cannot be followed.",
    "Fill in the run or the new lot; `lotbook assign` numbers pieces that have none.",
)
NO_LOT_ID = Kind(
    "gap-no-lot-id",
    Severity.STOP,
    "A row that was asked for names no lot, piece or run",
    "Nothing can be linked to it, so nothing of it can be followed.",
    "Run `lotbook assign`, mark the material, and correct the runs that used it.",
)
SOURCE_ALIKE = Kind(
    "gap-source-looks-alike",
    Severity.STOP,
    "An unknown identifier looks like a traced one",
    "It is probably a typing error, and then this row belongs to the trace.",
    "Correct the cell, then trace again.",
)
SOURCE_OTHER_NAME = Kind(
    "gap-source-another-name",
    Severity.STOP,
    "A source is no identifier, but another name of something traced",
    "Somebody wrote the heat, the work order or a serial where the Lot ID, cut or Run ID belongs, so this row may "
    "belong to the trace.",
    "Type the Lot ID, the cut or the Run ID that was used, then trace again.",
)
SOURCE_UNKNOWN = Kind(
    "gap-source-unknown",
    Severity.WARN,
    "A source is not in the workbook",
    "It is not like anything that is traced, but what it was is not known.",
    "Correct the cell, or receive the material.",
)
SOURCE_MAY_FIT = Kind(
    "gap-source-may-fit",
    Severity.STOP,
    "A source is not in the workbook and may be what was asked for",
    "Its supplier, heat and material are not known, so it cannot be ruled out.",
    "Put its row back or correct the cell, then trace again.",
)
SOURCE_DELETED = Kind(
    "gap-source-deleted",
    Severity.STOP,
    "A source was deleted, and nothing tells what it was made from",
    "The journal knows that the piece or run was issued, but not its material, which may be the one that is traced.",
    "Put its rows back from a backup, then trace again; `lotbook log` tells who issued it and when.",
)
START_UNKNOWN = Kind(
    "gap-start-not-in-workbook",
    Severity.WARN,
    "What was asked for has no row of its own",
    "Its uses are followed, but its quantity, supplier and heat are not known.",
    "Put the row back; `lotbook log` tells who issued it and when.",
)
RUN_UNKNOWN = Kind(
    "gap-run-unknown",
    Severity.STOP,
    "A run that used traced material is not in Manufacture",
    "If its ID was mistyped, the real run and its shipments are missing from this answer.",
    "Correct the Run ID, or put the run's row back.",
)
ROW_DELETED = Kind(
    "gap-row-deleted",
    Severity.WARN,
    "The row of a traced identifier was deleted",
    "The journal knows that it was issued, so the chain is followed, but what the row said is not known.",
    "Put the row back; `lotbook log` tells who issued it and when.",
)
ORDER_UNKNOWN = Kind(
    "gap-order-unknown",
    Severity.STOP,
    "A traced shipment names no known order",
    "Who received it cannot be told.",
    "Correct the Order ID of the shipment.",
)
CUSTOMER_UNKNOWN = Kind(
    "gap-customer-unknown",
    Severity.WARN,
    "A customer is not in Customers",
    "The name stands on the order, but contact, e-mail and phone are not known.",
    "Add the customer, or correct the name on the order.",
)
CUSTOMER_MISSING = Kind(
    "gap-customer-missing",
    Severity.STOP,
    "An order of a traced shipment names no customer",
    "Who received it cannot be told.",
    "Fill in the customer of the order.",
)
SHIPMENT_LOOSE = Kind(
    "gap-shipment-without-run",
    Severity.STOP,
    "A shipment names no run",
    "It may have carried what is traced.",
    "Fill in the run from the packing slip or the tag.",
)
SHIPMENT_ALIKE = Kind(
    "gap-shipment-looks-alike",
    Severity.STOP,
    "A shipment names an unknown run that looks like a traced one",
    "It is probably a typing error, and then this shipment belongs to the trace.",
    "Correct the Run ID of the shipment, then trace again.",
)
SHIPMENT_UNKNOWN = Kind(
    "gap-shipment-run-unknown",
    Severity.WARN,
    "A shipment names a run that is not in Manufacture",
    "What it was made from is in Materials used and is not traced; who made it, and how many, is not known.",
    "Put the run's row back, or correct the Run ID of the shipment.",
)
SHIPMENT_MAY_CARRY = Kind(
    "gap-shipment-run-nowhere",
    Severity.STOP,
    "A shipment names a run that is nowhere in the workbook",
    "What it was made from is not known, so it may have carried what is traced.",
    "Correct the Run ID of the shipment, or put the run's rows back, then trace again.",
)
RUN_UNTOLD = Kind(
    "gap-shipped-without-materials",
    Severity.STOP,
    "A run was shipped, but nobody wrote down what it was made from",
    "It may have been made from what is traced.",
    "Enter its materials from the traveler, then trace again.",
)
ORDER_CANCELLED = Kind(
    "gap-shipment-of-cancelled-order",
    Severity.STOP,
    "A traced shipment belongs to a cancelled order",
    "It is not counted as delivered, yet it carries a quantity: the goods may be with the customer.",
    "Find out where the goods are; correct the order's status or the shipment.",
)
RUN_CANCELLED = Kind(
    "gap-shipment-of-cancelled-run",
    Severity.STOP,
    "A shipment comes from a cancelled run that took traced material",
    "A cancelled run makes nothing, yet something was shipped from it.",
    "Correct the run's status or the shipment's run.",
)
START_CANCELLED = Kind(
    "gap-start-cancelled",
    Severity.NOTE,
    "The run that was asked for is cancelled",
    "A cancelled run makes nothing and carries nothing on.",
    "Nothing must be done; if it did make something, correct its status.",
)
CYCLE = Kind(
    "gap-cycle",
    Severity.WARN,
    "Identifiers were made from each other",
    "That cannot be; one of the rows is wrong. The walk went round once and ended.",
    "Correct the row that closes the circle.",
)
REPEATED = Kind(
    "gap-identifier-repeated",
    Severity.WARN,
    "A traced identifier stands in several rows",
    "All of the rows are taken; one of them may be something else.",
    "Give each row its own identifier.",
)
MADE_FROM_CANCELLED = Kind(
    "gap-made-from-cancelled-run",
    Severity.STOP,
    "Something was made from a cancelled run that took traced material",
    "A cancelled run makes nothing, yet something was made of it: the traced material may have gone on.",
    "Correct the run's status, or the source of the row, then trace again.",
)
SPELT_OTHERWISE = Kind(
    "gap-spelt-otherwise",
    Severity.STOP,
    "What was asked for may stand in other rows in another spelling",
    "O and 0, a dash, or two numbers in one cell hide that it is the same; these rows were left out.",
    "Correct the spelling, or name that spelling, too, then trace again.",
)
FIRM_ALIKE = Kind(
    "gap-firm-named-alike",
    Severity.WARN,
    "A firm's name holds the one that was asked for",
    "It may be the same firm under a longer name, or another one; its rows were left out.",
    "If it is the same firm, use one name for it, or name it, too, then trace again.",
)
CANCELLED_USE = Kind(
    "gap-used-by-cancelled-run",
    Severity.WARN,
    "Traced material was booked to a cancelled run",
    "Nothing was made of it, so nobody wrote where that material is now.",
    "Find it; correct the row or scrap it.",
)

KINDS = (
    UNREADABLE, NO_COLUMN, COLUMN_TWICE, SHEET_NOT_READ, NOT_COMPARED, NO_SOURCE, NO_TARGET, NO_LOT_ID, SOURCE_ALIKE, SOURCE_OTHER_NAME, SOURCE_UNKNOWN, SOURCE_MAY_FIT, SOURCE_DELETED,
    START_UNKNOWN, RUN_UNKNOWN,
    ROW_DELETED, ORDER_UNKNOWN, CUSTOMER_UNKNOWN, CUSTOMER_MISSING, SHIPMENT_LOOSE, SHIPMENT_ALIKE, SHIPMENT_UNKNOWN, SHIPMENT_MAY_CARRY, RUN_UNTOLD,
    ORDER_CANCELLED, RUN_CANCELLED, START_CANCELLED, CYCLE, amount_kinds.QUANTITY_MISSING, amount_kinds.UNITS_DISAGREE, REPEATED, serial_kinds.SERIALS_UNSURE,
    SPELT_OTHERWISE, FIRM_ALIKE, serial_kinds.SERIAL_LISTED_TWICE, serial_kinds.SERIAL_NOWHERE, serial_kinds.SERIAL_ELSEWHERE, serial_kinds.SERIAL_RANGE,
    serial_kinds.UNITS_NOT_TRACKED, CANCELLED_USE, MADE_FROM_CANCELLED, amount_kinds.REPORT_NOT_COUNTED, amount_kinds.OVER_HUNDRED, amount_kinds.PIECES_IMPOSSIBLE, amount_kinds.UNEXPLAINED,
    origin_kinds.NO_ORIGIN, origin_kinds.NO_MATERIAL, origin_kinds.NOTHING_SENT, origin_kinds.NO_HEAT, origin_kinds.NO_CERTIFICATE, origin_kinds.HEATS_DIFFER, origin_kinds.NOT_RELEASED,
)  # fmt: skip
