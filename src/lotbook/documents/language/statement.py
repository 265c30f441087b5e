"""The words of the compliance statement in every language; law is cited by the name it has in the Official Journal there."""

LABELS = """
Compliance | Stoffverbote | Conformité des substances | Conformidad de sustancias
Judged by | Beurteilt nach | Évalué selon | Evaluado según
Basis of this statement | Grundlage dieser Erklärung | Base de cette déclaration | Base de esta declaración
This statement rests on the declarations and certificates of our suppliers for exactly the lots and processes named above, and on no tests of our own. It speaks of the lists named above with their dates and must be asked for again when they change | Diese Erklärung beruht auf den Erklärungen und Bescheinigungen unserer Lieferanten für genau die oben genannten Lose und Prozesse, nicht auf eigenen Prüfungen. Sie gilt für die oben genannten Listen mit ihrem Datum und ist neu anzufordern, wenn diese sich ändern | Cette déclaration repose sur les déclarations et certificats de nos fournisseurs pour les seuls lots et procédés cités ci-dessus, et non sur des essais de notre part. Elle vaut pour les listes citées ci-dessus à leur date et doit être redemandée lorsqu'elles changent | Esta declaración se basa en las declaraciones y los certificados de nuestros proveedores para exactamente los lotes y procesos citados arriba, y no en ensayos propios. Se refiere a las listas citadas arriba en su fecha y debe pedirse de nuevo cuando cambien
Information under Article 33(1) of Regulation (EC) No 1907/2006 | Informationen nach Artikel 33 Absatz 1 der Verordnung (EG) Nr. 1907/2006 | Informations au titre de l'article 33, paragraphe 1, du règlement (CE) n° 1907/2006 | Información con arreglo al artículo 33, apartado 1, del Reglamento (CE) n.º 1907/2006
RoHS exemptions used | In Anspruch genommene RoHS-Ausnahmen | Exemptions RoHS utilisées | Exenciones RoHS utilizadas
To note | Hinweise | À noter | A tener en cuenta
What is missing or speaks against it | Was fehlt oder dagegen spricht | Ce qui manque ou s'y oppose | Lo que falta o se opone
Restricted substances and their limits in homogeneous material, by weight | Beschränkte Stoffe und ihre Höchstgehalte im homogenen Werkstoff, in Gewichtsprozent | Substances limitées et leurs teneurs maximales dans les matériaux homogènes, en poids | Sustancias restringidas y sus concentraciones máximas en materiales homogéneos, en peso
Goods | Ware | Marchandises | Mercancía
Lot or process | Los oder Prozess | Lot ou procédé | Lote o proceso
Reason | Grund | Motif | Motivo
Evidence | Nachweis | Justificatif | Prueba
Place and date | Ort und Datum | Lieu et date | Lugar y fecha
"""
TEXTS = """
RoHS statement | RoHS-Erklärung | Déclaration RoHS | Declaración RoHS
REACH statement | REACH-Erklärung | Déclaration REACH | Declaración REACH
RoHS and REACH statement | RoHS- und REACH-Erklärung | Déclaration RoHS et REACH | Declaración RoHS y REACH
title > {*} statement | Erklärung zu {} | Déclaration {} | Declaración {}
title > RoHS and REACH questions, still open | Offene Fragen zu RoHS und REACH | Questions ouvertes : RoHS et REACH | Preguntas abiertas: RoHS y REACH
title > {*} questions, still open | Offene Fragen zu {} | Questions ouvertes : {} | Preguntas abiertas: {}
Safety data sheets, Regulation (EC) No 1907/2006, Article 31 | Sicherheitsdatenblätter, Verordnung (EG) Nr. 1907/2006, Artikel 31 | Fiches de données de sécurité, règlement (CE) n° 1907/2006, article 31 | Fichas de datos de seguridad, Reglamento (CE) n.º 1907/2006, artículo 31
DFARS 252.225-7009, specialty metals | DFARS 252.225-7009, Sondermetalle (specialty metals) | DFARS 252.225-7009, métaux spéciaux (specialty metals) | DFARS 252.225-7009, metales especiales (specialty metals)
Each material that asks for a safety data sheet has one on file. | Für jeden Werkstoff, der ein Sicherheitsdatenblatt verlangt, liegt eines vor. | Chaque matière qui exige une fiche de données de sécurité en a une disponible. | Cada material que exige una ficha de datos de seguridad tiene una disponible.
The goods contain no specialty metal, or such as was melted or produced in the United States or a qualifying country. | Die Ware enthält kein Sondermetall oder nur solches, das in den Vereinigten Staaten oder einem anerkannten Land erschmolzen oder hergestellt wurde. | Les marchandises ne contiennent aucun métal spécial, ou seulement du métal élaboré ou produit aux États-Unis ou dans un pays admis. | La mercancía no contiene metales especiales, o solo los fundidos o producidos en los Estados Unidos o en un país admitido.
Compliant | Konform | Conforme | Conforme
Compliant with exemption | Konform mit Ausnahme | Conforme avec exemption | Conforme con exención
Contains SVHC | Enthält SVHC | Contient une SVHC | Contiene SVHC
Needs data | Angaben fehlen | Données manquantes | Faltan datos
Not compliant | Nicht konform | Non conforme | No conforme
Directive 2011/65/EU (RoHS), Annex II as amended by Delegated Directive (EU) 2015/863 | Richtlinie 2011/65/EU (RoHS), Anhang II in der Fassung der Delegierten Richtlinie (EU) 2015/863 | Directive 2011/65/UE (RoHS), annexe II modifiée par la directive déléguée (UE) 2015/863 | Directiva 2011/65/UE (RoHS), anexo II modificado por la Directiva Delegada (UE) 2015/863
Regulation (EC) No 1907/2006 (REACH), Article 33 | Verordnung (EG) Nr. 1907/2006 (REACH), Artikel 33 | Règlement (CE) n° 1907/2006 (REACH), article 33 | Reglamento (CE) n.º 1907/2006 (REACH), artículo 33
The goods conform: no restricted substance is above its limit in any homogeneous material. | Die Ware ist konform: kein beschränkter Stoff überschreitet in einem homogenen Werkstoff seinen Höchstgehalt. | Les marchandises sont conformes : aucune substance limitée ne dépasse sa teneur maximale dans un matériau homogène. | La mercancía es conforme: ninguna sustancia restringida supera su concentración máxima en ningún material homogéneo.
No article in the goods contains a substance of the Candidate List above 0.1 % by weight. | Kein Erzeugnis der Ware enthält einen Stoff der Kandidatenliste über 0.1 Gewichtsprozent. | Aucun article des marchandises ne contient de substance de la liste candidate à plus de 0.1 % en poids. | Ningún artículo de la mercancía contiene una sustancia de la lista de candidatas por encima del 0.1 % en peso.
The goods conform under the exemption named below. | Die Ware ist konform unter der unten genannten Ausnahme. | Les marchandises sont conformes au titre de l'exemption citée ci-dessous. | La mercancía es conforme con la exención citada abajo.
The goods contain a substance of the Candidate List above 0.1 % by weight | Die Ware enthält einen Stoff der Kandidatenliste über 0.1 Gewichtsprozent | Les marchandises contiennent une substance de la liste candidate à plus de 0.1 % en poids | La mercancía contiene una sustancia de la lista de candidatas por encima del 0.1 % en peso
the information that Article 33 asks for stands below. | die Informationen nach Artikel 33 stehen unten. | les informations demandées par l'article 33 figurent ci-dessous. | la información que exige el artículo 33 figura abajo.
No statement can be made yet | Es kann noch nichts erklärt werden | Aucune déclaration n'est encore possible | Todavía no se puede declarar nada
what is missing stands below. | was fehlt, steht unten. | ce qui manque figure ci-dessous. | lo que falta figura abajo.
The goods do not conform, for the reason below. | Die Ware ist aus dem unten genannten Grund nicht konform. | Les marchandises ne sont pas conformes, pour le motif ci-dessous. | La mercancía no es conforme, por el motivo de abajo.
Directive 2011/65/EU Annex II with (EU) 2015/863, {#} substances (list of {*}) | Richtlinie 2011/65/EU Anhang II mit (EU) 2015/863, {} Stoffe (Liste vom {}) | directive 2011/65/UE, annexe II avec (UE) 2015/863, {} substances (liste du {}) | Directiva 2011/65/UE, anexo II con (UE) 2015/863, {} sustancias (lista del {})
exemption table of {*} | Tabelle der Ausnahmen vom {} | tableau des exemptions du {} | tabla de exenciones del {}
REACH Candidate List of {*}, {#} entries | REACH-Kandidatenliste vom {}, {} Einträge | liste candidate REACH du {}, {} entrées | lista de candidatas de REACH del {}, {} entradas
REACH Candidate List of {*} | REACH-Kandidatenliste vom {} | liste candidate REACH du {} | lista de candidatas de REACH del {}
The Candidate List in use is of {*} | Die verwendete Kandidatenliste ist vom {} | La liste candidate utilisée est du {} | La lista de candidatas utilizada es del {}
ECHA adds to it about twice a year, so look for a newer one. | die ECHA ergänzt sie etwa zweimal im Jahr; bitte nach einer neueren sehen. | l'ECHA la complète environ deux fois par an ; en chercher une plus récente. | la ECHA la amplía unas dos veces al año; busque una más reciente.
Judged by the list of {*}, which was current then | Beurteilt nach der Liste vom {}, die damals galt | Évalué selon la liste du {}, alors en vigueur | Evaluado según la lista del {}, vigente entonces
there is one of {*} now. | inzwischen gibt es eine vom {}. | il en existe une du {} à présent. | ahora hay una del {}.
The supplier declares it compliant. | Der Lieferant erklärt die Konformität. | Le fournisseur le déclare conforme. | El proveedor lo declara conforme.
The supplier declares it not compliant. | Der Lieferant erklärt, dass es nicht konform ist. | Le fournisseur le déclare non conforme. | El proveedor lo declara no conforme.
The supplier declares it compliant under exemption {} ({*}). | Der Lieferant erklärt die Konformität unter Ausnahme {} ({}). | Le fournisseur le déclare conforme au titre de l'exemption {} ({}). | El proveedor lo declara conforme con la exención {} ({}).
The supplier declares none above 0.1 % (list of {*}). | Der Lieferant erklärt, dass keiner über 0.1 % enthalten ist (Liste vom {}). | Le fournisseur n'en déclare aucune au-dessus de 0.1 % (liste du {}). | El proveedor declara que ninguna supera el 0.1 % (lista del {}).
The supplier declares a listed substance. | Der Lieferant erklärt einen Stoff der Liste. | Le fournisseur déclare une substance de la liste. | El proveedor declara una sustancia de la lista.
The supplier declares a listed substance, which the workbook does not name. | Der Lieferant erklärt einen Stoff der Liste, dessen Name nicht vorliegt. | Le fournisseur déclare une substance de la liste, dont le nom n'est pas connu. | El proveedor declara una sustancia de la lista, cuyo nombre no consta.
Contains {*} ({*} %), on the Candidate List since {*}. | Enthält {} ({} %), auf der Kandidatenliste seit {}. | Contient la substance {} ({} %), sur la liste candidate depuis le {}. | Contiene {} ({} %), en la lista de candidatas desde el {}.
open > {}: no {} declaration is on file. | {}: Es liegt keine {}-Erklärung vor. | {} : aucune déclaration {} n'est disponible. | {}: no hay ninguna declaración {} disponible.
open > {}: it refers to the Candidate List of {*}, but {*} was current. | {}: Die Erklärung bezieht sich auf die Kandidatenliste vom {}; es galt die vom {}. | {} : la déclaration se réfère à la liste candidate du {} ; celle du {} était en vigueur. | {}: la declaración se refiere a la lista de candidatas del {}; estaba vigente la del {}.
open > {}: the declaration does not name its Candidate List. | {}: Die Erklärung nennt ihre Kandidatenliste nicht. | {} : la déclaration ne cite pas sa liste candidate. | {}: la declaración no cita su lista de candidatas.
open > {}: the declaration of {*} is older than {} months. | {}: Die Erklärung vom {} ist älter als {} Monate. | {} : la déclaration du {} a plus de {} mois. | {}: la declaración del {} tiene más de {} meses.
open > {}: the declaration was valid until {*}. | {}: Die Erklärung galt bis {}. | {} : la déclaration était valable jusqu'au {}. | {}: la declaración era válida hasta el {}.
open > {}: the declaration speaks of a listed substance that the workbook does not name. | {}: Die Erklärung nennt einen Stoff der Liste, dessen Name nicht vorliegt. | {} : la déclaration cite une substance de la liste dont le nom n'est pas connu. | {}: la declaración cita una sustancia de la lista cuyo nombre no consta.
No {} declaration is on file. | Es liegt keine {}-Erklärung vor. | Aucune déclaration {} n'est disponible. | No hay ninguna declaración {} disponible.
{*} {#} % is above {#} %, allowed by exemption {} ({*}) until {*}. | {} {} % liegt über {} %, erlaubt durch Ausnahme {} ({}) bis {}. | {} {} % dépasse {} %, admis par l'exemption {} ({}) jusqu'au {}. | {} {} % supera {} %, permitido por la exención {} ({}) hasta el {}.
{*} {#} % is above {#} % and no exemption covers it. | {} {} % liegt über {} % und keine Ausnahme deckt das. | {} {} % dépasse {} % et aucune exemption ne le couvre. | {} {} % supera {} % y ninguna exención lo cubre.
exemptions > {}, until {*} | {}, bis {} | {}, jusqu'au {} | {}, hasta el {}
evidence > {} declaration, {*} | {}-Erklärung, {} | Déclaration {}, {} | Declaración {}, {}
evidence > {} declaration of {*} | {}-Erklärung von {} | Déclaration {} de {} | Declaración {} de {}
evidence > Analysis: {*} | Analyse: {} | Analyse : {} | Análisis: {}
evidence > Analysis {*}: {*} | Analyse {}: {} | Analyse {} : {} | Análisis {}: {}
Safe use: see the supplier's declaration. | Sichere Verwendung: siehe die Erklärung des Lieferanten. | Utilisation sûre : voir la déclaration du fournisseur. | Uso seguro: véase la declaración del proveedor.
Safe use: no information beyond the substance's name is on file. | Sichere Verwendung: außer dem Namen des Stoffes liegen keine Informationen vor. | Utilisation sûre : aucune information au-delà du nom de la substance n'est disponible. | Uso seguro: no consta más información que el nombre de la sustancia.
{*} revision {} contains {*} ({*}): {#} % by weight (lot {}), on the Candidate List since {*}. | {} Revision {} enthält {} ({}): {} Gewichtsprozent (Los {}), auf der Kandidatenliste seit {}. | {} révision {} contient la substance {} ({}) : {} % en poids (lot {}), sur la liste candidate depuis le {}. | {} revisión {} contiene {} ({}): {} % en peso (lote {}), en la lista de candidatas desde el {}.
{*} revision {} contains {*}: {#} % by weight (lot {}), on the Candidate List since {*}. | {} Revision {} enthält {}: {} Gewichtsprozent (Los {}), auf der Kandidatenliste seit {}. | {} révision {} contient la substance {} : {} % en poids (lot {}), sur la liste candidate depuis le {}. | {} revisión {} contiene {}: {} % en peso (lote {}), en la lista de candidatas desde el {}.
{*} contains {*}: {#} % by weight (lot {}), on the Candidate List since {*}. | {} enthält {}: {} Gewichtsprozent (Los {}), auf der Kandidatenliste seit {}. | {} contient la substance {} : {} % en poids (lot {}), sur la liste candidate depuis le {}. | {} contiene {}: {} % en peso (lote {}), en la lista de candidatas desde el {}.
{*} revision {} contains {*} ({*}): {#} % by weight (lot {}). | {} Revision {} enthält {} ({}): {} Gewichtsprozent (Los {}). | {} révision {} contient la substance {} ({}) : {} % en poids (lot {}). | {} revisión {} contiene {} ({}): {} % en peso (lote {}).
{*} revision {} contains {*}: {#} % by weight (lot {}). | {} Revision {} enthält {}: {} Gewichtsprozent (Los {}). | {} révision {} contient la substance {} : {} % en poids (lot {}). | {} revisión {} contiene {}: {} % en peso (lote {}).
{*} contains {*}: {#} % by weight (lot {}). | {} enthält {}: {} Gewichtsprozent (Los {}). | {} contient la substance {} : {} % en poids (lot {}). | {} contiene {}: {} % en peso (lote {}).
{*} revision {} contains {*} ({*}): above 0.1 % by weight (lot {}), on the Candidate List since {*}. | {} Revision {} enthält {} ({}): über 0.1 Gewichtsprozent (Los {}), auf der Kandidatenliste seit {}. | {} révision {} contient la substance {} ({}) : plus de 0.1 % en poids (lot {}), sur la liste candidate depuis le {}. | {} revisión {} contiene {} ({}): más del 0.1 % en peso (lote {}), en la lista de candidatas desde el {}.
{*} revision {} contains {*}: above 0.1 % by weight (lot {}), on the Candidate List since {*}. | {} Revision {} enthält {}: über 0.1 Gewichtsprozent (Los {}), auf der Kandidatenliste seit {}. | {} révision {} contient la substance {} : plus de 0.1 % en poids (lot {}), sur la liste candidate depuis le {}. | {} revisión {} contiene {}: más del 0.1 % en peso (lote {}), en la lista de candidatas desde el {}.
{*} contains {*}: above 0.1 % by weight (lot {}), on the Candidate List since {*}. | {} enthält {}: über 0.1 Gewichtsprozent (Los {}), auf der Kandidatenliste seit {}. | {} contient la substance {} : plus de 0.1 % en poids (lot {}), sur la liste candidate depuis le {}. | {} contiene {}: más del 0.1 % en peso (lote {}), en la lista de candidatas desde el {}.
{*} revision {} contains {*} ({*}): above 0.1 % by weight (lot {}). | {} Revision {} enthält {} ({}): über 0.1 Gewichtsprozent (Los {}). | {} révision {} contient la substance {} ({}) : plus de 0.1 % en poids (lot {}). | {} revisión {} contiene {} ({}): más del 0.1 % en peso (lote {}).
{*} revision {} contains {*}: above 0.1 % by weight (lot {}). | {} Revision {} enthält {}: über 0.1 Gewichtsprozent (Los {}). | {} révision {} contient la substance {} : plus de 0.1 % en poids (lot {}). | {} revisión {} contiene {}: más del 0.1 % en peso (lote {}).
{*} contains {*}: above 0.1 % by weight (lot {}). | {} enthält {}: über 0.1 Gewichtsprozent (Los {}). | {} contient la substance {} : plus de 0.1 % en poids (lot {}). | {} contiene {}: más del 0.1 % en peso (lote {}).
a substance of the Candidate List that its supplier's declaration names | einen Stoff der Kandidatenliste, den die Erklärung des Lieferanten nennt | une substance de la liste candidate que cite la déclaration du fournisseur | una sustancia de la lista de candidatas que cita la declaración del proveedor
about > Order {}, part {*} revision {}, {*} | Auftrag {}, Teil {} Revision {}, {} | Commande {}, pièce {} révision {}, {} | Pedido {}, pieza {} revisión {}, {}
about > Order {}, part {*} revision {} | Auftrag {}, Teil {} Revision {} | Commande {}, pièce {} révision {} | Pedido {}, pieza {} revisión {}
subject > {*} by {*} | {} durch {} | {} par {} | {} por {}
Lead | Blei | Plomb | Plomo
Mercury | Quecksilber | Mercure | Mercurio
Cadmium | Cadmium | Cadmium | Cadmio
Hexavalent chromium | Sechswertiges Chrom | Chrome hexavalent | Cromo hexavalente
Polybrominated biphenyls (PBB) | Polybromierte Biphenyle (PBB) | Polybromobiphényles (PBB) | Polibromobifenilos (PBB)
Polybrominated diphenyl ethers (PBDE) | Polybromierte Diphenylether (PBDE) | Polybromodiphényléthers (PBDE) | Polibromodifeniléteres (PBDE)
Bis(2-ethylhexyl) phthalate (DEHP) | Di(2-ethylhexyl)phthalat (DEHP) | Phtalate de bis(2-éthylhexyle) (DEHP) | Ftalato de di(2-etilhexilo) (DEHP)
Butyl benzyl phthalate (BBP) | Butylbenzylphthalat (BBP) | Phtalate de benzyle et de butyle (BBP) | Ftalato de bencilo y butilo (BBP)
Dibutyl phthalate (DBP) | Dibutylphthalat (DBP) | Phtalate de dibutyle (DBP) | Ftalato de dibutilo (DBP)
Diisobutyl phthalate (DIBP) | Diisobutylphthalat (DIBP) | Phtalate de diisobutyle (DIBP) | Ftalato de diisobutilo (DIBP)
Lead as an alloying element in steel for machining | Blei als Legierungselement in Stahl für die spanende Bearbeitung | plomb en tant qu'élément d'alliage dans l'acier destiné à l'usinage | plomo como elemento de aleación en acero para mecanizado
Lead in batch hot-dip galvanised steel components | Blei in stückverzinkten Stahlbauteilen | plomb dans les composants en acier galvanisé à chaud par lots | plomo en componentes de acero galvanizado en caliente por lotes
Lead in aluminium from lead-bearing scrap | Blei in Aluminium aus bleihaltigem Schrott | plomb dans l'aluminium issu de ferraille contenant du plomb | plomo en aluminio procedente de chatarra con plomo
Lead as an alloying element in aluminium for machining | Blei als Legierungselement in Aluminium für die spanende Bearbeitung | plomb en tant qu'élément d'alliage dans l'aluminium destiné à l'usinage | plomo como elemento de aleación en aluminio para mecanizado
Lead as an alloying element in copper alloys | Blei als Legierungselement in Kupferlegierungen | plomb en tant qu'élément d'alliage dans les alliages de cuivre | plomo como elemento de aleación en aleaciones de cobre
"""
