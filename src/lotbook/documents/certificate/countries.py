"""The countries that melt metal, under the names and codes that certificates and workbooks call them by.

Names in English and in the country's own language, codes after ISO 3166-1. A country that is not here is compared by its
words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lotbook.domain.identifiers import key

# The first of each line is how it is called here; the two codes stand last.
_COUNTRIES = """
United States, United States of America, USA, U.S.A., U.S., America, US
Argentina, AR, ARG
Australia, AU, AUS
Austria, Österreich, Oesterreich, AT, AUT
Bahrain, BH, BHR
Belarus, BY, BLR
Belgium, Belgique, België, BE, BEL
Bosnia and Herzegovina, Bosnia, BA, BIH
Brazil, Brasil, BR, BRA
Bulgaria, BG, BGR
Canada, CA, CAN
China, P.R. China, PR China, People's Republic of China, P.R.C., PRC, CN, CHN
Croatia, Hrvatska, HR, HRV
Czech Republic, Czechia, Tschechien, CZ, CZE
Denmark, Danmark, DK, DNK
Egypt, EG, EGY
Estonia, EE, EST
Finland, Suomi, FI, FIN
France, Frankreich, FR, FRA
Germany, Deutschland, Allemagne, Alemania, DE, DEU
Greece, Hellas, GR, GRC
Hungary, Magyarország, Ungarn, HU, HUN
Iceland, IS, ISL
India, IN, IND
Indonesia, ID, IDN
Iran, IR, IRN
Ireland, IE, IRL
Israel, IL, ISR
Italy, Italia, Italien, Italie, IT, ITA
Japan, JP, JPN
Kazakhstan, KZ, KAZ
Latvia, LV, LVA
Lithuania, LT, LTU
Luxembourg, Luxemburg, LU, LUX
Malaysia, MY, MYS
Mexico, México, MX, MEX
Netherlands, The Netherlands, Holland, Niederlande, NL, NLD
New Zealand, NZ, NZL
North Macedonia, MK, MKD
Norway, Norge, Norwegen, NO, NOR
Oman, OM, OMN
Poland, Polska, Polen, PL, POL
Portugal, PT, PRT
Qatar, QA, QAT
Romania, RO, ROU
Russia, Russian Federation, Russland, RU, RUS
Saudi Arabia, KSA, SA, SAU
Serbia, RS, SRB
Slovakia, Slovak Republic, Slovensko, SK, SVK
Slovenia, Slovenija, SI, SVN
South Africa, ZA, ZAF
South Korea, Korea, Republic of Korea, R.O. Korea, KR, KOR
Spain, España, Spanien, ES, ESP
Sweden, Sverige, Schweden, SE, SWE
Switzerland, Schweiz, Suisse, Svizzera, CH, CHE
Taiwan, Taiwan R.O.C., R.O.C., TW, TWN
Thailand, TH, THA
Turkey, Türkiye, Turkiye, Türkei, TR, TUR
Ukraine, UA, UKR
United Arab Emirates, UAE, U.A.E., AE, ARE
United Kingdom, Great Britain, England, Scotland, Wales, UK, U.K., GB, GBR
Vietnam, Viet Nam, VN, VNM
"""
_CODE = 2  # letters of a code that is a common word as well: no, in, is, it, at, de


@cache
def _known() -> dict[str, str]:
    """Comparison key of every name and code -> how the country is called here."""
    lines = ([name.strip() for name in line.split(",")] for line in _COUNTRIES.strip().splitlines())
    return {form: names[0] for names in lines for name in names for form in (key(name), key(name).strip("."))}


def country(text: str | None) -> str:
    """How the country that a cell names is called here; empty where it is none of these.

    >>> country("usa"), country("Deutschland"), country("Atlantis")
    ('United States', 'Germany', '')
    """
    return _known().get(key((text or "").strip(" .,;")), "")


def leading(text: str) -> str:
    """The country that a text begins with, as it stands behind a label; empty where it begins with none.

    >>> leading("the U.S.A. Condition as ordered"), leading("an electric furnace"), leading("IN Process")
    ('United States', '', 'India')
    """
    found = _names_first().match(text)
    return country(found.group(1)) if found else ""


def stands_in(text: str, wanted: str) -> bool:
    """Whether a text names a country anywhere; a code of two letters counts only as the end of an address.

    >>> stands_in("Linz 4040, AT", "Austria"), stands_in("HEAT NO. 17", "Norway")
    (True, False)
    """
    return any(pattern.search(text) for pattern in _named(wanted))


@cache
def _names_first() -> re.Pattern[str]:
    names = sorted(_known(), key=len, reverse=True)
    return re.compile(rf"\s*(?:the\s+)?({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


@cache
def _named(wanted: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_patterns([name for name, called in _known().items() if called == wanted] or [key(wanted)]))


def _patterns(names: list[str]) -> Iterator[re.Pattern[str]]:
    long = [re.escape(name) for name in names if len(name) > _CODE]
    if long:
        yield re.compile(rf"(?<!\w)(?:{'|'.join(long)})(?!\w)", re.IGNORECASE)
    codes = [name.upper() for name in names if len(name) == _CODE]
    if codes:
        yield re.compile(rf"(?:,\s*|\(|^)(?:{'|'.join(codes)})\s*(?:$|[),.-])", re.MULTILINE)
