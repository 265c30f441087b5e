"""What can stand in the way of a yes: each kind of gap in the evidence, with what to do about it."""

from __future__ import annotations

from lotbook.domain.findings import Kind, Severity

NO_DECLARATION = Kind(
    "comply-no-declaration",
    Severity.WARN,
    "No declaration is on file",
    "A mill certificate does not list every restricted substance, so nothing can be said without the supplier.",
    "Ask the supplier for a declaration and enter it on the sheet Declarations.",
)
DECLARATION_OLD = Kind(
    "comply-declaration-old",
    Severity.WARN,
    "The declaration is too old for the day asked about",
    "The lists grow, and buyers refuse papers that speak of an earlier one or are older than Settings allow.",
    "Ask the supplier for a new declaration against the list named here, and enter it on the sheet Declarations.",
)
DECLARATION_EXPIRED = Kind(
    "comply-declaration-expired",
    Severity.WARN,
    "The declaration was no longer valid",
    "It names its own last day, and that was before the day asked about.",
    "Ask the supplier for a new declaration and enter it on the sheet Declarations.",
)
DECLARATION_UNCLEAR = Kind(
    "comply-declaration-unclear",
    Severity.WARN,
    "The declaration does not answer the question",
    "A date, a statement or the exemption's number is missing, so that it can be read either way.",
    "Read the paper again and complete its row on the sheet Declarations.",
)
SUBSTANCE_UNNAMED = Kind(
    "comply-substance-unnamed",
    Severity.WARN,
    "A listed substance is declared, but the workbook does not name it",
    "Article 33 of REACH asks at least for the substance's name.",
    "Enter substance and share on the sheet Chemistry, as the supplier's declaration says them.",
)
ABOVE_LIMIT = Kind(
    "comply-above-limit",
    Severity.STOP,
    "A restricted substance is above its limit and no exemption covers it",
    "The goods must not be sold as compliant.",
    "Do not state compliance; ask the supplier for material that complies, or correct the value if it is a slip.",
)
EXEMPTION_ENDED = Kind(
    "comply-exemption-ended",
    Severity.STOP,
    "The exemption that the material needs has ended",
    "What was allowed under it is not allowed after its last day.",
    "Ask whether the exemption was renewed; if so, put the newer exemption list into your folder.",
)
DECLARED_AGAINST = Kind(
    "comply-declared-not-compliant",
    Severity.STOP,
    "The supplier declares the material not compliant",
    "Its maker says no, so nobody after it can say yes.",
    "Do not state compliance; use other material.",
)
NO_SAFETY_SHEET = Kind(
    "comply-no-safety-sheet",
    Severity.WARN,
    "No safety data sheet is on file",
    "Materials says that a delivery of this material must bring one.",
    "Ask the supplier for it and enter it on the sheet Declarations with its file.",
)
NO_MELT_COUNTRY = Kind(
    "comply-no-melt-country",
    Severity.WARN,
    "Nobody knows where the metal was melted",
    "DFARS 252.225-7009 accepts specialty metal melted or produced in the United States or a qualifying country.",
    "Read the country on the mill certificate and enter it on Receiving as Country of melt.",
)
SCOPE_UNKNOWN = Kind(
    "comply-scope-unknown",
    Severity.WARN,
    "It cannot be told whether the steel is a specialty metal",
    "DFARS 252.225-7009 (a) tells by the alloy content, and the analysis on file is not complete.",
    "Enter the certificate's analysis on the sheet Chemistry, or the country of melt on Receiving.",
)
MELTED_ELSEWHERE = Kind(
    "comply-melted-elsewhere",
    Severity.STOP,
    "Specialty metal was melted in a country that does not qualify",
    "DFARS 252.225-7009 (b) does not accept it; the exceptions of its paragraph (c) are for the contracting officer.",
    "Do not state compliance; ask the customer whether an exception holds, or use other material.",
)
UNKNOWN_MATERIAL = Kind(
    "comply-material-unknown",
    Severity.WARN,
    "The material is not on the sheet Materials",
    "Without its family it cannot be told which rule holds for it.",
    "Enter the material with its family on the sheet Materials.",
)
CHAIN_GAP = Kind(
    "comply-chain-gap",
    Severity.WARN,
    "The chain has a gap",
    "Something went into the goods that no sheet knows, so nobody can say what is in it.",
    "Correct the identifier, or enter the row it should lead to.",
)
COMPONENT_UNKNOWN = Kind(
    "comply-component-unknown",
    Severity.WARN,
    "A component of the goods is not among the materials used",
    "BOM says that it is in the goods; what nobody entered cannot be answered for.",
    "Enter the missing use on the sheet Materials used, or correct BOM.",
)
CONTRADICTED = Kind(
    "comply-declaration-contradicted",
    Severity.WARN,
    "Another declaration of the supplier says not compliant",
    "It is undated, of the same day or later, so the one that says yes cannot be relied on.",
    "Ask the supplier which of the two holds for this delivery, and enter its answer with its date.",
)
NOTHING_BEHIND = Kind(
    "comply-nothing-behind",
    Severity.WARN,
    "Nothing is known of what it was made from",
    "A yes about nothing proves nothing.",
    "Enter what was used on the sheet Materials used, or ask about another ID.",
)
