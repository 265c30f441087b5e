"""What can stand in the way of a trace: the catalogue entries for gaps. A stop may have made the answer shorter."""

from lotbook.domain.findings import Kind, Severity

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
    "A delivery that was asked for has no Lot ID",
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
QUANTITY_MISSING = Kind(
    "gap-quantity-missing",
    Severity.WARN,
    "A quantity is missing or cannot be read",
    "The row is followed, but the balance and the totals cannot count it.",
    "Type the quantity as a bare number.",
)
UNITS_DISAGREE = Kind(
    "gap-units-disagree",
    Severity.WARN,
    "Units cannot be compared",
    "The row is followed, but its quantity cannot be set against the other one.",
    "Use the unit of the source, or one of the same measure.",
)
REPEATED = Kind(
    "gap-identifier-repeated",
    Severity.WARN,
    "A traced identifier stands in several rows",
    "All of the rows are taken; one of them may be something else.",
    "Give each row its own identifier.",
)
SERIALS_UNSURE = Kind(
    "gap-serials-unsure",
    Severity.WARN,
    "A shipment cannot be told by its serials",
    "Its serials are not as many as its pieces, or Materials used does not know one of them, so it is taken.",
    "List each serial, separated by commas, as it is written in Materials used.",
)
UNITS_NOT_TRACKED = Kind(
    "gap-units-not-tracked",
    Severity.NOTE,
    "The run does not say which unit got what",
    "A serial was asked for, but the whole run has to be taken.",
    "Nothing must be done; to narrow a recall, fill in Unit serial in every row of Materials used.",
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
SERIAL_LISTED_TWICE = Kind(
    "gap-serial-shipped-twice",
    Severity.STOP,
    "A serial went out in two shipments",
    "One of them really carried another unit, which may be an affected one, so both are taken.",
    "Correct the serials of the shipments from the packing slips, then trace again.",
)
SERIAL_NOWHERE = Kind(
    "gap-serial-nowhere",
    Severity.STOP,
    "An affected unit is in no shipment, yet none is left",
    "It went out under another serial, so every shipment of the run is taken.",
    "Correct the serials of the shipments from the packing slips, then trace again.",
)
SERIAL_RANGE = Kind(
    "gap-serials-as-a-range",
    Severity.STOP,
    "A serial that was asked for may be within a range",
    "The cell lists its first and last serial only, so the shipment was not found by the serial.",
    "List each serial, separated by commas, then trace again.",
)
CANCELLED_USE = Kind(
    "gap-used-by-cancelled-run",
    Severity.WARN,
    "Traced material was booked to a cancelled run",
    "Nothing was made of it, so nobody wrote where that material is now.",
    "Find it; correct the row or scrap it.",
)
OVER_HUNDRED = Kind(
    "gap-balance-over-100",
    Severity.STOP,
    "More is accounted for than was received",
    "Some row claims material of this lot that was never there; it may belong to another lot.",
    "Compare the quantities of the lot, its cuts and its uses with the paper.",
)
UNEXPLAINED = Kind(
    "gap-balance-unexplained",
    Severity.WARN,
    "More of a lot is unexplained than is normal",
    "The books do not tell where that material is; it may have gone into something nobody recalled.",
    "Look for it; book scrap, samples and returns. Settings says how much is normal: Balance tolerance (%).",
)
NO_ORIGIN = Kind(
    "gap-source-not-in-workbook",
    Severity.STOP,
    "What was used is not in the workbook",
    "The branch ends at an identifier that is no lot, cut or run, so where it came from is not known.",
    "Correct the identifier, or put its row back.",
)
NO_MATERIAL = Kind(
    "gap-run-without-material",
    Severity.STOP,
    "A run has no materials used",
    "What it was made from is not known.",
    "Enter its materials from the traveler.",
)
NOTHING_SENT = Kind(
    "gap-order-not-shipped",
    Severity.NOTE,
    "Nothing was shipped for an order",
    "There are no goods yet whose origin could be told.",
    "Nothing must be done; name the run to see what it is made from.",
)
NO_HEAT = Kind(
    "gap-lot-without-heat",
    Severity.WARN,
    "A lot has no heat",
    "The chain ends at the lot, but no certificate can be tied to it.",
    "Type the heat from the certificate and from the material.",
)
NO_CERTIFICATE = Kind(
    "gap-lot-without-certificate",
    Severity.WARN,
    "A lot has no certificate file",
    "The chain ends at the lot, but nothing proves what it is.",
    "Save the supplier's certificate and name its file.",
)
HEATS_DIFFER = Kind(
    "gap-heats-differ",
    Severity.WARN,
    "The heat marked is not the heat of the lot",
    "Material and certificate may belong to two different heats.",
    "Read the mark and the certificate again.",
)
NOT_RELEASED = Kind(
    "gap-lot-not-released",
    Severity.WARN,
    "A lot that was used is not released",
    "Material in quarantine, on hold, rejected or returned must not be in goods.",
    "Find out how it got into the run; quarantine what was made of it.",
)

KINDS = (
    UNREADABLE, NO_COLUMN, COLUMN_TWICE, SHEET_NOT_READ, NOT_COMPARED, NO_SOURCE, NO_TARGET, NO_LOT_ID, SOURCE_ALIKE, SOURCE_OTHER_NAME, SOURCE_UNKNOWN, SOURCE_MAY_FIT,
    START_UNKNOWN, RUN_UNKNOWN,
    ROW_DELETED, ORDER_UNKNOWN, CUSTOMER_UNKNOWN, CUSTOMER_MISSING, SHIPMENT_LOOSE, SHIPMENT_ALIKE, SHIPMENT_UNKNOWN, SHIPMENT_MAY_CARRY, RUN_UNTOLD,
    ORDER_CANCELLED, RUN_CANCELLED, START_CANCELLED, CYCLE, QUANTITY_MISSING, UNITS_DISAGREE, REPEATED, SERIALS_UNSURE,
    SPELT_OTHERWISE, FIRM_ALIKE, SERIAL_LISTED_TWICE, SERIAL_NOWHERE, SERIAL_RANGE,
    UNITS_NOT_TRACKED, CANCELLED_USE, MADE_FROM_CANCELLED, OVER_HUNDRED, UNEXPLAINED,
    NO_ORIGIN, NO_MATERIAL, NOTHING_SENT, NO_HEAT, NO_CERTIFICATE, HEATS_DIFFER, NOT_RELEASED,
)  # fmt: skip
