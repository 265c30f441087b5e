"""The words of the page that a certificate issued again brings along, in every language."""

LABELS = """
Before | Vorher | Avant | Antes
Now | Jetzt | Maintenant | Ahora
Nothing in the data: order, lots, certificates and processes are the same | Nichts an den Daten: Auftrag, Lose, Bescheinigungen und Prozesse sind dieselben | Rien dans les données : commande, lots, certificats et procédés sont les mêmes | Nada en los datos: pedido, lotes, certificados y procesos son los mismos
Please take the former one out of your files | Bitte entfernen Sie die frühere aus Ihren Unterlagen | Veuillez retirer l'ancien de vos dossiers | Retire el anterior de sus archivos
What | Was | Quoi | Qué
What changed and why | Was sich geändert hat und warum | Ce qui a changé et pourquoi | Qué ha cambiado y por qué
What changed in | Was sich geändert hat an | Ce qui a changé dans | Qué ha cambiado en
Why | Warum | Pourquoi | Por qué
"""
TEXTS = """
What changed and why | Was sich geändert hat und warum | Ce qui a changé et pourquoi | Qué ha cambiado y por qué
on the certificate | auf der Bescheinigung | sur le certificat | en el certificado
The files of {*} are not there, so nothing could be compared. | Die Dateien von {} liegen nicht vor, daher konnte nichts verglichen werden. | Les fichiers de {} ne sont pas disponibles, rien n'a pu être comparé. | Los archivos de {} no están, por lo que no se pudo comparar nada.
what > Lot {} | Los {} | Lot {} | Lote {}
what > lot {} | Los {} | lot {} | lote {}
what > Run {} | Fertigung {} | Fabrication {} | Fabricación {}
what > run {} | Fertigung {} | fabrication {} | fabricación {}
what > Shipment {} | Lieferung {} | Expédition {} | Envío {}
what > Piece {} | Zuschnitt {} | Découpe {} | Corte {}
what > piece {} | Zuschnitt {} | découpe {} | corte {}
what > Process {*} | Prozess {} | Procédé {} | Proceso {}
what > process {*} | Prozess {} | procédé {} | proceso {}
what > Nonconformance {} | Abweichung {} | Non-conformité {} | No conformidad {}
what > nonconformance {} | Abweichung {} | non-conformité {} | no conformidad {}
what > source {*} | Quelle {} | source {} | origen {}
what > Characteristic {*} of {} | Merkmal {} von {} | Caractéristique {} de {} | Característica {} de {}
what > Address | Anschrift | Adresse | Dirección
what > Destination | Bestimmungsort | Destination | Destino
what > Order date | Bestelldatum | Date de commande | Fecha del pedido
what > Material required | Geforderter Werkstoff | Matière demandée | Material requerido
what > Finish | Oberfläche | Finition | Acabado
what > Description | Bezeichnung | Désignation | Descripción
what > Packing slips | Lieferscheine | Bordereaux de livraison | Albaranes
what > Exceptions | Abweichungen | Exceptions | Excepciones
what > limits | Grenzen | limites | límites
what > results | Ergebnisse | résultats | resultados
what > Order | Auftrag | Commande | Pedido
what > Customer | Kunde | Client | Cliente
what > Purchase order | Bestellung | Commande | Pedido de compra
what > PO line | Position der Bestellung | Ligne de commande | Línea del pedido
what > Part number | Teilenummer | Référence | Número de pieza
what > Customer part number | Teilenummer des Kunden | Référence client | Referencia del cliente
what > Part revision | Revision des Teils | Révision de la pièce | Revisión de la pieza
what > part number | Teilenummer | référence | número de pieza
what > part revision | Revision des Teils | révision de la pièce | revisión de la pieza
what > Drawing | Zeichnung | Plan | Plano
what > Drawing revision | Revision der Zeichnung | Révision du plan | Revisión del plano
what > Statement | Erklärung | Déclaration | Declaración
what > Signed by | Unterschrieben von | Signé par | Firmado por
what > shipped on | versandt am | expédié le | enviado el
what > run | Fertigung | fabrication | fabricación
what > quantity | Menge | quantité | cantidad
what > unit | Einheit | unité | unidad
what > serials | Seriennummern | numéros de série | números de serie
what > started on | begonnen am | commencé le | iniciado el
what > finished on | beendet am | terminé le | terminado el
what > process | Prozess | procédé | proceso
what > specification | Spezifikation | spécification | especificación
what > spec revision | Revision der Spezifikation | révision de la spécification | revisión de la especificación
what > processor | ausgeführt von | sous-traitant | ejecutado por
what > certificate | Bescheinigung | certificat | certificado
what > certificate type | Art der Bescheinigung | type de certificat | tipo de certificado
what > certificate's file | Datei der Bescheinigung | fichier du certificat | archivo del certificado
what > file | Datei | fichier | archivo
what > done on | ausgeführt am | effectué le | realizado el
what > disposition | Entscheidung | décision | disposición
what > concession | Sonderfreigabe | dérogation | concesión
what > received on | erhalten am | reçu le | recibido el
what > supplier | Lieferant | fournisseur | proveedor
what > material | Werkstoff | matière | material
what > grade | Sorte | nuance | grado
what > heat | Schmelze | coulée | colada
what > mill | Hersteller | producteur | fabricante
what > country of melt | Land der Erschmelzung | pays d'élaboration | país de fundición
what > from | von | de | de
what > heat marked | Schmelze am Stück | coulée marquée | colada marcada
what > marked by | gestempelt von | marqué par | marcado por
what > verified by | bestätigt von | vérifié par | verificado por
what > verified on | bestätigt am | vérifié le | verificado el
what > checked by | geprüft von | contrôlé par | comprobado por
what > checked on | geprüft am | contrôlé le | comprobado el
what > inspectors | Prüfer | contrôleurs | inspectores
what > operator | Bediener | opérateur | operario
what > Title of the signer | Funktion der unterschreibenden Person | Fonction du signataire | Cargo del firmante
what > Contact | Ansprechpartner | Contact | Contacto
what > Quantity ordered | Bestellte Menge | Quantité commandée | Cantidad pedida
what > Company | Firma | Entreprise | Empresa
what > Company's address | Anschrift der Firma | Adresse de l'entreprise | Dirección de la empresa
what > Company's phone | Telefon der Firma | Téléphone de l'entreprise | Teléfono de la empresa
what > Company's e-mail | E-Mail der Firma | E-mail de l'entreprise | Correo de la empresa
what > Supplier code | Lieferantennummer | Code fournisseur | Código de proveedor
what > Place of issue | Ort der Ausstellung | Lieu d'émission | Lugar de emisión
what > What could not be resolved | Was nicht aufgelöst werden konnte | Ce qui n'a pu être résolu | Lo que no pudo resolverse
what > used on | verwendet am | utilisé le | usado el
what > work order | Arbeitsauftrag | ordre de fabrication | orden de trabajo
what > machine | Maschine | machine | máquina
what > work instruction | Arbeitsanweisung | instruction de travail | instrucción de trabajo
what > quantity made | gefertigte Menge | quantité fabriquée | cantidad fabricada
what > quantity scrapped | Ausschuss | quantité rebutée | cantidad desechada
what > first article | Erstmuster | premier article | primer artículo
what > customer's part number | Teilenummer des Kunden | référence client | referencia del cliente
what > part name | Teilebezeichnung | désignation | nombre de la pieza
what > cut on | zugeschnitten am | découpé le | cortado el
what > amount | Menge | quantité | cantidad
what > reason | Grund | motif | motivo
what > mark method | Art der Kennzeichnung | méthode de marquage | método de marcado
what > material's description | Bezeichnung des Werkstoffs | désignation de la matière | descripción del material
what > heat on material | Schmelze auf dem Werkstoff | coulée sur la matière | colada en el material
what > our purchase order | unsere Bestellung | notre commande | nuestro pedido
what > quantity delivered | gelieferte Menge | quantité livrée | cantidad entregada
what > certificate file | Datei der Bescheinigung | fichier du certificat | archivo del certificado
what > carrier | Spediteur | transporteur | transportista
what > tracking | Sendungsnummer | numéro de suivi | número de seguimiento
what > drawing's words | Angaben der Zeichnung | indications du plan | indicaciones del plano
what > gauges | Messmittel | moyens de mesure | instrumentos
what > pieces | Stücke | pièces | piezas
what > measured on | gemessen am | mesuré le | medido el
what > nonconformances | Abweichungen | non-conformités | no conformidades
"""
