"""What stands against a cut: the catalogue entries of `cut`."""

from lotbook.domain.findings import Kind, Severity

SOURCE_HELD = Kind(
    "cut-source-held",
    Severity.STOP,
    "The material to be cut is held back",
    "A piece of a lot on Hold, Rejected or Returned inherits that; cut, it is easily taken for good.",
    "Release the lot first, or take another one.",
)
TOO_MUCH = Kind(
    "cut-too-much",
    Severity.STOP,
    "More would be cut than is left",
    "By the books there is not that much of it any more; either a use is entered twice, or it is another piece.",
    "Count what is there; correct the quantity, or what was entered as used.",
)
UNIT_DIFFERS = Kind(
    "cut-unit-differs",
    Severity.STOP,
    "The unit does not fit the material's",
    "What is left can only be told when pieces are counted like the lot they come from.",
    "Give the quantity in the lot's unit, or in one that converts into it.",
)
MARK_DIFFERS = Kind(
    "cut-mark-differs",
    Severity.STOP,
    "The heat read is not the heat of the material",
    "Either the mark is wrong, or this is a piece of another lot; with another heat its certificate proves nothing.",
    "Compare the mark, its parent's mark and the certificate, letter by letter. Do not use the piece before they agree.",
)
PERSON_REFUSED = Kind(
    "cut-person",
    Severity.STOP,
    "This person may not do it",
    "Who marks or verifies stands on People and is trained on that day; the one who verifies is not the one who marked.",
    "Let another person do it, or correct the row on People.",
)
NOT_MARKED = Kind(
    "cut-not-marked",
    Severity.WARN,
    "The material needs its mark on each piece, and nobody marked it yet",
    "Once a piece without a mark lies among others, nobody can tell its heat.",
    "Mark the piece now, then give --marked-by and --method, or fill the row on Cuts.",
)
BLEND_DIFFERS = Kind(
    "cut-blend-differs",
    Severity.STOP,
    "A blend would hold different materials",
    "Only powder or pellets of one material are blended; the blend inherits all their certificates.",
    "Name lots of one material.",
)
