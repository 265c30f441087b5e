"""Certificates: what comparing one with its delivery can find, and what stands against a release or a review."""

from lotbook.domain.findings import Kind, Severity

FILE_MISSING = Kind(
    "certs-file-missing",
    Severity.WARN,
    "A delivery waits for its certificate",
    "The material needs a certificate; without it the delivery stays in Quarantine.",
    "Save the supplier's file beside the workbook and name it in Certificate file; lotbook certs --chase asks for it.",
)
FILE_UNREADABLE = Kind(
    "certs-file-unreadable",
    Severity.WARN,
    "A certificate file cannot be read",
    "Nobody can compare what does not open; the file is kept as it came.",
    "Ask the supplier for a clean file; lotbook certs --chase drafts the letter.",
)
SEVERAL_FILES = Kind(
    "certs-several-files",
    Severity.WARN,
    "One delivery names two certificate files",
    "Which of them is the certificate of this lot must not be left to chance.",
    "Name the one that shows the heat; join them into one PDF where both belong to the lot.",
)
SHARED_FILE = Kind(
    "certs-file-shared",
    Severity.NOTE,
    "One certificate file stands for several deliveries",
    "That is right where one heat came in several deliveries, or the certificate lists several heats.",
    "Nothing, if it does name the heat of each; each was looked for by itself.",
)
HEAT_DIFFERS = Kind(
    "certs-heat-differs",
    Severity.STOP,
    "The certificate is not for the heat on the material",
    "The paper proves nothing about this metal; one letter or digit is another heat.",
    "Look at the tag again. Correct a typing error and check again; else send the supplier the letter.",
)
HEAT_UNSURE = Kind(
    "certs-heat-unsure",
    Severity.WARN,
    "A person must see that the certificate names the heat",
    "The computer could not read it beyond doubt, and a heat is never guessed.",
    "Open the certificate, compare it with the tag, then release with --seen and what you saw.",
)
HEAT_OF_SEVERAL = Kind(
    "certs-several-heats",
    Severity.NOTE,
    "The certificate lists several heats",
    "Ours is one of them; values may stand there for each heat.",
    "See that the values that are kept are those of this heat.",
)
MATERIAL_UNKNOWN = Kind(
    "certs-material-unknown",
    Severity.WARN,
    "The material of a delivery is not on Materials",
    "Nobody can tell which grade, specification and certificate it needs, so nothing was compared with them.",
    "Correct Material on Receiving, or enter it on Materials; then check again. It is not released before.",
)
NOT_VALID = Kind(
    "certs-not-valid",
    Severity.WARN,
    "The certificate says of itself that it does not count",
    "A draft, or a paper that was cancelled or replaced, proves nothing, however well it fits.",
    "Ask the supplier for the certificate that is valid; release with --seen only where the word means something else.",
)
SEVERAL_INSIDE = Kind(
    "certs-several-inside",
    Severity.WARN,
    "One file holds the data of several certificates",
    "Which of them is the certificate of this lot must not be left to chance.",
    "Compare the printed pages with the tag, then release with --seen and what you saw, or ask for one file for each.",
)
TYPE_TOO_WEAK = Kind(
    "certs-type-too-weak",
    Severity.STOP,
    "The certificate is of a weaker type than the material needs",
    "EN 10204:2004: a 2.1 has no results, a 2.2 no results of this delivery; only 3.1 and 3.2 have.",
    "Send the supplier the letter; it asks for the type the material needs.",
)
TYPE_DIFFERS = Kind(
    "certs-type-differs",
    Severity.WARN,
    "The certificate calls itself another type than the row says",
    "The type decides what the certificate proves.",
    "Correct Certificate type as printed on the certificate.",
)
GRADE_DIFFERS = Kind(
    "certs-grade-differs",
    Severity.STOP,
    "The certificate is for another grade",
    "The delivery is not what was ordered, or the paper belongs to other metal.",
    "Compare order, tag and certificate. If the row's material is right, send the supplier the letter.",
)
GRADE_UNSURE = Kind(
    "certs-grade-unsure",
    Severity.WARN,
    "A person must see that the certificate names the grade",
    "Grades have many names; this one was not found under a name that Lotbook knows.",
    "Open the certificate and compare the grade, then release with --seen and what you saw.",
)
GRADE_UNNAMED = Kind(
    "certs-grade-unnamed",
    Severity.NOTE,
    "The certificate names the product, but not its grade or class",
    "Makers of plastic and wood often certify by the name of the product.",
    "Nothing, where the product has one grade only; else ask for the grade on the next certificate.",
)
SPECIFICATION_UNSURE = Kind(
    "certs-specification-unsure",
    Severity.WARN,
    "The certificate names another specification or revision, or none",
    "Buyers ask for the specification with its revision; another issue may have other limits.",
    "Compare with the purchase order, then release with --seen and what you saw, or reject with a reason.",
)
QUANTITY_SMALLER = Kind(
    "certs-quantity-smaller",
    Severity.WARN,
    "The certificate covers less than was delivered",
    "Part of the delivery may be of another heat or without a certificate.",
    "Look for a second heat among the pieces, then release with --seen and what you saw.",
)
ORDER_DIFFERS = Kind(
    "certs-order-differs",
    Severity.NOTE,
    "The certificate names another purchase order",
    "A mill prints its own customer's order, so with a dealer in between this is usual.",
    "Nothing, where the material came through a dealer.",
)
ORDER_OF_MAKER = Kind(
    "certs-order-of-maker",
    Severity.WARN,
    "The maker sold to us, but its certificate names another purchase order",
    "It may be the certificate of another delivery.",
    "Compare with our order, then release with --seen and what you saw.",
)
UNSIGNED = Kind(
    "certs-unsigned",
    Severity.WARN,
    "Nobody stands for the certificate",
    "A certificate of conformity names who answers for it: quality department, signature or stamp.",
    "Open it and look for the signature, then release with --seen and what you saw.",
)
VALUE_IMPOSSIBLE = Kind(
    "certs-value-impossible",
    Severity.STOP,
    "The certificate states a value that cannot be",
    "A paper with such a value was never looked at by anybody; its other values prove nothing either.",
    "Send the supplier the letter and ask for a corrected certificate.",
)
VALUE_OUTSIDE_OWN = Kind(
    "certs-value-own-limits",
    Severity.STOP,
    "A value is outside the certificate's own limits",
    "The certificate contradicts itself.",
    "Send the supplier the letter and ask for a corrected certificate or for other material.",
)
LIMITS_UNREAD = Kind(
    "certs-limits-unread",
    Severity.WARN,
    "The limits on the paper could not be read",
    "The certificate seems to print limits; which value each belongs to, its layout does not tell beyond doubt.",
    "Compare them yourself. Type them into Minimum and Maximum on Chemistry, or say with --seen that they are kept.",
)
VALUE_OUTSIDE_HOUSE = Kind(
    "certs-value-house-limits",
    Severity.WARN,
    "A value is outside house limits",
    "The limits on the sheet Grade limits are the shop's own screening limits; the specification decides.",
    "Compare with your copy of the specification. Then accept with --seen and why, or reject with a reason.",
)
VALUE_UNSURE = Kind(
    "certs-value-unsure",
    Severity.WARN,
    "A value cannot be judged by itself",
    "It is within only after rounding, in a unit that cannot be converted, or part of a sum that is not reported whole.",
    "Compare it by hand, then accept with --seen and why.",
)
VALUE_TYPED_OTHERWISE = Kind(
    "certs-value-typed-otherwise",
    Severity.WARN,
    "A value on Chemistry is not the certificate's",
    "Compliance answers and papers rest on Chemistry.",
    "Correct the value on Chemistry as printed on the certificate.",
)
CUSTODY_DIFFERS = Kind(
    "certs-custody-differs",
    Severity.STOP,
    "A document of the chain of custody names another lot",
    "From the maker to us every packing slip must carry the identical number.",
    "Correct a typing error on Custody; else send the supplier the letter.",
)
TAG_MISSING = Kind(
    "certs-tag-missing",
    Severity.WARN,
    "The heat on the material is not entered",
    "Without what stands on the metal or its tag there is nothing to compare the certificate with.",
    "Read the tag and fill Heat on material.",
)
HEAT_SPOILED = Kind(
    "certs-heat-spoiled",
    Severity.WARN,
    "The cell of a heat does not hold what was typed",
    "Excel made a number or date of it: 22E1 becomes 220. The delivery is not rejected for that.",
    "Format the cell as Text, read tag and certificate again, and type both.",
)
NOT_RELEASED = Kind(
    "certs-not-released",
    Severity.STOP,
    "A delivery was not released",
    "Only what agrees with its certificate, and what a trained person answers for, is released.",
    "Put right what is named here, then release again.",
)
NOT_REVIEWED = Kind(
    "certs-not-reviewed",
    Severity.STOP,
    "A certificate's values were not reviewed",
    "A review is evidence that somebody trained compared the values with the limits.",
    "Put right what is named here, then review again.",
)
