"""Where Article 33 of REACH, or the same duty in a neighbour's law, must be answered: told by the country of an address.

Regulation (EC) 1907/2006 holds in the EU and, by the EEA Agreement, in Iceland, Liechtenstein and Norway. The United
Kingdom kept the article (UK REACH), and Switzerland asks for the same (ChemO, SR 813.11, Article 71).
"""

from __future__ import annotations

import re

from lotbook.domain.identifiers import key

_DUTY = """
Austria, Österreich, Belgium, Belgique, België, Bulgaria, Croatia, Hrvatska, Cyprus, Czech Republic, Czechia, Česko,
Denmark, Danmark, Estonia, Eesti, Finland, Suomi, France, Germany, Deutschland, Greece, Hellas, Hungary, Magyarország,
Ireland, Éire, Italy, Italia, Latvia, Latvija, Lithuania, Lietuva, Luxembourg, Luxemburg, Malta, Netherlands,
The Netherlands, Nederland, Holland, Poland, Polska, Portugal, Romania, România, Slovakia, Slovensko, Slovenia,
Slovenija, Spain, España, Sweden, Sverige, Iceland, Ísland, Liechtenstein, Norway, Norge, Switzerland, Schweiz, Suisse,
Svizzera, United Kingdom, UK, Great Britain, England, Scotland, Wales, Northern Ireland
"""
_NONE = """
United States, United States of America, USA, U.S.A., US, U.S., Canada, Mexico, México, Brazil, Brasil, Argentina,
Chile, Colombia, China, P.R. China, Hong Kong, Taiwan, Japan, South Korea, Korea, India, Singapore, Malaysia, Thailand,
Vietnam, Indonesia, Philippines, Australia, New Zealand, Israel, Turkey, Türkiye, United Arab Emirates, UAE,
Saudi Arabia, South Africa, Egypt, Morocco, Ukraine, Serbia
"""
_COUNTRIES = {
    key(" ".join(name.split())): duty
    for names, duty in ((_DUTY, True), (_NONE, False))
    for name in names.split(",")
}
# A state with its ZIP code, or a Canadian postcode: addresses at home seldom name the country.
_AMERICAN = re.compile(r"\b[A-Z]{2},? \d{5}(-\d{4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b")


def asks_article_33(*addresses: str | None) -> bool | None:
    """Whether a recipient must be told of listed substances, by the first address that names a country; None when none does.

    >>> asks_article_33("Dock 4", "Am Sandtorkai 31, 20457 Hamburg, Germany"), asks_article_33("4 Elm St, Toledo, OH 43604")
    (True, False)
    """
    for address in addresses:
        for part in reversed(re.split(r"[,;\n]", address or "")):
            named = _COUNTRIES.get(key(part.strip().rstrip(".")), _COUNTRIES.get(key(part)))
            if named is not None:
                return named
        if _AMERICAN.search(address or ""):
            return False
    return None
